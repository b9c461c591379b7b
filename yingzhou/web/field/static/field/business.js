/* One business: what is open first, what was promised, what was found last. */

import { chip, fill, frame, icon, made, say, show, slot, text } from "./page.js";
import { empty } from "./cards.js";
import { day, dayShort, time } from "./moments.js";
import { pack as thePack } from "./pack.js";
import { navigation, place, promisesOf, words } from "./today.js";

export async function business(pid) {
  const pack = await thePack();
  const one = pack && pack.businesses[pid] ? place(pack, pid) : null;
  if (!one) {
    frame({ title: say("business"), back: "#/", tab: "find" });
    return show(empty({ title: say("unknown_business"), words: say("unknown_business_text"), drawn: icon("help") }));
  }
  const hazards = one.open_hazards || [];
  const promises = promisesOf(one);
  const visit = one.last_visit;
  const permits = one.permits || [];
  const screen = fill(made("business"), {
    address: [one.trade_name || "", one.address].filter(Boolean).join(" · "),
    hazard_count: hazards.length ? say("count", { n: hazards.length }) : "",
    hazards: hazards.map(hazardLine),
    no_hazards: !hazards.length,
    promised: promises.length > 0,
    promises: promises.map((each) => lineOf(words(each), each.by ? say("by_day", { on: dayShort(each.by) }) : "")),
    visit: Boolean(visit),
    on: visit ? dayShort(visit.on) : null,
    by: visit ? visit.by : null,
    note: visit ? visit.note : null,
    findings: visit ? (visit.findings || []).map((each) => text("li", words(each))) : null,
    no_visit: !visit,
    permits: permits.map((each) => lineOf(words(each) || each.kind, each.until ? say("until", { on: each.until }) : "")),
    no_permits: !permits.length,
    as_of: say("as_of_pack", { at: `${dayShort(pack.day)} ${time(pack.fetched_at)}` }),
  });
  screen.querySelector("[data-act=begin]").href = `#/new/${pid}`;
  navigation(slot(screen, "navigate"), one);
  frame({ title: one.name, under: say("service_visit"), back: "#/", tab: "find" });
  show(screen);
}

function lineOf(told, small, state = null) {
  return fill(made("line"), { text: told, small, chip: state });
}

function hazardLine(hazard) {
  return lineOf(hazard.text, say("hazard_small", { grade: gradeWords(hazard.grade), found: dayShort(hazard.found_on) }), dueChip(hazard.due_on));
}

export function dueChip(due) {
  if (!due) return null;
  if (due < day()) return chip(say("overdue", { on: dayShort(due) }), "late", "alert-triangle");
  return chip(say(due === day() ? "due_today" : "due", { on: dayShort(due) }), due === day() ? "soon" : "line", "hourglass");
}

/* The grades of hazards, and their words. */
export const GRADES = ["general", "serious", "major"];
export const gradeWords = (grade) => (GRADES.includes(grade) ? say("grade_" + grade) : grade || "");
