/* Small things several screens show: a record's state, its receipt, a drawing of the route. */

import { chip, fill, GIVEN, made, say, text } from "./page.js";
import { time } from "./moments.js";
import { line } from "./sender.js";

export function stateChip(row) {
  if (line.sending.has(row.key)) return chip(say("state_sending"), "line", "upload");
  if (row.state === "failed") return chip(say("state_failed"), "late", "alert-triangle");
  if (row.state === "conflict") return chip(say("state_conflict"), "soon", "versions");
  return chip(say(line.network ? "state_waiting" : "state_offline"), "line", "clock-pause");
}

export function whyOf(row) {
  const { reason } = row;
  if (!reason) return "";
  const { status, errors = [] } = reason;
  if (errors.length) return errors.map((error) => error.reason).filter(Boolean).join("；");
  const name = "why_" + status;
  return say(name in GIVEN.words ? name : "why_other", { status });
}

export function receiptChip(receipt) {
  const short = (receipt.number || receipt.seal || "").slice(-6).toUpperCase();
  return chip(say("receipt", { short }), "done", "circle-check");
}

export function banner({ tone = "info", title = "", words: told = "", act = null, drawn = null }) {
  const box = fill(made("banner"), { title, text: told, act, icon: drawn });
  box.classList.add("yz-banner--" + tone);
  return box;
}

export function empty({ title, words: told = "", act = null, drawn = null }) {
  return fill(made("empty"), { title, text: told, act, icon: drawn });
}

/* One line of records or receipts: name, what about it, its state. */
export function rowLine({ href, name, small = "", why = "", state = null }) {
  const box = fill(made("row"), { name, small, why, chip: state });
  box.querySelector("a").href = href;
  return box;
}

export function timeLine({ at, href, name, state }) {
  const box = fill(made("receipt"), { at: at ? time(at) : "", name, chip: state });
  const link = box.querySelector("a");
  if (href) link.href = href;
  return box;
}

export const wrongs = (errors) => errors.map((error) => {
  const box = fill(made("wrong"), { what: error.reason || "", how: error.mend || "" });
  if (error.field) box.querySelector("dt").append(text("small", error.field, "yz-code ms-2"));
  return box;
});

/* A sketch of the route: points in their places, a line between them.  No tiles, no network. */
export function sketch(stops, next) {
  const placed = stops.map((stop, n) => ({ ...stop, n })).filter((stop) => stop.lon !== null && stop.lat !== null && stop.lon !== undefined);
  if (placed.length < 2) return null;
  const SPACE = "http://www.w3.org/2000/svg", WIDE = 320, HIGH = 150, EDGE = 18;
  const squeeze = Math.cos((placed[0].lat * Math.PI) / 180);
  const xs = placed.map((stop) => stop.lon * squeeze), ys = placed.map((stop) => -stop.lat);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const span = Math.max((Math.max(...xs) - left) / (WIDE - 2 * EDGE), (Math.max(...ys) - top) / (HIGH - 2 * EDGE)) || 1;
  const padX = (WIDE - (Math.max(...xs) - left) / span) / 2, padY = (HIGH - (Math.max(...ys) - top) / span) / 2;
  const points = placed.map((stop, i) => ({ ...stop, x: (xs[i] - left) / span + padX, y: (ys[i] - top) / span + padY }));
  const node = (name, facts, words = "") => {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    if (words) made.textContent = words;
    return made;
  };
  const drawing = node("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": say("map_label", { n: points.length }) });
  drawing.append(node("polyline", { points: points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "), class: "line" }));
  for (const point of points) {
    const css = point.done ? "done" : point.n === next ? "next" : "";
    drawing.append(node("circle", { cx: point.x.toFixed(1), cy: point.y.toFixed(1), r: 11, class: css }));
    drawing.append(node("text", { x: point.x.toFixed(1), y: (point.y + 4).toFixed(1), class: css }, point.done ? "✓" : String(point.n + 1)));
  }
  return drawing;
}
