(function () {
  "use strict";
  const root = document.documentElement;
  const button = document.getElementById("language");

  function show(language) {
    root.lang = language === "en" ? "en" : "zh-Hans";
    document.title = language === "en" ? root.dataset.en : root.dataset.zh;
    button.textContent = language === "en" ? "中文" : "English";
    button.lang = language === "en" ? "zh-Hans" : "en";
  }

  function remembered() {
    // Storage is closed to pages opened from disk in some browsers.
    try { return localStorage.getItem("language"); } catch { return null; }
  }

  button.addEventListener("click", function () {
    const language = root.lang === "en" ? "zh" : "en";
    show(language);
    try { localStorage.setItem("language", language); } catch { /* as above */ }
  });
  show(new URLSearchParams(location.search).get("lang") || remembered() || "zh");

  // A click on a mark leads to its row in the table of data, and from there to its source.
  document.addEventListener("click", function (event) {
    const mark = event.target.closest("g[data-figure]");
    if (!mark) return;
    const figure = mark.closest("figure");
    const row = Array.from(figure.querySelectorAll("tr[data-figure]"))
      .find(function (one) { return one.dataset.figure === mark.dataset.figure; });
    if (!row) return;
    document.querySelectorAll("tr.marked").forEach(function (one) { one.classList.remove("marked"); });
    row.classList.add("marked");
    row.closest("details").open = true;
    row.scrollIntoView({ block: "center" });
  });
})();
