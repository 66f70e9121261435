(function () {
  "use strict";
  const button = document.getElementById("look");
  button.addEventListener("click", function () {
    const dark = document.body.classList.toggle("dark");
    document.body.classList.toggle("paper", !dark);
    button.setAttribute("aria-pressed", String(dark));
  });
})();
