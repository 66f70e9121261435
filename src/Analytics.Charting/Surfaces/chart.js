// Brings the charts of a page to life: tooltips, one area followed over all charts, legend, zoom, table, downloads.
// Charts are the SVG of SvgSurface: groups of class datum, series, legend, plot, axis-x and axis-y with data
// attributes. It runs as one strict function together with chart-zoom.js.
const svgNames = "http://www.w3.org/2000/svg";
const tip = document.getElementById("page-tip");
const select = document.getElementById("page-area");
const all = (root, selector) => Array.from(root.querySelectorAll(selector));
const numbers = (text) => (text.match(/-?\d+(\.\d+)?/g) || []).map(Number);
const number = (element, name) => Number(element.getAttribute(name));
const round = (value) => Math.round(value * 100) / 100;
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
let pinned = "";

const charts = all(document, "figure.chart").map(setUp);

// ---- One area over all charts

function highlight(area) {
  for (const chart of charts) {
    const marks = all(chart.svg, "g.datum[data-area], g.series[data-area]");
    const isHere = area !== "" && marks.some((one) => one.dataset.area === area);
    for (const one of marks) one.classList.toggle("dim", isHere && one.dataset.area !== area);
    for (const [row, line] of chart.lines) line.classList.toggle("hot", isHere && chart.areas.get(row) === area);
  }
}

function pin(area) {
  pinned = area === pinned ? "" : area;
  if (select) select.value = pinned;
  highlight(pinned);
}

if (select) {
  select.closest("p").hidden = false;
  select.value = "";
  select.addEventListener("change", () => { pinned = ""; pin(select.value); });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  if (pinned) pin(pinned);
});
window.addEventListener("scroll", hideTip, { passive: true, capture: true });

// ---- Tooltip

function showTip(datum, x, y) {
  tip.textContent = datum.getAttribute("aria-label");
  tip.lang = datum.closest("figure").lang;
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const above = y - height - 14;
  tip.style.left = clamp(x - width / 2, 8, Math.max(8, innerWidth - width - 8)) + "px";
  tip.style.top = clamp(above >= 8 ? above : y + 16, 8, Math.max(8, innerHeight - height - 8)) + "px";
}

function hideTip() { tip.hidden = true; }

// ---- One chart

function setUp(figure) {
  const svg = figure.querySelector("svg");
  const chart = { figure, svg, original: new XMLSerializer().serializeToString(svg) };
  const title = svg.querySelector(":scope > title");
  // A browser would show titles as a second tooltip, and role img would hide the data from screen readers.
  svg.setAttribute("aria-label", title.textContent);
  svg.setAttribute("aria-describedby", svg.querySelector(":scope > desc").id);
  svg.removeAttribute("aria-labelledby");
  svg.setAttribute("role", "group");
  title.remove();
  chart.data = all(svg, "g.datum");
  for (const datum of chart.data) {
    const spoken = datum.querySelector(":scope > title");
    datum.setAttribute("aria-label", spoken.textContent);
    datum.setAttribute("role", "img");
    datum.setAttribute("tabindex", "-1");
    spoken.remove();
  }
  // Steps follow the rows of the table, not the order of drawing.
  const rowOf = (datum) => datum.dataset.row === undefined ? Infinity : Number(datum.dataset.row);
  chart.steps = chart.data.slice().sort((a, b) => rowOf(a) - rowOf(b) || 0);
  chart.areas = new Map(chart.data.map((datum) => [datum.dataset.row, datum.dataset.area]));
  chart.lines = new Map(all(figure, "tbody tr").map((line) => [line.dataset.row, line]));
  setUpZoom(chart);
  setUpLegend(chart);
  setUpPointing(chart);
  setUpTable(chart);
  for (const part of all(figure, ".tools, .hint")) part.hidden = false;
  const actions = {
    "zoom-in": () => chart.zoomBy(0.5), "zoom-out": () => chart.zoomBy(2), "zoom-reset": chart.reset,
    "csv": () => save(chart, "csv", csvOf(figure.querySelector("table")), "text/csv;charset=utf-8"),
    "svg": () => save(chart, "svg", chart.original, "image/svg+xml"),
    "png": () => savePng(chart),
  };
  for (const button of all(figure, "[data-action]"))
    button.addEventListener("click", actions[button.dataset.action]);
  stop(chart, chart.steps[0]);
  return chart;
}

