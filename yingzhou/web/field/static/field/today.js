/* Today: what is still on the phone, the next stop, the route.  And finding a business among those prepared. */

import { banner, empty, receiptChip, sketch, stateChip, timeLine } from "./cards.js";
import { ask, chip, fill, frame, GIVEN, icon, made, say, show, slot, tell, text } from "./page.js";
import { day, dayShort, time } from "./moments.js";
import { pack as thePack, pageIsKept, prepare } from "./pack.js";
import { drop, rows } from "./records.js";
import { line, session } from "./sender.js";
import { all } from "./store.js";

export async function today({ anew = false } = {}) {
  const [pack, { unsent, drafts }, receipts] = await Promise.all([thePack(), rows(), all("receipts")]);
  const visited = new Set([...unsent, ...receipts].filter((row) => day(new Date(row.saved_at)) === day()).map((row) => row.business.id));
  const route = pack && pack.day === day() ? pack.route : [];
  const stops = route.map((stop) => ({ ...stop, ...place(pack, stop.business), done: visited.has(stop.business) }));
  const next = stops.findIndex((stop) => !stop.done);
  const screen = fill(made("today"), {
    banners: [...(await banners(pack)), ...drafts.map(draftLine)],
    queue: queueBox(unsent, receipts),
    next: next >= 0 ? nextCard(stops[next], next) : null,
    map: sketch(stops, next),
    stops: stops.map((stop, n) => stopLine(stop, n, n === next)),
    nothing: nothing(pack, stops, next),
    prepare: say(pack && pack.day === day() ? "prepare_again" : "prepare"),
    prepared: pack ? preparedWords(pack) : say("not_prepared"),
  });
  screen.querySelector("[data-act=prepare]").addEventListener("click", (event) => prepared(event.currentTarget, () => today({ anew: true })));
  frame({ title: say("today"), under: underToday(pack, stops), tab: "today" });
  show(screen, { anew });
}

function underToday(pack, stops) {
  const on = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", day: "numeric", weekday: "short", timeZone: "Asia/Shanghai" }).format(new Date());
  return [on, pack ? pack.officer.name : "", stops.length ? say("stops", { n: stops.length }) : ""].filter(Boolean).join(" · ");
}

export function place(pack, pid) {
  return { id: pid, ...(pack.businesses[pid] || { name: say("unknown_business") }) };
}

async function banners(pack) {
  const made = [];
  if (pack && pack.day !== day()) made.push(banner({ tone: "soon", title: say("pack_old", { on: dayShort(pack.day) }), words: say("pack_old_text"), drawn: icon("alert-circle") }));
  if (pack && line.officer && line.officer.id !== pack.officer.id) made.push(banner({ tone: "late", title: say("pack_of_another", { name: pack.officer.name }), words: say("pack_of_another_text"), drawn: icon("user-x") }));
  return made;
}

function draftLine(row) {
  const box = fill(made("draft"), {
    title: say("draft_of", { name: row.business.name }),
    text: say("draft_text", { on: `${dayShort(day(new Date(row.updated_at)))} ${time(row.updated_at)}`, version: row.checklist ? row.checklist.version : row.form }),
  });
  slot(box, "on").href = `#/v/${row.key}/1`;
  box.querySelector("[data-act=drop-draft]").addEventListener("click", async () => {
    if ((await ask("ask-drop", { what: say("drop_what", { name: row.business.name, on: time(row.updated_at) }) })) !== "yes") return;
    await drop(row.key);
    today({ anew: true });
  });
  return box;
}

/* Shown while something is unsent, while there is no network, and once there are receipts of today. */
function queueBox(unsent, receipts) {
  const of = receipts.filter((row) => day(new Date(row.at)) === day()).sort((one, other) => (one.saved_at < other.saved_at ? -1 : 1)).slice(-3);
  if (!unsent.length && !of.length && line.network) return null;
  const head = fill(made("queue-head"), {
    icon: icon(line.network ? (unsent.length ? "clock-pause" : "circle-check") : "cloud-off"),
    title: say(!line.network ? "box_offline" : unsent.length ? "box_waiting" : "box_done"),
    text: say(unsent.length || !line.network ? "box_text" : "box_done_text"),
  });
  const lines = [
    ...of.map((row) => timeLine({ at: row.saved_at, name: row.business.name, href: "#/queue", state: receiptChip(row) })),
    ...unsent.slice(0, 4).map((row) => timeLine({ at: row.saved_at, name: row.business.name, href: `#/queue/${row.key}`, state: stateChip(row) })),
  ];
  const list = document.createElement("ul");
  list.className = "yz-receipts";
  list.append(...lines);
  return lines.length ? [head, list] : [head];
}

