// While an import works its page looks again by itself, unless somebody is doing something on it.
"use strict";

(() => {
  const link = document.querySelector("[data-look-again]");
  if (!link) return;
  const look = () => {
    const busy = document.querySelector("details[open]") || document.hidden;
    if (busy) window.setTimeout(look, 3000);
    else window.location.reload();
  };
  window.setTimeout(look, 3000);
})();
