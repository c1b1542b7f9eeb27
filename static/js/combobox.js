/* Completion in the search field: the combobox with a list box of the WAI-ARIA Authoring Practices.
   The field works without it; where the list cannot be fetched nothing is said and nothing is in the way. */
(() => {
  "use strict";

  const WAIT = 150;
  const SHORTEST = 2;
  const HEADINGS = {
    suche: "Häufig gesucht",
    thema: "Themen",
    branche: "Branchen",
    region: "Regionen",
    verbund: "Verbünde",
    titel: "Beiträge",
  };

  function element(className, attributes = {}, text = "") {
    const made = document.createElement("div");
    made.className = className;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  }

  function setUp(input) {
    const list = element("combobox__list", { id: `${input.id}-liste`, role: "listbox", "aria-label": "Vorschläge" });
    const status = element("combobox__status", { role: "status" });
    list.hidden = true;
    input.parentElement.append(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let options = [];
    let active = -1;
    let timer = 0;
    let request = null;

    function close() {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      status.textContent = "";
      activate(-1);
    }

    function activate(index) {
      options[active]?.setAttribute("aria-selected", "false");
      active = index;
      const option = options[active];
      if (!option) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }

    function show(suggestions) {
      activate(-1);
      options = [];
      const groups = new Map();
      for (const suggestion of suggestions) {
        if (!suggestion.url) continue;
        const { kind } = suggestion;
        if (!groups.has(kind)) {
          const heading = element("combobox__heading", { id: `${list.id}-${kind}`, role: "presentation" });
          heading.textContent = HEADINGS[kind] ?? kind;
          const group = element("combobox__group", { role: "group", "aria-labelledby": heading.id });
          group.append(heading);
          groups.set(kind, group);
        }
        const option = element(
          "combobox__option",
          { id: `${list.id}-${options.length}`, role: "option", "aria-selected": "false" },
          suggestion.text,
        );
        option.dataset.url = suggestion.url;
        options.push(option);
        groups.get(kind).append(option);
      }
      list.replaceChildren(...groups.values());
      if (!options.length) {
        close();
        return;
      }
      list.hidden = false;
      list.scrollTop = 0;
      input.setAttribute("aria-expanded", "true");
      status.textContent = options.length === 1 ? "1 Vorschlag" : `${options.length} Vorschläge`;
    }

    async function fetchFor(text) {
      request?.abort();
      const mine = new AbortController();
      request = mine;
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: mine.signal });
        const found = answer.ok ? (await answer.json()).suggestions : [];
        if (request === mine && !mine.signal.aborted && document.activeElement === input) show(found);
      } catch {
        // Aborted, or the server is away: the field goes on as it would without a list.
        if (request === mine) close();
      }
    }

    function ask(wait) {
      clearTimeout(timer);
      const text = input.value.trim();
      if (text.length < SHORTEST) close();
      else timer = setTimeout(() => fetchFor(text), wait);
    }

    function follow(option) {
      close();
      location.assign(option.dataset.url);
    }

    function move(event, index) {
      event.preventDefault();
      // One place beyond either end is the field itself.
      activate(index < -1 ? options.length - 1 : index >= options.length ? -1 : index);
    }

    input.addEventListener("input", (event) => {
      if (!event.isComposing) ask(WAIT);
    });
    input.addEventListener("compositionend", () => ask(WAIT));
    input.addEventListener("blur", close);
    input.form?.addEventListener("submit", close);
    window.addEventListener("pageshow", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (list.hidden) {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          ask(0);
        }
        return;
      }
      if (event.key === "ArrowDown") move(event, active + 1);
      else if (event.key === "ArrowUp") move(event, active - 1);
      else if (event.key === "Home" && active >= 0) move(event, 0);
      else if (event.key === "End" && active >= 0) move(event, options.length - 1);
      else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        follow(options[active]);
      } else if (event.key === "Escape") {
        // The first Escape only closes the list; what was typed stays.
        event.preventDefault();
        close();
      }
    });
    // The field keeps the focus while an option is pressed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) follow(option);
    });
  }

  for (const input of document.querySelectorAll("input[data-suggest]")) setUp(input);
})();
