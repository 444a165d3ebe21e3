/*
 * Draws the charts of the boards. Each article.panel has an element with data-chart, which the server
 * writes and the live feed replaces; out of its numbers uPlot draws into .plot, and the server's own
 * drawing makes room. Without this script the page stands as the server drew it.
 */
(() => {
  "use strict";

  const COLOURS = 6;
  const HEIGHT = 210;
  const HEIGHT_SMALL = 120;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** A number in its unit, as the server writes it. */
  function amount(data) {
    const number = new Intl.NumberFormat(data.language);
    const indonesian = data.language === "id";
    const units = indonesian ? [" hr", " jam", " mnt", " dtk"] : [" d", " h", " min", " s"];
    const lasted = (seconds) => {
      const lengths = [86400, 3600, 60, 1];
      const at = Math.max(0, lengths.findIndex((it) => Math.abs(seconds) >= it));
      const last = Math.abs(seconds) < 1 ? 3 : at;
      const first = Math.floor(seconds / lengths[last]);
      const rest = last < 3 ? Math.floor((seconds - first * lengths[last]) / lengths[last + 1]) : 0;
      const head = last === 3 ? number.format(Math.round(seconds * 10) / 10) : first;
      return head + units[last] + (rest > 0 ? " " + rest + units[last + 1] : "");
    };
    switch (data.unit) {
      case "percent": return (it) => number.format(it) + "\u00a0%";
      case "rupiah": return (it) => "Rp\u00a0" + new Intl.NumberFormat("id").format(Math.round(it));
      case "seconds": return lasted;
      case "milliseconds": return (it) => (it < 1000 ? number.format(Math.round(it)) + "\u00a0ms" : lasted(it / 1000));
      default: return (it) => number.format(it);
    }
  }

  /** On an axis there is little room. */
  function brief(data) {
    const compact = new Intl.NumberFormat(data.language, { notation: "compact", maximumFractionDigits: 1 });
    const whole = amount(data);
    return data.unit === "count" || data.unit === "rupiah" ? (it) => compact.format(it) : whole;
  }

  function times(data) {
    const format = (options) => new Intl.DateTimeFormat(data.language, { timeZone: data.zone, ...options });
    const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const day = format({ day: "numeric", month: "short" });
    const date = new Intl.DateTimeFormat("en-CA", { timeZone: data.zone });
    const wib = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" });
    return {
      hour: (t) => hour.format(t * 1000),
      day: (t) => day.format(t * 1000),
      both: (t) => day.format(t * 1000) + " " + hour.format(t * 1000),
      rows: (address, t) => address.replace("{day}", date.format(t * 1000)).replace("{wib}", wib.format(t * 1000)),
    };
  }

  function columns(data) {
    return [data.t, ...data.lines.map((it) => it.values)];
  }

  /** What the scale has to hold: all lines, and the limits of what is normal. */
  function highest(data) {
    const all = data.lines.flatMap((it) => it.values).concat(data.low ?? [], data.high ?? []);
    return all.reduce((most, it) => (it !== null && it > most ? it : most), 0);
  }

  /** The normal band, behind the lines. */
  function band(chart) {
    return (u) => {
      const { low, high, t } = chart.data;
      if (!low && !high) {
        return;
      }
      const { left, top, width, height } = u.bbox;
      const ctx = u.ctx;
      const x = (it) => u.valToPos(t[it], "x", true);
      const y = (values, it, unlimited) =>
        !values || values[it] === null ? unlimited : u.valToPos(values[it], "y", true);
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, top, width, height);
      ctx.clip();
      ctx.beginPath();
      t.forEach((_, it) => ctx.lineTo(x(it), y(high, it, top)));
      for (let it = t.length - 1; it >= 0; it--) {
        ctx.lineTo(x(it), y(low, it, top + height));
      }
      ctx.closePath();
      ctx.fillStyle = colour("--band");
      ctx.fill();
      ctx.strokeStyle = colour("--band-edge");
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
      for (const edge of [low, high]) {
        if (edge) {
          ctx.beginPath();
          t.forEach((_, it) => ctx.lineTo(x(it), y(edge, it, top)));
          ctx.stroke();
        }
      }
      ctx.restore();
    };
  }

  /** Alerts on the time axis: links, so that a keyboard reaches them too. */
  function marks(chart) {
    return (u) => {
      u.over.querySelectorAll(".mark").forEach((it) => it.remove());
      for (const mark of chart.data.marks) {
        const at = Math.max(mark.t, chart.data.t[0]);
        const x = u.valToPos(Math.min(at, chart.data.t.at(-1)), "x");
        const link = document.createElement("a");
        link.className = "mark";
        link.href = mark.link;
        link.dataset.severity = mark.severity;
        link.title = mark.severity + " · " + mark.title + " · " + mark.at;
        link.tabIndex = -1; // The list below names them all, for keyboards and screen readers.
        link.style.left = x + "px";
        u.over.append(link);
      }
    };
  }

  /** The line whose point is nearest to the pointer. */
  function nearest(u, chart, index) {
    const distances = chart.data.lines.map((line, it) => {
      const value = line.values[index];
      return value === null || !u.series[it + 1].show
        ? Infinity
        : Math.abs(u.valToPos(value, "y") - u.cursor.top);
    });
    return distances.indexOf(Math.min(...distances));
  }

  function tip(u, chart) {
    const box = document.createElement("div");
    box.className = "tip";
    box.hidden = true;
    u.over.append(box);
    return () => {
      const index = u.cursor.idx;
      box.hidden = index === null || index === undefined || u.cursor.left < 0;
      if (box.hidden) {
        return;
      }
      box.replaceChildren();
      const head = document.createElement("b");
      head.textContent = chart.times.both(chart.data.t[index]);
      box.append(head);
      chart.data.lines.forEach((line, it) => {
        const row = document.createElement("span");
        row.className = "c" + (it + 1);
        const value = line.values[index];
        row.textContent = line.name + ": " + (value === null ? "–" : chart.amount(value));
        box.append(row);
      });
      const left = u.cursor.left > u.over.clientWidth / 2;
      box.style.left = left ? "" : u.cursor.left + 14 + "px";
      box.style.right = left ? u.over.clientWidth - u.cursor.left + 14 + "px" : "";
    };
  }

  function options(chart, place) {
    const small = place.classList.contains("small");
    const soft = colour("--ink-soft");
    const line = colour("--line");
    const font = "11px system-ui, sans-serif";
    const axis = { stroke: soft, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
    let moved = () => {};
    return {
      width: Math.max(200, place.clientWidth),
      height: small ? HEIGHT_SMALL : HEIGHT,
      padding: [10, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: true }, y: { range: () => [0, Math.max(1, highest(chart.data) * 1.08)] } },
      axes: [
        {
          ...axis,
          size: 26,
          space: 70,
          values: (_, splits, __, ___, apart) =>
            splits.map((it) => (apart >= 86400 ? chart.times.day(it) : chart.times.hour(it))),
        },
        {
          ...axis,
          size: 52,
          space: small ? 30 : 36,
          incrs: chart.data.unit === "count" || chart.data.unit === "rupiah" ? [1, 2, 5].flatMap((it) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((ten) => it * 10 ** ten)).sort((a, b) => a - b) : undefined,
          values: (_, splits) => splits.map((it) => chart.brief(it)),
        },
      ],
      series: [
        {},
        ...chart.data.lines.map((it, at) => ({
          label: it.name,
          stroke: colour("--c" + ((at % COLOURS) + 1)),
          width: 2,
          points: { show: (u, index) => index > 0 && u.data[0].length < 3 },
          spanGaps: false,
        })),
      ],
      hooks: {
        drawClear: [band(chart)],
        draw: [marks(chart)],
        ready: [(u) => { moved = tip(u, chart); }],
        setCursor: [() => moved()],
      },
    };
  }

  function understand(text) {
    const data = JSON.parse(text);
    return { data, times: times(data), amount: amount(data), brief: brief(data) };
  }

  function draw(panel) {
    const source = panel.querySelector("[data-chart]");
    const place = panel.querySelector(".plot");
    if (!source || !place || place.clientWidth === 0 && panel.classList.contains("drawnbyscript")) {
      return;
    }
    const before = drawn.get(panel);
    if (before && before.text === source.dataset.chart) {
      return;
    }
    const fresh = understand(source.dataset.chart);
    if (before && before.chart.data.lines.length === fresh.data.lines.length) {
      Object.assign(before.chart, fresh);
      before.text = source.dataset.chart;
      before.plot.setData(columns(fresh.data));
      return;
    }
    begin(panel, place, source.dataset.chart, fresh);
  }

  function begin(panel, place, text, chart) {
    drawn.get(panel)?.plot.destroy();
    panel.classList.add("drawnbyscript");
    const plot = new uPlot(options(chart, place), columns(chart.data), place);
    plot.over.addEventListener("click", (event) => {
      const index = plot.cursor.idx;
      if (event.target.closest(".mark") || index === null || index === undefined) {
        return;
      }
      const line = chart.data.lines[nearest(plot, chart, index)] ?? chart.data.lines[0];
      location.assign(chart.times.rows(line.rows, chart.data.t[index]));
    });
    drawn.set(panel, { plot, chart, text });
  }

  const panels = () => document.querySelectorAll("article.panel");

  function again() {
    for (const [panel, { chart, text }] of drawn) {
      begin(panel, panel.querySelector(".plot"), text, chart);
    }
  }

  addEventListener("DOMContentLoaded", () => panels().forEach(draw));
  if (document.readyState !== "loading") {
    panels().forEach(draw);
  }
  document.addEventListener("htmx:afterSettle", (event) => {
    const panel = event.target.closest?.("article.panel");
    if (panel) {
      draw(panel);
    }
  });
  dark.addEventListener("change", again);
  new ResizeObserver(() => {
    for (const [panel, { plot }] of drawn) {
      const width = panel.querySelector(".plot").clientWidth;
      if (width > 0 && width !== plot.width) {
        plot.setSize({ width, height: plot.height });
      }
    }
  }).observe(document.documentElement);
})();
