/* The result list without loading the page anew. It asks for the very page that the form or link leads to and takes
   its list and filters over; so address, back button and counts are those of the server, and without script the same
   form is sent. What is open, typed or in focus stays as it was. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-live-search]");
  const results = document.getElementById("treffer");
  if (!form || !results || !window.DOMParser) return;

  const WAIT = 200;
  // Below this width the filters are a dialog, as in search.css.
  const narrow = window.matchMedia("(max-width: 63.99rem)");
  const announcement = document.querySelector("[data-live-status]");
  let request = null;
  let timer = 0;
  let dialog = null;
  let shown = location.pathname + location.search;

  document.documentElement.classList.add("has-live-search");

  const filters = () => document.getElementById("filter");

  function addressOfForm() {
    const wanted = new URLSearchParams();
    const sort = document.getElementById("sortierung");
    for (const [name, value] of new FormData(form)) {
      if (!value || (name === "sort" && value === sort?.dataset.default)) continue;
      wanted.append(name, value);
    }
    const parameters = wanted.toString();
    return form.action.split("?")[0] + (parameters ? `?${parameters}` : "");
  }

  /* What of the filters is open, typed, scrolled to and in focus, by names that outlive an exchange. */
  function stateOf(box) {
    const focused = box.contains(document.activeElement) ? document.activeElement : null;
    return {
      open: new Map([...box.querySelectorAll("details[data-key]")].map((one) => [one.dataset.key, one.open])),
      typed: new Map([...box.querySelectorAll("[data-find-values]")].map((one) => [one.id, one.value])),
      focus: focused && { name: focused.name, value: focused.value, id: focused.id },
      key: focused?.closest("summary")?.parentElement.dataset.key,
      scroll: box.scrollTop,
    };
  }

  function restore(box, state) {
    for (const one of box.querySelectorAll("details[data-key]")) {
      if (state.open.has(one.dataset.key)) one.open = state.open.get(one.dataset.key);
    }
    document.dispatchEvent(new CustomEvent("filters:exchanged"));
    for (const [id, value] of state.typed) {
      const input = value && document.getElementById(id);
      if (!input) continue;
      input.value = value;
      input.dispatchEvent(new Event("input"));
    }
    if (state.key) box.querySelector(`details[data-key="${CSS.escape(state.key)}"] > summary`)?.focus();
    else if (state.focus) {
      const { name, value, id } = state.focus;
      const same = [...box.querySelectorAll("input, button")].find((one) =>
        one.type === "checkbox" ? one.name === name && one.value === value : id && one.id === id,
      );
      (same ?? box).focus({ preventScroll: true });
    }
    box.scrollTop = state.scroll;
  }

  function exchange(page) {
    const found = page.getElementById("treffer");
    if (!found) return false;
    document.title = page.title;
    const box = filters();
    const fresh = page.getElementById("filter");
    if (box && fresh) {
      const state = stateOf(box);
      box.replaceChildren(...fresh.childNodes);
      restore(box, state);
    } else if (box || fresh) return false;
    results.replaceChildren(...found.childNodes);
    document.dispatchEvent(new CustomEvent("results:exchanged"));
    for (const selector of [".search__open-filters-text", "h1"]) {
      const [old, now] = [document.querySelector(selector), page.querySelector(selector)];
      if (old && now) old.textContent = now.textContent;
    }
    const [view, hidden] = ["input[name=ansicht]", "input[name=ansicht]"].map((one, place) =>
      (place ? page : document).querySelector(`form[data-live-search] ${one}`),
    );
    view?.remove();
    if (hidden) form.append(hidden);
    const field = form.elements.q;
    if (document.activeElement !== field) field.value = page.getElementById("suchtext").value;
    return true;
  }

  function announce() {
    const text = document.getElementById("trefferzahl")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const inDialog = dialog?.open && dialog.querySelector("[data-dialog-status]");
    (inDialog || announcement).textContent = text;
  }

  /* `then` gets the focus when it is no longer where it was. */
  async function show(address, { push = true, then = null } = {}) {
    clearTimeout(timer);
    request?.abort();
    const mine = new AbortController();
    request = mine;
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (request !== mine) return;
      if (!answer.ok || !exchange(page)) {
        location.assign(address);
        return;
      }
      if (push) history.pushState(null, "", address);
      shown = location.pathname + location.search;
      announce();
      if (then) {
        const target = document.querySelector(then);
        target?.focus({ preventScroll: true });
        target?.scrollIntoView({ block: "start" });
      }
    } catch (error) {
      // A newer question took its place; anything else the browser shall show as it always does.
      if (error.name !== "AbortError") location.assign(address);
    } finally {
      if (request === mine) results.removeAttribute("aria-busy");
    }
  }

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(() => show(addressOfForm()), WAIT);
  }

  function closeDialog() {
    if (dialog?.open) dialog.close();
  }

  function openDialog() {
    const box = filters();
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "filters-dialog";
      dialog.setAttribute("aria-labelledby", "filter-titel");
      const status = document.createElement("p");
      status.className = "visually-hidden";
      status.setAttribute("role", "status");
      status.dataset.dialogStatus = "";
      dialog.append(status);
      dialog.addEventListener("close", () => form.append(filters()));
      form.append(dialog);
    }
    dialog.append(box);
    dialog.showModal();
    box.scrollTop = 0;
  }

  form.addEventListener("change", (event) => {
    if (event.target.matches(".check__box")) askSoon();
  });
  // The order stands outside of the form, among the results.
  results.addEventListener("change", (event) => {
    if (event.target.id === "sortierung") show(addressOfForm(), { then: "#sortierung" });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOfForm());
    closeDialog();
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-show-results]")) {
      closeDialog();
      document.getElementById("trefferzahl")?.focus();
    } else if (event.target.closest(".filters__close") && dialog?.open) {
      event.preventDefault();
      closeDialog();
    } else if (event.target.closest(".search__open-filters") && narrow.matches && filters()) {
      event.preventDefault();
      openDialog();
    }
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    // A link of the map is one of SVG, whose href is no text.
    const address = new URL(link.getAttribute("href"), location.href);
    if (address.origin !== location.origin || address.pathname !== location.pathname || address.hash) return;
    event.preventDefault();
    const view = link.closest(".views") && `.views__link[aria-current]`;
    show(address.href, { then: view || "#trefferzahl" });
  });
  window.addEventListener("popstate", () => {
    // A skip link changes the address, too.
    if (location.pathname + location.search !== shown) show(location.href, { push: false });
  });
  narrow.addEventListener("change", closeDialog);
})();
