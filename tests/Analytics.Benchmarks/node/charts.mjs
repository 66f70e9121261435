// The same charts by ECharts on the server. Reads {name: rows} from a file; each line of standard input names a chart and
// how often to draw it; answers with the milliseconds of each drawing and the length of the last SVG.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as echarts from "echarts";

const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
const text = { fontFamily: "Noto Sans SC, sans-serif", animation: false };
const percent = { type: "value", scale: true, axisLabel: { formatter: "{value}%" } };
const areasOf = rows => [...new Set(rows.map(r => r.area))];

const whisker = (low, high, at) => ({
  type: "custom",
  renderItem: (params, api) => {
    const from = api.coord([api.value(0), api.value(2)]), to = api.coord([api.value(1), api.value(2)]);
    return { type: "line", shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: "#2f5d8a", lineWidth: 1.5 } };
  },
  data: low.map((l, i) => [l, high[i], at[i]]),
});

const options = {
  funnel: rows => {
    const target = rows.reduce((s, r) => s + r.events, 0) / rows.reduce((s, r) => s + r.trials, 0);
    const most = Math.max(...rows.map(r => r.trials));
    const sizes = Array.from({ length: 120 }, (_, i) => 1 + (i + 1) * most / 120);
    const limit = z => sizes.map(n => [n, 100 * (target + z * Math.sqrt(target * (1 - target) / n))]);
    return {
      title: { text: "funnel" }, xAxis: { type: "value" }, yAxis: percent, legend: {},
      series: [
        ...[-3.09, -1.96, 1.96, 3.09].map(z => ({ type: "line", showSymbol: false, data: limit(z), lineStyle: { type: Math.abs(z) < 2 ? "dashed" : "solid" } })),
        { type: "scatter", symbolSize: 9, data: rows.map(r => ({ name: r.area, value: [r.trials, r.value] })),
          label: { show: true, formatter: "{b}", position: "right" }, labelLayout: { hideOverlap: true } },
      ],
    };
  },
  "small-multiples": rows => {
    const areas = areasOf(rows), columns = 4, lines = Math.ceil(areas.length / columns);
    const at = i => ({ left: `${5 + (i % columns) * 24}%`, top: `${8 + Math.floor(i / columns) * 90 / lines}%`, width: "19%", height: `${60 / lines}%` });
    return {
      title: areas.map((a, i) => ({ text: a, left: at(i).left, top: `${4 + Math.floor(i / columns) * 90 / lines}%`, textStyle: { fontSize: 13 } })),
      grid: areas.map((_, i) => at(i)),
      xAxis: areas.map((_, i) => ({ type: "value", gridIndex: i, scale: true })),
      yAxis: areas.map((_, i) => ({ ...percent, gridIndex: i, min: 0, max: 25 })),
      series: areas.flatMap((area, i) => {
        const own = rows.filter(r => r.area === area);
        const points = own.map(r => [r.year, r.value]);
        return [
          { type: "line", xAxisIndex: i, yAxisIndex: i, showSymbol: false, stack: `b${i}`, lineStyle: { opacity: 0 }, data: own.map(r => [r.year, r.low]) },
          { type: "line", xAxisIndex: i, yAxisIndex: i, showSymbol: false, stack: `b${i}`, lineStyle: { opacity: 0 }, areaStyle: { color: "#c8d8ea" }, data: own.map(r => [r.year, r.high - r.low]) },
          { type: "line", xAxisIndex: i, yAxisIndex: i, symbolSize: 6, data: points },
        ];
      }),
    };
  },
  "ranked-dots": rows => {
    const sorted = [...rows].sort((a, b) => a.value - b.value);
    return {
      title: { text: "ranked dots" }, grid: { left: 120, right: 90 },
      xAxis: { type: "value", axisLabel: { formatter: "{value}%" } }, yAxis: { type: "category", data: sorted.map(r => r.area) },
      series: [
        whisker(sorted.map(r => r.low), sorted.map(r => r.high), sorted.map((_, i) => i)),
        { type: "scatter", symbolSize: 9, data: sorted.map((r, i) => [r.value, i]),
          label: { show: true, position: "right", formatter: p => `${p.value[0].toFixed(1)}% n=${sorted[p.value[1]].trials}` } },
      ],
    };
  },
  "tile-map": rows => ({
    title: { text: "tile map" },
    visualMap: { min: Math.min(...rows.map(r => r.value)), max: Math.max(...rows.map(r => r.value)), orient: "horizontal" },
    xAxis: { type: "category", show: false, data: [0, 1, 2, 3, 4] }, yAxis: { type: "category", show: false, data: [0, 1, 2, 3, 4, 5] },
    series: [{ type: "heatmap", data: rows.map((r, i) => ({ name: r.area, value: [i % 5, Math.floor(i / 5), r.value] })),
      label: { show: true, formatter: p => `${p.name}\n${p.value[2].toFixed(1)}%` }, itemStyle: { borderColor: "#fff", borderWidth: 4 } }],
  }),
  "heat-map": rows => {
    const areas = areasOf(rows), years = [...new Set(rows.map(r => r.year))];
    return {
      title: { text: "heat map" },
      visualMap: { min: Math.min(...rows.map(r => r.value)), max: Math.max(...rows.map(r => r.value)), orient: "horizontal" },
      xAxis: { type: "category", data: years }, yAxis: { type: "category", data: areas },
      series: [{ type: "heatmap", data: rows.map(r => [years.indexOf(r.year), areas.indexOf(r.area), r.value]),
        label: { show: true, formatter: p => p.value[2].toFixed(1) } }],
    };
  },
  "points-over-time": rows => ({
    title: { text: "points over time" }, legend: {}, xAxis: { type: "value", scale: true }, yAxis: percent,
    series: areasOf(rows).map(area => ({ name: area, type: "line", symbolSize: 8, data: rows.filter(r => r.area === area).map(r => [r.year, r.value]),
      label: { show: true, formatter: p => `${p.value[1].toFixed(1)}%` }, endLabel: { show: true, formatter: area }, labelLayout: { moveOverlap: "shiftY" } })),
  }),
};

function draw(name) {
  const { rows, width, height } = data[name];
  const started = performance.now();
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({ textStyle: text, animation: false, ...options[name](rows) });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return { ms: performance.now() - started, length: svg.length };
}

console.log(JSON.stringify({ version: echarts.version }));
for await (const line of createInterface({ input: process.stdin })) {
  const [name, times] = line.split(" ");
  try {
    const all = Array.from({ length: Number(times) }, () => draw(name));
    console.log(JSON.stringify({ ms: all.map(one => one.ms), length: all.at(-1).length }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack ?? error) }));
  }
}
