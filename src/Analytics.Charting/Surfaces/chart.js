// Brings the charts of a page to life: tooltips, one area followed over all charts, legend, zoom, table, downloads.
// Charts are the SVG of SvgSurface: groups of class datum, series, legend, plot, axis-x and axis-y with data attributes.
(function () {
  "use strict";
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
      for (const [row, line] of chart.lines)
        line.classList.toggle("hot", isHere && chart.data.some((d) => d.dataset.row === row && d.dataset.area === area));
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
    if (!tip.hidden) hideTip();
    else if (pinned) pin(pinned);
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
    svg.addEventListener("focusin", (event) => {
      const datum = event.target.closest("g.datum");
      if (!datum) return;
      stop(chart, datum);
      point(datum);
      // The browser scrolls to what has the focus, which would close the tooltip again.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (document.activeElement !== datum) return;
        const place = toScreen(svg, anchor(datum));
        showTip(datum, place.x, place.y);
      }));
    });
    svg.addEventListener("focusout", () => { point(null); hideTip(); });
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

  // ---- Zoom: a view is the part of a plot that fills it, in shares of its box from the left and the top.

  function setUpZoom(chart) {
    const { svg, figure } = chart;
    const plots = all(svg, "g.plot[data-x], g.plot[data-y]").map((group) => {
      const [left, top, right, bottom] = numbers(group.dataset.box);
      const axis = (text) => {
        if (!text) return null;
        const [from, to, ...unit] = text.split(" ");
        return { from: Number(from), to: Number(to), unit: unit.join(" ") };
      };
      return { group, left, top, right, bottom, x: axis(group.dataset.x), y: axis(group.dataset.y) };
    });
    const whole = [0, 1, 0, 1];
    const kept = new Map(), added = [];
    let views = new Map();
    if (plots.length > 0) svg.classList.add("zoomable");

    // Plots of the same axes, such as panels, keep the same view, so that they stay comparable.
    const family = (plot) => plot.group.dataset.x + "|" + plot.group.dataset.y;
    const viewOf = (plot) => views.get(family(plot)) || whole;
    const isIn = (plot, x, y) => x >= plot.left && x <= plot.right && y >= plot.top && y <= plot.bottom;

    function change(element, name, value) {
      if (!kept.has(element)) kept.set(element, new Map());
      const names = kept.get(element);
      if (!names.has(name)) names.set(name, element.getAttribute(name));
      element.setAttribute(name, value);
    }

    function restore() {
      for (const [element, names] of kept)
        for (const [name, value] of names)
          if (value === null) element.removeAttribute(name); else element.setAttribute(name, value);
      kept.clear();
      for (const element of added.splice(0)) element.remove();
    }

    function show() {
      restore();
      plots.forEach((plot, i) => { if (views.has(family(plot))) draw(plot, viewOf(plot), `${svg.querySelector("desc").id}-clip-${i}`); });
      chart.places = null;
      for (const button of all(figure, '[data-action="zoom-out"], [data-action="zoom-reset"]'))
        button.disabled = views.size === 0;
      if (chart.active && !isShown(chart.active)) stop(chart, chart.steps.find(isShown));
      hideTip();
    }

    function zoom(plot, view) {
      // As far as a fortieth of an axis, or a year.
      const part = (from, to, axis) => {
        if (!axis) return [0, 1];
        const least = axis.unit === "year" ? Math.min(1, 1 / (axis.to - axis.from)) : 1 / 40;
        const size = clamp(to - from, least, 1), start = clamp((from + to - size) / 2, 0, 1 - size);
        return [start, start + size];
      };
      const next = [...part(view[0], view[1], plot.x), ...part(view[2], view[3], plot.y)];
      const isWhole = next.every((value, i) => Math.abs(value - whole[i]) < 1e-6);
      if (isWhole) views.delete(family(plot)); else views.set(family(plot), next);
      show();
    }

    chart.reset = () => { views = new Map(); show(); };

    // Around the datum last stopped at, or the middle.
    chart.zoomBy = (factor) => {
      const plot = plots.find((one) => chart.active && one.group.contains(chart.active)) || plots[0];
      if (!plot) return;
      const [u0, u1, v0, v1] = viewOf(plot);
      const [x, y] = chart.active && plot.group.contains(chart.active) ? anchor(chart.active) : [NaN, NaN];
      const at = isIn(plot, x, y) ? [(x - plot.left) / (plot.right - plot.left), (y - plot.top) / (plot.bottom - plot.top)]
        : [0.5, 0.5];
      const spread = (from, to, share) => {
        const fixed = from + share * (to - from);
        return [fixed - share * (to - from) * factor, fixed + (1 - share) * (to - from) * factor];
      };
      zoom(plot, [...spread(u0, u1, at[0]), ...spread(v0, v1, at[1])]);
    };

    // Moves a plot's marks. Lines and areas are stretched and cut at the box; markers and words keep their size.
    function draw(plot, [u0, u1, v0, v1], clip) {
      const { group, left, top, right, bottom } = plot;
      const X = (x) => plot.x ? left + (x - left - u0 * (right - left)) / (u1 - u0) : x;
      const Y = (y) => plot.y ? top + (y - top - v0 * (bottom - top)) / (v1 - v0) : y;
      const cut = document.createElementNS(svgNames, "clipPath");
      cut.id = clip;
      const frame = document.createElementNS(svgNames, "rect");
      Object.entries({ x: left, y: top, width: right - left, height: bottom - top })
        .forEach(([name, value]) => frame.setAttribute(name, value));
      cut.append(frame);
      svg.append(cut);
      added.push(cut);
      const isOut = (x, y) => (plot.x && (x < left - 0.5 || x > right + 0.5)) || (plot.y && (y < top - 0.5 || y > bottom + 0.5));
      const stretch = (element, name, value) => {
        change(element, name, value);
        change(element, "clip-path", `url(#${clip})`);
      };
      const marks = all(group, "path, polyline, polygon, rect, circle, text").filter((e) => !e.closest(".axis-x, .axis-y"));
      const refs = new Map(all(group, "g.datum").map((datum) => [datum, anchors(datum)]));
      for (const element of marks) {
        const near = refs.get(element.closest("g.datum"));
        if (isMarker(element)) {
          const [x, y] = centre(element);
          move(element, X(x) - x, Y(y) - y);
          if (isOut(X(x), Y(y))) change(element, "visibility", "hidden");
        } else if (element.tagName === "text") {
          // Words beside a mark go with it; those beside the plot stay beside it.
          const x = number(element, "x"), y = number(element, "y");
          const rx = nearestTo(near && near.x, x), ry = nearestTo(near && near.y, y);
          const isBesideX = x < left - 4 || x > right + 4 , isBesideY = y < top - 8 || y > bottom + 12;
          const goesX = plot.x && (!isBesideX || Math.abs(rx - x) < 40), goesY = plot.y && (!isBesideY || Math.abs(ry - y) < 40);
          move(element, goesX ? X(rx) - rx : 0, goesY ? Y(ry) - ry : 0);
          if (isOut(goesX ? X(rx) : left, goesY ? Y(ry) : top)) change(element, "visibility", "hidden");
        } else if (element.tagName === "rect") {
          const x = number(element, "x"), y = number(element, "y");
          const x2 = X(x + number(element, "width")), y2 = Y(y + number(element, "height"));
          Object.entries({ x: X(x), y: Y(y), width: x2 - X(x), height: y2 - Y(y) })
            .forEach(([name, value]) => stretch(element, name, round(value)));
        } else {
          const name = element.tagName === "path" ? "d" : "points";
          const sign = near && signOf(element, near);
          const [dx, dy] = sign ? [X(sign[0]) - sign[0], Y(sign[1]) - sign[1]] : [0, 0];
          let i = 0;
          const at = (v) => (i++ % 2 === 0 ? (sign ? v + dx : X(v)) : (sign ? v + dy : Y(v)));
          stretch(element, name, element.getAttribute(name).replace(/-?\d+(\.\d+)?/g, (v) => round(at(Number(v)))));
        }
      }
      for (const [datum, near] of refs)
        if (near.x.length > 0 && near.x.every((x) => isOut(X(x), (top + bottom) / 2) )
          || near.y.length > 0 && near.y.every((y) => isOut((left + right) / 2, Y(y)))) change(datum, "data-away", "");
      if (plot.x) for (const axis of all(group, ".axis-x")) ticks(axis, plot, u0, u1, true);
      if (plot.y) for (const axis of all(group, ".axis-y")) ticks(axis, plot, 1 - v1, 1 - v0, false);
    }

    function move(element, dx, dy) {
      if (element.tagName === "path") {
        let i = 0;
        change(element, "d", element.getAttribute("d").replace(/-?\d+(\.\d+)?/g, (v) => round(Number(v) + (i++ % 2 === 0 ? dx : dy))));
        return;
      }
      const [x, y] = element.tagName === "circle" ? ["cx", "cy"] : ["x", "y"];
      change(element, x, round(number(element, x) + dx));
      change(element, y, round(number(element, y) + dy));
    }

    // Grid lines, ticks and labels drawn anew, in the manner of those they replace.
    function ticks(axis, plot, share0, share1, isX) {
      const scale = isX ? plot.x : plot.y, length = isX ? plot.right - plot.left : plot.bottom - plot.top;
      const from = scale.from + share0 * (scale.to - scale.from), to = scale.from + share1 * (scale.to - scale.from);
      const lines = all(axis, "path"), texts = all(axis, "text");
      const isTick = (line) => { const [x1, y1, x2, y2] = numbers(line.getAttribute("d")); return isX ? x1 === x2 : y1 === y2; };
      const line = lines.find(isTick), along = isX ? "x" : "y", across = isX ? "y" : "x";
      const text = texts[0];
      const drawn = axis.cloneNode(false);
      drawn.setAttribute("aria-hidden", "true");
      for (const one of lines) if (!isTick(one)) drawn.append(one.cloneNode(true));
      for (const one of texts) if (one.getAttribute(across) !== text.getAttribute(across)) drawn.append(one.cloneNode(true));
      const rise = text && !isX ? 4.2 : 0;
      const { values, label } = scaleOf(from, to, scale.unit, Math.max(2, length / (isX ? 90 : 55)), figure.lang);
      for (const value of values) {
        const share = (value - from) / (to - from);
        const at = round(isX ? plot.left + share * length : plot.bottom - share * length);
        if (line) {
          const [x1, y1, x2, y2] = numbers(line.getAttribute("d")), one = line.cloneNode();
          one.setAttribute("d", isX ? `M${at} ${y1}L${at} ${y2}` : `M${x1} ${at}L${x2} ${at}`);
          drawn.append(one);
        }
        if (!text) continue;
        const one = text.cloneNode();
        one.setAttribute(along, round(at + rise));
        one.textContent = label(value);
        drawn.append(one);
      }
      change(axis, "display", "none");
      axis.after(drawn);
      added.push(drawn);
    }

    setUpBrush(chart, plots, isIn, (plot, a, b) => {
      const [u0, u1, v0, v1] = viewOf(plot);
      const x = (value) => u0 + (value - plot.left) / (plot.right - plot.left) * (u1 - u0);
      const y = (value) => v0 + (value - plot.top) / (plot.bottom - plot.top) * (v1 - v0);
      zoom(plot, [x(a[0]), x(b[0]), y(a[1]), y(b[1])]);
    });
    svg.addEventListener("dblclick", chart.reset);
    show();
  }

  // Where a datum's values lie, and the ends of its lines.
  function anchors(datum) {
    const markers = all(datum, "circle, path").filter(isMarker).map(centre);
    const ends = all(datum, "path").filter((e) => !isMarker(e)).map((e) => numbers(e.getAttribute("d")));
    const bars = all(datum, "rect").map((e) => [number(e, "x"), number(e, "y"), number(e, "width"), number(e, "height")]);
    const barbs = all(datum, "polyline").map((e) => numbers(e.getAttribute("points"))).filter((p) => p.length === 6);
    const places = (first) => markers.length > 0 ? markers.map((m) => m[first])
      : bars.flatMap((bar) => [bar[first], bar[first] + bar[first + 2]]);
    return { markers, ends, barbs, x: places(0), y: places(1) };
  }

  // The point that a cap of a whisker or an arrow hangs on; nothing for lines whose ends are values.
  function signOf(element, near) {
    const p = numbers(element.getAttribute(element.tagName === "path" ? "d" : "points"));
    const isAt = (x, y, [a, b]) => Math.abs(x - a) < 0.6 && Math.abs(y - b) < 0.6;
    const isArrow = (x, y) => near.barbs.some((barb) => isAt(x, y, [barb[2], barb[3]]));
    if (element.tagName === "polyline") return p.length === 6 && near.markers[0];
    if (element.tagName !== "path" || p.length !== 4) return null;
    if (isArrow(p[2], p[3])) return near.markers[0];
    const middle = [(p[0] + p[2]) / 2, (p[1] + p[3]) / 2];
    if (Math.hypot(p[2] - p[0], p[3] - p[1]) > 10) return null;
    return near.ends.some((e) => isAt(e[0], e[1], middle) || isAt(e[2], e[3], middle)) ? middle : null;
  }

  function nearestTo(places, value) {
    return places && places.length > 0 ? places.reduce((best, one) => Math.abs(one - value) < Math.abs(best - value) ? one : best) : value;
  }

  // Ticks at human numbers: 1, 2 or 5 times a power of ten; years in their middles.
  function scaleOf(from, to, unit, count, language) {
    const rough = (to - from) / count, power = Math.pow(10, Math.floor(Math.log10(rough)));
    let step = [1, 2, 5, 10].find((factor) => rough <= factor * power * 1.0001) * power;
    const values = [];
    if (unit === "year") {
      step = Math.max(1, step);
      for (let year = Math.ceil((from - 0.5) / step) * step; year + 0.5 <= to; year += step) values.push(year + 0.5);
      return { values, label: (value) => String(Math.floor(value)) };
    }
    for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) values.push(i * step);
    const greatest = Math.max(Math.abs(from), Math.abs(to)), isChinese = language.startsWith("zh") && unit !== "%";
    const [by, sign] = isChinese && greatest >= 1e8 && step >= 1e6 ? [1e8, "亿"]
      : isChinese && greatest >= 1e4 && step >= 100 ? [1e4, "万"] : [1, ""];
    let decimals = 0;
    for (let s = step / by; decimals < 6 && Math.abs(s - Math.round(s)) > 1e-6 * s; s *= 10) decimals++;
    const format = new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    const label = (value) => (Math.abs(value) < step / 2 ? format.format(0) : format.format(value / by).replace("-", "−") + sign) + unit;
    return { values, label };
  }

  function setUpBrush(chart, plots, isIn, done) {
    const { svg } = chart;
    let plot = null, start = null, box = null;
    const end = () => { if (box) box.remove(); plot = box = null; chart.isBrushing = false; };
    svg.addEventListener("pointerdown", (event) => {
      chart.wasBrushed = false;
      // Fingers scroll; they zoom by the buttons.
      if (event.button !== 0 || event.pointerType === "touch") return;
      start = toPicture(svg, event);
      plot = plots.find((one) => isIn(one, start[0], start[1])) || null;
    });
    svg.addEventListener("pointermove", (event) => {
      if (!plot) return;
      const [x, y] = toPicture(svg, event);
      if (!box && Math.hypot(x - start[0], y - start[1]) < 6) return;
      if (!box) {
        box = document.createElementNS(svgNames, "rect");
        box.setAttribute("class", "brush");
        svg.append(box);
        svg.setPointerCapture(event.pointerId);
        chart.isBrushing = true;
        hideTip();
      }
      const a = [plot.x ? clamp(Math.min(x, start[0]), plot.left, plot.right) : plot.left,
        plot.y ? clamp(Math.min(y, start[1]), plot.top, plot.bottom) : plot.top];
      const b = [plot.x ? clamp(Math.max(x, start[0]), plot.left, plot.right) : plot.right,
        plot.y ? clamp(Math.max(y, start[1]), plot.top, plot.bottom) : plot.bottom];
      Object.entries({ x: a[0], y: a[1], width: b[0] - a[0], height: b[1] - a[1] })
        .forEach(([name, value]) => box.setAttribute(name, value));
      box.corners = [a, b];
    });
    svg.addEventListener("pointerup", () => {
      if (!box) { end(); return; }
      const [from, [a, b]] = [plot, box.corners];
      end();
      chart.wasBrushed = true;
      if ((!from.x || b[0] - a[0] > 4) && (!from.y || b[1] - a[1] > 4)) done(from, a, b);
    });
    svg.addEventListener("pointercancel", end);
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
    const rows = [table.tHead.rows[0], ...Array.from(table.tBodies[0].rows).sort((a, b) => a.dataset.row - b.dataset.row)];
    return "\uFEFF" + rows.map((row) => Array.from(row.cells, cell).join(",") + "\n").join("");
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
})();