function nextCard(stop, n) {
  const promises = promisesOf(stop);
  const box = fill(made("next"), {
    n: String(n + 1),
    name: stop.name,
    where: [stop.arrives_at ? say("about", { at: clock(stop.arrives_at) }) : "", stop.address].filter(Boolean).join(" · "),
    why: (stop.reasons || []).map(words).join(" · "),
    promised: promises.length > 0,
    when: stop.last_visit ? say("promised_on", { on: dayShort(stop.last_visit.on) }) : say("promised"),
    promises: promises.map((each) => text("li", words(each))),
  });
  box.querySelector("[data-act=begin]").href = `#/new/${stop.id}`;
  slot(box, "page").href = `#/b/${stop.id}`;
  navigation(slot(box, "navigate"), stop);
  return box;
}

export const promisesOf = (business) => business.promises || [];
export const words = (thing) => (typeof thing === "string" ? thing : thing.text || "");
export const clock = (at) => (/^\d\d:\d\d/.test(at) ? at.slice(0, 5) : time(at));

export function navigation(link, stop) {
  link.hidden = stop.lat === null || stop.lat === undefined;
  if (!link.hidden) link.href = `geo:${stop.lat},${stop.lon}?q=${stop.lat},${stop.lon}(${encodeURIComponent(stop.name)})`;
}

function stopLine(stop, n, isNext) {
  const box = fill(made("stop"), {
    n: stop.done ? icon("check") : String(n + 1),
    name: stop.name,
    why: stopWords(stop),
    chip: stop.open_hazards && stop.open_hazards.length && !stop.done ? chip(say("hazards", { n: stop.open_hazards.length }), "soon", "hourglass") : null,
  });
  box.classList.toggle("is-done", stop.done);
  box.classList.toggle("is-next", isNext);
  slot(box, "name").href = `#/b/${stop.id}`;
  return box;
}

function stopWords(stop) {
  if (stop.done) return say("recorded");
  return [stop.arrives_at ? say("about", { at: clock(stop.arrives_at) }) : "", ...(stop.matters || []).map(words)].filter(Boolean).join(" · ");
}

function nothing(pack, stops, next) {
  if (!pack) return empty({ title: say("empty_pack"), words: say("empty_pack_text"), drawn: icon("download") });
  if (!stops.length) return empty({ title: say("empty_route"), words: say("empty_route_text"), drawn: icon("route"), act: link("#/find", say("find_one")) });
  return next < 0 ? empty({ title: say("route_done"), words: say("route_done_text"), drawn: icon("circle-check") }) : null;
}

function link(href, told) {
  const made = text("a", told, "btn btn-primary");
  made.href = href;
  return made;
}

export function preparedWords(pack) {
  return say("prepared", {
    at: `${dayShort(pack.day)} ${time(pack.fetched_at)}`,
    stops: pack.route.length, businesses: Object.keys(pack.businesses).length, lists: pack.checklists.length, phrases: pack.phrases.length,
  });
}

/* One tap: the day's pack, the page itself, and a word about what is there. */
export async function prepared(button, after) {
  button.disabled = true;
  const place = slot(button.parentElement, "prepared") || slot(document, "prepared");
  place.hidden = false;
  place.textContent = say("preparing");
  if (!(await session()) && line.session === "over") return void after();
  const got = await prepare();
  const isKept = got.status === 200 && (await pageIsKept());
  button.disabled = false;
  if (got.status !== 200) {
    const name = "prepare_" + got.status;
    place.textContent = say(name in GIVEN.words ? name : "prepare_other", { status: got.status });
    tell(place.textContent, "late");
    return;
  }
  navigator.storage?.persist?.();
  await after();
  tell(say(isKept ? "ready" : "ready_but_page"), isKept ? "done" : "soon");
}

/* Among the businesses on the phone: a few letters of the name or address. */
export async function find({ begins = false } = {}) {
  const pack = await thePack();
  frame({ title: say(begins ? "note_where" : "find"), under: pack ? say("as_of", { at: time(pack.fetched_at) }) : "", tab: begins ? "note" : "find" });
  if (!pack) return show(empty({ title: say("empty_pack"), words: say("empty_pack_text"), drawn: icon("download"), act: link("#/", say("today")) }));
  const screen = made("find");
  const box = screen.querySelector("input");
  const listed = () => {
    const asked = box.value.trim().toLowerCase();
    const found = Object.keys(pack.businesses).map((pid) => place(pack, pid)).filter((one) => !asked || `${one.name} ${one.address} ${one.pinyin || ""} ${one.initials || ""}`.toLowerCase().includes(asked));
    fill(screen, {
      count: say(found.length ? "found" : "found_none", { n: found.length }),
      found: found.slice(0, 60).map((one) => findLine(one, begins)),
    });
  };
  box.addEventListener("input", listed);
  listed();
  show(screen);
}

function findLine(one, begins) {
  const box = fill(made("stop"), { n: icon("building-store"), name: one.name, why: one.address || "", chip: one.open_hazards && one.open_hazards.length ? chip(say("hazards", { n: one.open_hazards.length }), "soon", "alert-triangle") : null });
  slot(box, "name").href = begins ? `#/new/${one.id}` : `#/b/${one.id}`;
  return box;
}
