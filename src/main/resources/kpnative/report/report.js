"use strict";
(function () {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const charts = [];
  const DASHES = ["solid", "dotted", [9, 3, 2, 3]];

  function css(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }

  // A run has the same colour in every plot; after eight runs, colours repeat with another stroke.
  function look(run) {
    if (run < 0) {
      return { color: css("--mean"), stroke: DASHES[(-1 - run) % DASHES.length] };
    }
    return { color: css("--c" + (run % 8)), stroke: DASHES[Math.floor(run / 8) % DASHES.length] };
  }

  function shown(value) {
    if (value === null || value === undefined || Number.isNaN(value)) {
      return "–";
    }
    const size = Math.abs(value);
    const short = +value.toPrecision(4);
    return size !== 0 && (size < 1e-3 || size >= 1e6) ? short.toExponential() : String(short);
  }

  function lineSeries(spec, log) {
    return spec.series.map((s) => {
      const l = look(s.run);
      return {
        name: s.name, type: "line", step: s.stepped ? "end" : false, symbol: "circle", showSymbol: s.points.length < 2,
        symbolSize: 6, emphasis: { focus: "series" }, connectNulls: false,
        lineStyle: { width: 2, type: s.dashed ? "dashed" : l.stroke }, itemStyle: { color: l.color },
        // the library rounds the ends of a logarithmic axis to 10 digits: smaller values would become 0
        data: s.points.filter((p) => !log || p[1] === null || p[1] > 1e-8)
      };
    });
  }

  function barSeries(spec) {
    const parts = spec.type === "parts";
    return spec.series.map((s, i) => {
      const l = look(s.run < 0 && parts ? i : s.run);
      return {
        name: s.name, type: "bar", stack: parts ? "all" : undefined, barMaxWidth: 34,
        itemStyle: { color: l.color, borderColor: css("--paper"), borderWidth: parts ? 1 : 0 },
        emphasis: { focus: "series" }, data: s.points
      };
    });
  }

  function option(spec, log) {
    const ink = css("--ink"), soft = css("--soft"), grid = css("--grid");
    const isLine = spec.type === "line", parts = spec.type === "parts";
    const alone = isLine && spec.series.every((s) => s.points.length < 2);
    const keep = spec.xMax === undefined ? "filter" : "none"; // "filter" rescales the other axis to the visible points
    const text = { color: soft, fontSize: 12 };
    const value = {
      type: log ? "log" : "value", name: spec.y, nameTextStyle: { color: soft, align: "left" },
      axisLabel: { ...text, formatter: shown, hideOverlap: true }, splitLine: { lineStyle: { color: grid } },
      nameLocation: parts ? "middle" : "end", nameGap: parts ? 28 : 14, max: parts ? spec.xMax : undefined
    };
    const at = isLine
      ? { type: "value", name: spec.x, nameLocation: "middle", nameGap: 26, nameTextStyle: { color: soft },
          axisLabel: { ...text, hideOverlap: true, showMaxLabel: spec.xMax === undefined }, splitLine: { show: false },
          min: alone ? (v) => v.min - 1 : "dataMin", max: alone ? (v) => v.max + 1 : "dataMax",
          minInterval: spec.x === "epoch" ? 1 : undefined,
          axisPointer: { label: { formatter: (p) => spec.x + " " + shown(p.value) } } }
      : { type: "category", data: spec.categories, axisLabel: { ...text, interval: 0, width: 90, overflow: "truncate", rotate: parts ? 0 : spec.categories.length > 4 ? 35 : 0 } };
    at.axisLine = value.axisLine = { lineStyle: { color: soft } };
    const legendRows = spec.series.length > 1;
    return {
      animation: !still.matches, backgroundColor: "transparent", textStyle: { color: ink },
      legend: { show: legendRows, type: "scroll", top: 0, left: 0, right: 0, textStyle: { color: ink, width: 190, overflow: "truncate" },
        pageTextStyle: { color: soft }, pageIconColor: ink, pageIconInactiveColor: soft, inactiveColor: soft, icon: undefined },
      grid: { left: 8, right: 18, top: legendRows ? 62 : 34, bottom: isLine ? 66 : parts ? 34 : 8, containLabel: true },
      tooltip: { trigger: "axis", confine: true, appendToBody: false, renderMode: "richText", order: "valueAsc",
        backgroundColor: css("--panel"), borderColor: css("--line"), textStyle: { color: ink, fontSize: 12 },
        valueFormatter: shown, axisPointer: { type: isLine ? "line" : "shadow" } },
      xAxis: parts ? value : at,
      yAxis: parts ? { ...at, inverse: true } : value,
      dataZoom: isLine
        ? [{ type: "inside", filterMode: keep, zoomOnMouseWheel: "ctrl", endValue: spec.xMax },
           { type: "slider", filterMode: keep, height: 16, bottom: 6, endValue: spec.xMax, textStyle: { color: soft }, brushSelect: true,
             labelFormatter: shown, showDataShadow: false, borderColor: css("--line"), fillerColor: "rgba(128,150,180,.3)", backgroundColor: "transparent" }]
        : [],
      series: isLine ? lineSeries(spec, log) : barSeries(spec)
    };
  }

  function button(text, action) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    b.addEventListener("click", action);
    return b;
  }

  function zoom(chart, factor, shift) {
    const z = chart.getOption().dataZoom[1];
    const width = Math.max(1, Math.min(100, (z.end - z.start) * factor));
    let start = (z.start + z.end) / 2 + shift * (z.end - z.start) - width / 2;
    start = Math.max(0, Math.min(100 - width, start));
    chart.dispatchAction({ type: "dataZoom", start: start, end: start + width });
  }

  function tools(entry, title) {
    const bar = document.createElement("div");
    bar.className = "tools";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "View of: " + title);
    if (entry.spec.type === "line") {
      bar.append(
        button("Zoom in", () => zoom(entry.chart, 0.5, 0)),
        button("Zoom out", () => zoom(entry.chart, 2, 0)),
        button("Left", () => zoom(entry.chart, 1, -0.25)),
        button("Right", () => zoom(entry.chart, 1, 0.25)),
        button("Whole", () => entry.chart.dispatchAction({ type: "dataZoom", start: 0, end: 100 })));
    }
    if (entry.spec.log !== undefined) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = entry.log;
      box.addEventListener("change", () => { entry.log = box.checked; draw(entry); });
      label.append(box, "Logarithmic");
      bar.append(label);
    }
    if (bar.children.length) {
      entry.node.after(bar);
    }
  }

  function draw(entry) {
    const options = option(entry.spec, entry.log);
    if (entry.drawn) {
      const at = entry.chart.getOption().dataZoom;
      options.dataZoom.forEach((z, i) => { delete z.endValue; z.start = at[i].start; z.end = at[i].end; });
    }
    entry.chart.setOption(options, true);
    entry.drawn = true;
  }

  for (const node of document.querySelectorAll("[data-chart]")) {
    const spec = JSON.parse(node.dataset.chart);
    if (spec.type === "parts") {
      node.style.height = 130 + 44 * spec.categories.length + "px";
    }
    const entry = { node: node, spec: spec, log: !!spec.log, chart: echarts.init(node, null, { renderer: "svg" }), drawn: false };
    charts.push(entry);
    draw(entry);
    tools(entry, node.parentNode.querySelector("figcaption").textContent);
    new ResizeObserver(() => entry.chart.resize()).observe(node);
  }

  const redraw = () => charts.forEach(draw);
  dark.addEventListener("change", redraw);
  for (const choice of document.querySelectorAll("input[name=theme]")) {
    choice.addEventListener("change", () => {
      if (choice.value === "auto") {
        delete root.dataset.theme;
      } else {
        root.dataset.theme = choice.value;
      }
      redraw();
    });
  }
  root.dataset.charts = String(charts.length);
})();
