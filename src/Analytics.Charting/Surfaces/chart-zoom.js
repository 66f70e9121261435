// Zoom. A view is the part of a plot that fills it, in shares of its box from the left and the top.

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
    plots.forEach((plot, i) => {
      if (views.has(family(plot))) draw(plot, viewOf(plot), `${figure.dataset.id}-clip-${i}`);
    });
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
    const at = !isIn(plot, x, y) ? [0.5, 0.5]
      : [(x - plot.left) / (plot.right - plot.left), (y - plot.top) / (plot.bottom - plot.top)];
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
    const isOutX = (x) => plot.x && (x < left - 0.5 || x > right + 0.5);
    const isOutY = (y) => plot.y && (y < top - 0.5 || y > bottom + 0.5);
    const stretch = (element, name, value) => {
      change(element, name, value);
      change(element, "clip-path", `url(#${clip})`);
    };
    const marks = all(group, "path, polyline, polygon, rect, circle, text")
      .filter((e) => !e.closest(".axis-x, .axis-y"));
    const refs = new Map(all(group, "g.datum").map((datum) => [datum, anchors(datum)]));
    const levels = marks.filter((e) => e.tagName === "path" && !isMarker(e)).map((e) => numbers(e.getAttribute("d")))
      .filter((d) => d[1] === d[3] && d[2] - d[0] > 0.9 * (right - left)).map((d) => d[1]);
    for (const element of marks) {
      const near = refs.get(element.closest("g.datum"));
      if (isMarker(element)) {
        const [x, y] = centre(element);
        move(element, X(x) - x, Y(y) - y);
        if (isOutX(X(x)) || isOutY(Y(y))) change(element, "visibility", "hidden");
      } else if (element.tagName === "text") {
        // Words beside a mark go with it; names and titles beside the plot stay.
        const x = number(element, "x"), y = number(element, "y");
        const rx = nearestTo(near && near.x, x), ry = nearestTo(near && near.y, y);
        const goes = (r, at, isBeside) => near && near.x.length > 0 ? !isBeside || Math.abs(r - at) < 40 : !isBeside;
        const isTitle = !near && (x < left - 4 || y > bottom + 12);
        const goesX = plot.x && !isTitle && goes(rx, x, x < left - 4 || x > right + 4);
        const goesY = plot.y && !isTitle && goes(ry, y, y < top - 8 || y > bottom + 12);
        const dx = goesX ? X(rx) - rx : 0, dy = goesY ? Y(ry) - ry : 0;
        move(element, dx, dy);
        // What was in the plot stays in it, and does not run into the ticks.
        const isOut = goesX && (isOutX(X(rx)) || x <= right && x + dx > right + 4)
          || goesY && (isOutY(Y(ry)) || y <= bottom && y + dy > bottom || y >= top && y + dy < top);
        // Names at the right end of a curve are wrong once that end is out of sight.
        const isLost = !near && x > right + 4 && u1 < 1 - 1e-6 && !levels.some((level) => Math.abs(level - y + 4) < 10);
        if (isLost || isOut) change(element, "visibility", "hidden");
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
      if (near.x.length > 0 && (near.x.every((x) => isOutX(X(x))) || near.y.every((y) => isOutY(Y(y)))))
        change(datum, "data-away", "");
    if (plot.x) for (const axis of all(group, ".axis-x")) ticks(axis, plot, u0, u1, true);
    if (plot.y) for (const axis of all(group, ".axis-y")) ticks(axis, plot, 1 - v1, 1 - v0, false);
  }

  function move(element, dx, dy) {
    if (element.tagName === "path") {
      let i = 0;
      change(element, "d", element.getAttribute("d").replace(/-?\d+(\.\d+)?/g,
        (v) => round(Number(v) + (i++ % 2 === 0 ? dx : dy))));
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
    const isTick = (line) => {
      const [x1, y1, x2, y2] = numbers(line.getAttribute("d"));
      return isX ? x1 === x2 : y1 === y2;
    };
    const line = lines.find(isTick), along = isX ? "x" : "y", across = isX ? "y" : "x";
    const text = texts[0];
    const drawn = axis.cloneNode(false);
    drawn.setAttribute("aria-hidden", "true");
    for (const one of lines) if (!isTick(one)) drawn.append(one.cloneNode(true));
    for (const one of texts)
      if (one.getAttribute(across) !== text.getAttribute(across)) drawn.append(one.cloneNode(true));
    const rise = text && !isX ? 4.2 : 0;
    const count = Math.max(3, length / (isX ? 90 : 50));
    const { values, label } = scaleOf(from, to, scale.unit, count, figure.lang);
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
  if (!places || places.length === 0) return value;
  return places.reduce((best, one) => Math.abs(one - value) < Math.abs(best - value) ? one : best);
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
  const label = (value) => Math.abs(value) < step / 2 ? format.format(0) : format.format(value / by).replace("-", "−") + sign;
  return { values, label: (value) => label(value) + unit };
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
