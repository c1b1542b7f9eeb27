// A new practice that begins with what people looked for and did not find: the report's link names it (?titel=).
"use strict";

(() => {
  const wanted = new URLSearchParams(window.location.search).get("titel");
  if (!wanted) return;
  window.addEventListener("DOMContentLoaded", () => {
    const title = document.getElementById("id_title");
    if (!title || title.value) return;
    title.value = wanted.slice(0, 200);
    // Wagtail makes the address of a page out of its title when it hears of a change.
    title.dispatchEvent(new Event("input", { bubbles: true }));
    title.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
