// Help while writing a practice: asks anew some time after the last key, and counts characters. Without it the panel
// tells what it knew when the page was saved last.
"use strict";

(() => {
  const PAUSE = 900;
  const TEXTS = ["abstract", "background", "goals", "approach", "outcome", "failures", "transferability"];
  const LIMITS = { title: 100, summary: 160 };

  const field = (name) => document.getElementById(`id_${name}`);

  // Rich text lies in a hidden field as JSON (Draft.js); what is not JSON is taken as it is.
  const plain = (name) => {
    const value = field(name)?.value || "";
    try {
      return JSON.parse(value)?.blocks?.map((block) => block.text).join("\n") || "";
    } catch {
      return value;
    }
  };

  // Under a text of limited length stands how long it is: at once where the length decides how a list of hits looks,
  // else from the moment on that somebody writes in it.
  const count = (input, limit) => {
    if (!input || input.dataset.counted) return;
    input.dataset.counted = "true";
    const shown = document.createElement("p");
    shown.className = "writing-help__count";
    shown.id = `${input.id || input.name}-count`;
    input.after(shown);
    input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), shown.id].filter(Boolean).join(" "));
    const tell = () => {
      const length = [...input.value.trim()].length;
      shown.textContent = `${length} von ${limit} Zeichen`;
      shown.classList.toggle("writing-help__count--over", length > limit);
    };
    input.addEventListener("input", tell);
    tell();
  };

  const countWhenUsed = (event) => {
    const input = event.target;
    const isText = input.matches?.("textarea, input[type=text]");
    if (isText && input.maxLength > 0 && !input.closest("[role=combobox], .w-slug")) count(input, input.maxLength);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector("[data-writing-help]");
    if (!panel) return;
    Object.entries(LIMITS).forEach(([name, limit]) => count(field(name), limit));
    document.addEventListener("focusin", countWhenUsed);
    const hints = panel.querySelector("[data-hints]");
    let timer = 0;
    let asked = "";
    const ask = async () => {
      const body = new URLSearchParams({
        title: field("title")?.value || "",
        summary: field("summary")?.value || "",
        text: TEXTS.map(plain).join("\n").slice(0, 60000),
        page: panel.dataset.page,
      });
      if (body.toString() === asked) return;
      asked = body.toString();
      const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
      try {
        const response = await fetch(panel.dataset.writingHelp, {
          method: "POST",
          headers: { "X-CSRFToken": token },
          body,
        });
        if (response.ok) hints.innerHTML = await response.text();
      } catch {
        // Away for a moment: the next key asks again.
      }
    };
    document.querySelector("form[data-edit-form], #page-edit-form")?.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
  });
})();