// The one datum the Tab key stops at.
function stop(chart, datum) {
  if (!datum || datum === chart.active) return;
  if (chart.active) chart.active.setAttribute("tabindex", "-1");
  datum.setAttribute("tabindex", "0");
  chart.active = datum;
}

function isMarker(e) { return e.tagName === "circle" || (e.tagName === "path" && e.getAttribute("d").endsWith("Z")); }

function centre(element) {
  if (element.tagName === "circle") return [number(element, "cx"), number(element, "cy")];
  const d = numbers(element.getAttribute("d"));
  const mean = (first) => d.filter((_, i) => i % 2 === first).reduce((sum, v) => sum + v, 0) / (d.length / 2);
  return [mean(0), mean(1)];
}

// Where a datum's value is, in pixels of the picture.
function anchor(datum) {
  const marker = all(datum, "circle, path").find((e) => isMarker(e) && e.getAttribute("visibility") !== "hidden");
  if (marker) return centre(marker);
  const box = (datum.querySelector("rect, polygon") || datum).getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

function toScreen(svg, [x, y]) { return new DOMPoint(x, y).matrixTransform(svg.getScreenCTM()); }

function toPicture(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [point.x, point.y];
}

function setUpPointing(chart) {
  const { svg, lines } = chart;
  let at = null;
  function point(datum, line) {
    if (datum === at) return;
    for (const one of lines.values()) one.classList.remove("hot");
    at = datum;
    highlight((datum && datum.dataset.area) || pinned);
    const row = line || (datum && lines.get(datum.dataset.row));
    if (row) row.classList.add("hot");
  }
  // The datum under the pointer, or else the one whose value lies within reach.
  function nearest(event) {
    const under = event.target.closest("g.datum");
    if (under) return under;
    const [x, y] = toPicture(svg, event);
    chart.places = chart.places || chart.data.filter(isShown).map((datum) => [datum, ...anchor(datum)]);
    let best = null, least = 14;
    for (const [datum, dx, dy] of chart.places)
      if (Math.hypot(dx - x, dy - y) < least) [best, least] = [datum, Math.hypot(dx - x, dy - y)];
    return best;
  }
  svg.addEventListener("pointermove", (event) => {
    if (chart.isBrushing) return;
    const datum = nearest(event);
    point(datum);
    if (datum) showTip(datum, event.clientX, event.clientY); else hideTip();
  });
  svg.addEventListener("pointerleave", () => { point(null); hideTip(); });
  svg.addEventListener("click", (event) => {
    const datum = chart.wasBrushed ? null : nearest(event);
    chart.wasBrushed = false;
    if (datum && datum.dataset.area) pin(datum.dataset.area);
  });
  // Not on the picture itself: one that listens for focus becomes a stop of the Tab key.
  svg.parentElement.addEventListener("focusin", (event) => {
    const datum = event.target.closest("g.datum");
    if (!datum) return;
    stop(chart, datum);
    point(datum);
    if (svg.classList.contains("pointing")) return;
    // The browser scrolls to what has the focus, which would close the tooltip again.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.activeElement !== datum) return;
      const place = toScreen(svg, anchor(datum));
      showTip(datum, place.x, place.y);
    }));
  });
  svg.parentElement.addEventListener("focusout", () => { point(null); hideTip(); });
  svg.addEventListener("pointerdown", () => svg.classList.add("pointing"), { capture: true });
  document.addEventListener("keydown", () => svg.classList.remove("pointing"), { capture: true });
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = { "+": () => chart.zoomBy(0.5), "=": () => chart.zoomBy(0.5), "-": () => chart.zoomBy(2),
      "0": chart.reset }[event.key];
    if (zoom) { zoom(); event.preventDefault(); return; }
    const datum = event.target.closest("g.datum");
    if (!datum) return;
    const steps = chart.steps.filter((one) => one === datum || isShown(one));
    const now = steps.indexOf(datum);
    const next = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0,
      End: steps.length - 1 }[event.key];
    if (next !== undefined) steps[clamp(next, 0, steps.length - 1)].focus();
    else if (event.key === "Enter" || event.key === " ") { if (datum.dataset.area) pin(datum.dataset.area); }
    else return;
    event.preventDefault();
  });
  for (const [row, line] of lines) {
    const datum = chart.data.find((one) => one.dataset.row === row);
    if (!datum) continue;
    const choose = (is) => {
      svg.classList.toggle("choosing", is);
      for (const one of [datum, line]) one.classList.toggle("hot", is);
    };
    line.addEventListener("pointerenter", () => choose(true));
    line.addEventListener("pointerleave", () => choose(false));
  }
}

