/* What was chosen for the comparison stays chosen while the list changes in place. Practices that the new list does not
   show stand in the bar with their titles, to be taken away there. Nothing is stored. */
(() => {
  "use strict";

  const results = document.getElementById("treffer");
  if (!results) return;

  const chosen = new Map();
  const boxes = () => [...results.querySelectorAll(".compare-box__input")];

  function keep() {
    const bar = results.querySelector(".compare-bar");
    if (!bar) return;
    const shown = new Map(boxes().map((box) => [box.value, box]));
    const list = document.createElement("ul");
    list.className = "compare-bar__kept";
    for (const [slug, text] of chosen) {
      const box = shown.get(slug);
      if (box) {
        box.checked = true;
        continue;
      }
      const item = document.createElement("li");
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: "checkbox", name: "p", value: slug, checked: true });
      input.className = "compare-box__input";
      label.className = "compare-box";
      label.append(input, text);
      item.append(label);
      list.append(item);
    }
    bar.querySelector(".compare-bar__kept")?.remove();
    if (list.children.length) bar.prepend(list);
  }

  results.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches(".compare-box__input")) return;
    if (box.closest(".compare-bar__kept")) {
      chosen.delete(box.value);
      box.closest("li").remove();
      results.querySelector(".compare-bar button").focus();
    } else if (box.checked) chosen.set(box.value, box.parentElement.querySelector("[data-title]").dataset.title);
    else chosen.delete(box.value);
  });
  document.addEventListener("results:exchanged", keep);
})();
