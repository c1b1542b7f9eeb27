// A form of the editor is only sent when the session is alive: sent after its end, Wagtail would lead to the login and
// forget what was typed. Until then the text stays where it is, and a notice says what to do.
// It is not sent beside an autosave either: both at once would make two pages of a new one.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;

  // The admin's own address is the first part of its pages'.
  const admin = window.location.pathname.split("/").slice(0, 2).join("/");
  const notice = document.createElement("div");
  notice.className = "keep-text";
  notice.setAttribute("role", "alert");
  notice.hidden = true;
  form.before(notice);

  let isChecked = false;
  let isSending = false;
  let isAutosaving = false;
  let autosaveEnded = () => {};

  form.addEventListener("w-autosave:save", (event) => {
    if (isSending) event.preventDefault();
    else isAutosaving = true;
  });
  ["w-autosave:success", "w-autosave:error"].forEach((name) =>
    form.addEventListener(name, () => {
      isAutosaving = false;
      autosaveEnded();
    }),
  );
  // Back from the next page, the browser may show this one as it was left.
  window.addEventListener("pageshow", () => {
    isSending = false;
  });

  const untilAutosaved = () =>
    new Promise((resolve) => {
      if (!isAutosaving) return resolve();
      autosaveEnded = resolve;
      // One that hangs must not keep a person from saving.
      return setTimeout(resolve, 15000);
    });

  // A rich text field writes down what was typed a quarter of a second after the last key: saved by a shortcut in the
  // midst of a word, the last words would be missing.
  const untilWrittenDown = () => new Promise((resolve) => setTimeout(resolve, 300));

  const say = (text, link) => {
    notice.replaceChildren(document.createTextNode(text));
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.target = "_blank";
      anchor.textContent = "In einem neuen Fenster anmelden";
      notice.append(" ", anchor);
    }
    notice.hidden = false;
    notice.tabIndex = -1;
    notice.focus();
  };

  const keep = (name, value) => {
    let field = form.querySelector(`input[data-keep-text]`);
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.dataset.keepText = "";
      form.append(field);
    }
    field.disabled = !name;
    field.name = name || "";
    field.value = value || "";
  };

  const ask = async () => {
    const response = await fetch(`${admin}/noch-angemeldet/`, {
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
      redirect: "manual",
      cache: "no-store",
    });
    return response.ok ? (await response.json()).token : "";
  };

  const release = (button) => button?.setAttribute("data-w-progress-loading-value", "false");

  document.addEventListener(
    "submit",
    async (event) => {
      if (event.target !== form || isChecked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isSending) return;
      isSending = true;
      const button = event.submitter;
      let token = "";
      try {
        await untilWrittenDown();
        await untilAutosaved();
        token = await ask();
      } catch {
        isSending = false;
        release(button);
        say("Der Server antwortet nicht. Ihr Text steht noch hier: Bitte versuchen Sie es gleich noch einmal.");
        return;
      }
      if (!token) {
        isSending = false;
        release(button);
        say(
          "Sie sind nicht mehr angemeldet. Ihr Text steht noch hier: Melden Sie sich an und speichern Sie dann hier noch einmal.",
          `${admin}/login/`,
        );
        return;
      }
      notice.hidden = true;
      form.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => {
        field.value = token;
      });
      // The button may be disabled by now (it shows that it works), and would not be sent.
      keep(button?.name, button?.value);
      // Somebody else may have stopped it, to ask first.
      window.addEventListener("submit", (sent) => (isSending = !sent.defaultPrevented), { once: true });
      isChecked = true;
      form.requestSubmit();
      isChecked = false;
    },
    true,
  );
});