function isShown(datum) { return !datum.classList.contains("off") && !datum.hasAttribute("data-away"); }

function setUpLegend(chart) {
  for (const entry of all(chart.svg, "g.legend[data-series]")) {
    const series = entry.dataset.series;
    entry.setAttribute("role", "button");
    entry.setAttribute("tabindex", "0");
    entry.setAttribute("aria-pressed", "true");
    entry.setAttribute("aria-label", all(entry, "text").map((text) => text.textContent).join(" "));
    const toggle = () => {
      const isOff = entry.getAttribute("aria-pressed") === "true";
      entry.setAttribute("aria-pressed", String(!isOff));
      for (const one of all(chart.svg, "g.datum, g.series"))
        if (one.dataset.series === series) one.classList.toggle("off", isOff);
      chart.places = null;
      if (chart.active && !isShown(chart.active)) stop(chart, chart.steps.find(isShown));
    };
    entry.addEventListener("click", toggle);
    entry.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
  }
}

// ---- Table and downloads

function setUpTable({ figure }) {
  const body = figure.querySelector("tbody");
  if (!body) return;
  const heads = all(figure, "thead th");
  const order = new Intl.Collator(figure.lang, { numeric: true });
  const valueOf = (line, i) => line.cells[i].dataset.value ?? line.cells[i].textContent;
  heads.forEach((head, i) => head.querySelector("button").addEventListener("click", () => {
    const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
    const isNumber = head.classList.contains("number");
    // What is absent comes last either way.
    body.append(...Array.from(body.rows).sort((a, b) => {
      const [x, y] = [valueOf(a, i), valueOf(b, i)];
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (isNumber ? Number(x) - Number(y) : order.compare(x, y));
    }));
  }));
}

// Words that a spreadsheet would take for a formula get an apostrophe; numbers stay numbers.
function csvOf(table) {
  const cell = (element) => {
    const isExact = element.dataset.value !== undefined;
    let text = isExact ? element.dataset.value : element.textContent;
    if (!isExact && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = Array.from(table.tBodies[0].rows).sort((a, b) => a.dataset.row - b.dataset.row);
  return "\uFEFF" + [table.tHead.rows[0], ...rows].map((row) => Array.from(row.cells, cell).join(",") + "\n").join("");
}

function saveBlob(chart, ending, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${chart.figure.dataset.id}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function save(chart, ending, text, type) { saveBlob(chart, ending, new Blob([text], { type })); }

function savePng(chart) {
  const width = number(chart.svg, "width"), height = number(chart.svg, "height");
  // Twice the size, or as large as browsers can draw.
  const scale = Math.min(2, 16000 / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([chart.original], { type: "image/svg+xml" }));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    const pen = canvas.getContext("2d");
    pen.fillStyle = chart.figure.dataset.background;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => saveBlob(chart, "png", blob), "image/png");
  };
  image.src = address;
}
