"use strict";
(function () {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const charts = [];
  const NARROW = 3; // largest by smallest value: below it a linear axis squashes nothing, and has rounder ticks
  const PRINTED = 620; // pixels, of some 690 between the margins of a page of A4 or Letter
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

  // The format of PageNumber.java; "tick" without the zeros that tell nothing on an axis.
  function shown(value, unit, tick) {
    if (value === null || value === undefined || Number.isNaN(value)) {
      return "–";
    }
    const size = Math.abs(value);
    if (tick) {
      const short = +value.toPrecision(2);
      return (size !== 0 && (size < 1e-3 || size >= 1e6) ? short.toExponential() : String(+value.toPrecision(size >= 100 ? 4 : 2))) + unit;
    }
    if (unit) {
      return value.toFixed(2) + unit;
    }
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
      return value.toExponential(3).replace("e+", "e");
    }
    return value.toFixed(size === 0 ? 1 : Math.max(1, Math.min(6, 3 - Math.floor(Math.log10(size)))));
  }

  function ratio(spec) {
    const values = spec.series.flatMap((s) => s.points.map((p) => p[1])).filter((v) => v !== null && v > 0);
    return Math.max(...values) / Math.min(...values);
  }

  // Ticks of a logarithmic axis are powers of its base: the narrower the data, the smaller the base.
  function base(spec) {
    const r = ratio(spec);
    return r < 6 ? Math.SQRT2 : r < 40 ? 2 : r < 2000 ? Math.sqrt(10) : 10;
  }

  function lineSeries(spec, log) {
    return spec.series.map((s) => {
      const l = look(s.run);
      return {
        name: s.name, type: "line", step: s.stepped ? "end" : false, symbol: s.points.length < 2 ? "circle" : "none",
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
    const isLine = spec.type === "line", parts = spec.type === "parts", glance = !!spec.glance;
    const alone = isLine && spec.series.every((s) => s.points.length < 2);
    const keep = spec.xMax === undefined ? "filter" : "none"; // "filter" rescales the other axis to the visible points
    const unit = spec.y.endsWith("(%)") ? " %" : "";
    const xUnit = spec.x.endsWith("(%)") ? " %" : "";
    const text = { color: soft, fontSize: 12 };
    const value = {
      type: log ? "log" : "value", scale: spec.log !== undefined, logBase: log ? base(spec) : undefined, name: glance ? "" : spec.y, nameTextStyle: { color: soft, align: "left" },
      axisLabel: { ...text, formatter: (v) => shown(v, "", true), hideOverlap: true }, splitLine: { lineStyle: { color: grid } },
      axisTick: { show: false }, minorTick: { show: false }, axisLine: { show: false },
      nameLocation: parts ? "middle" : "end", nameGap: parts ? 28 : 14, max: parts ? spec.xMax : undefined
    };
    const at = isLine
      ? { type: "value", name: spec.x, nameLocation: "middle", nameGap: 24, nameTextStyle: { color: soft },
          axisLabel: { ...text, formatter: (v) => shown(v, "", true), hideOverlap: true, showMaxLabel: spec.xMax === undefined }, splitLine: { show: false },
          min: alone ? (v) => v.min - 1 : "dataMin", max: alone ? (v) => v.max + 1 : "dataMax",
          minInterval: spec.x === "epoch" ? 1 : undefined, axisLine: { lineStyle: { color: soft } },
          axisPointer: { label: { show: false } } }
      : { type: "category", data: spec.categories, axisLine: { lineStyle: { color: soft } }, axisTick: { show: false },
          axisLabel: { ...text, interval: 0, width: 90, overflow: "truncate", rotate: parts ? 0 : spec.categories.length > 6 ? 35 : 0 } };
    const legendRows = spec.series.length > 1;
    return {
      animation: !still.matches, backgroundColor: "transparent", textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
      legend: { show: legendRows, type: "scroll", top: 0, left: 0, right: 0, itemGap: 16, itemWidth: 22, textStyle: { color: ink, width: 190, overflow: "truncate" },
        pageTextStyle: { color: soft }, pageIconColor: ink, pageIconInactiveColor: soft, inactiveColor: soft, icon: isLine ? "rect" : "roundRect", itemHeight: isLine ? 3 : 10,
        data: glance && spec.series.length > 2 ? spec.series.filter((s) => !s.dashed).map((s) => ({ name: s.name })) : undefined,
        formatter: (name) => glance && spec.series.length > 2 ? name.replace(", validation", "") : name },
      grid: { left: 4, right: 18, top: glance ? (legendRows ? 34 : 10) : legendRows ? 62 : 34, bottom: isLine ? (glance ? 26 : 66) : parts ? 34 : 8, containLabel: true },
      tooltip: { trigger: "axis", confine: true, appendToBody: false, renderMode: "richText", order: "valueDesc",
        backgroundColor: css("--panel"), borderColor: css("--line"), textStyle: { color: ink, fontSize: 12 },
        formatter: (rows) => {
          const x = rows[0].axisValue;
          const head = isLine ? spec.x.replace(" (%)", "") + " " + (Number.isInteger(x) && !xUnit ? x : shown(x, xUnit)) : rows[0].axisValueLabel;
          return head + "\n" + rows.map((r) => r.marker + r.seriesName + "  " + shown(Array.isArray(r.value) ? r.value[1] : r.value, unit)).join("\n");
        },
        axisPointer: { type: isLine ? "line" : "shadow" } },
      xAxis: parts ? value : at,
      yAxis: parts ? { ...at, inverse: true } : value,
      dataZoom: isLine && !glance
        ? [{ type: "inside", filterMode: keep, zoomOnMouseWheel: "ctrl", endValue: spec.xMax },
           { type: "slider", filterMode: keep, height: 16, bottom: 6, endValue: spec.xMax, textStyle: { color: soft }, brushSelect: true,
             labelFormatter: (v) => shown(v, "", true), showDataShadow: false, borderColor: css("--line"), fillerColor: "rgba(128,150,180,.3)", backgroundColor: "transparent" }]
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
    const entry = { node: node, spec: spec, log: !!spec.log && ratio(spec) > NARROW, chart: echarts.init(node, null, { renderer: "svg" }), drawn: false };
    charts.push(entry);
    draw(entry);
    if (!spec.glance) {
      tools(entry, node.parentNode.querySelector("figcaption").textContent);
    }
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

  // Paper is white and narrow: plots are drawn for it, and as before afterwards.
  let chosen;
  const size = width => charts.forEach(entry => {
    entry.chart.resize({ width: width(entry.node) });
    entry.chart.getZr().flush(); // no frame is drawn before it is printed
  });
  addEventListener("beforeprint", () => {
    chosen = root.dataset.theme;
    root.dataset.theme = "light";
    redraw();
    size(node => Math.min(node.clientWidth, PRINTED));
  });
  addEventListener("afterprint", () => {
    if (chosen) { root.dataset.theme = chosen; } else { delete root.dataset.theme; }
    redraw();
    size(() => "auto");
  });

  const dialog = document.createElement("dialog");
  dialog.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  for (const img of document.querySelectorAll(".tiles.faces img")) {
    const open = button("", () => {
      const large = img.cloneNode();
      const words = document.createElement("p");
      words.textContent = img.alt;
      dialog.replaceChildren(large, words);
      dialog.showModal();
    });
    open.setAttribute("aria-label", "Enlarge: " + img.alt);
    img.replaceWith(open);
    open.append(img);
  }
  root.dataset.charts = String(charts.length);
})();
