/* Finding a value in a long facet while typing. Without this the field is sent with the form and the server lists
   what fits. What was chosen always stays in sight. */
(() => {
  "use strict";

  const LETTERS = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

  function folded(text) {
    return text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[äöüß]/g, (letter) => LETTERS[letter])
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "");
  }

  /* Shows of a value and all below it what fits; says whether anything of it is shown. */
  function filter(item, words, shownAbove) {
    const label = folded(item.querySelector(".check__label").textContent);
    const fits = words.every((word) => label.includes(word));
    const branch = item.querySelector(":scope > .facet__branch");
    let below = false;
    if (branch) {
      for (const child of branch.querySelectorAll(":scope > .facet__values > .facet__value")) {
        below = filter(child, words, fits || shownAbove) || below;
      }
      if (!("wasOpen" in branch.dataset)) branch.dataset.wasOpen = branch.open ? "ja" : "";
      branch.open = words.length ? below && !fits : Boolean(branch.dataset.wasOpen);
      if (!words.length) delete branch.dataset.wasOpen;
    }
    const shown = fits || shownAbove || below || item.querySelector(".check__box").checked;
    item.hidden = !shown;
    item.dataset.fits = fits ? "ja" : "";
    return shown;
  }

  function setUp(input) {
    const facet = input.closest("fieldset");
    const status = facet.querySelector(".facet__find-status");
    const more = facet.querySelector(".facet__more");
    const values = [...facet.querySelectorAll(".facet__value")];
    const roots = values.filter((value) => !value.parentElement.closest(".facet__value"));
    let moreWasOpen = null;

    input.addEventListener("input", () => {
      const words = folded(input.value).split(/\s+/).filter(Boolean);
      for (const root of roots) filter(root, words, false);
      if (more) {
        if (words.length && moreWasOpen === null) moreWasOpen = more.open;
        more.classList.toggle("facet__more--found", words.length > 0);
        more.open = words.length > 0 || moreWasOpen === true || (moreWasOpen === null && more.open);
        if (!words.length) moreWasOpen = null;
      }
      const number = values.filter((value) => value.dataset.fits).length;
      if (!words.length) status.textContent = "";
      else if (!number) status.textContent = `Kein Wert passt zu „${input.value.trim()}“.`;
      else status.textContent = `${number} von ${values.length} Werten ${number === 1 ? "passt" : "passen"}`;
    });
    // The list is filtered already; sending the form is not what Enter is for here.
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    names.add(input.name);
  }

  // A field that came filled holds a list that is not whole: it goes on asking the server.
  function setUpAll() {
    for (const input of document.querySelectorAll("[data-find-values]")) if (!input.defaultValue) setUp(input);
  }

  const names = new Set();
  document.addEventListener("formdata", (event) => names.forEach((name) => event.formData.delete(name)), true);
  setUpAll();
  document.addEventListener("filters:exchanged", setUpAll);
})();
