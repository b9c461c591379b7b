/* Step 1: what was open first; everything is fine but what is ticked; what else was heard. */

import { empty } from "./cards.js";
import { dueChip } from "./business.js";
import { at, changed, hold, keptWords, meter, opened } from "./draft.js";
import { ask, fill, frame, icon, made, say, show, tell } from "./page.js";
import { pack as thePack } from "./pack.js";
import { NotAPicture, taken } from "./photos.js";
import { begun, keepDraft } from "./records.js";
import { Full } from "./store.js";
import { promisesOf, words } from "./today.js";

/* A new draft for a business, and on to its first step.  The draft is on the phone before anything is asked. */
export async function begin(pid) {
  const pack = await thePack();
  const one = pack && pack.businesses[pid];
  if (!one) return void location.replace("#/find");
  const stop = pack.route.find((each) => each.business === pid);
  const record = begun(one, pid, pack, (stop && stop.aim) || "routine");
  try {
    await keepDraft(record);
  } catch (error) {
    if (!(error instanceof Full)) throw error;
    tell(say("full"), "late");
  }
  hold(record);
  record.taps = 1;
  location.replace(`#/v/${record.key}/1`);
}

/* The draft, its business and its list; null (and a screen that says so) where it is gone. */
export async function loaded(key) {
  const record = await opened(key);
  const pack = await thePack();
  if (!record || !pack || record.officer.id !== pack.officer.id) {
    frame({ title: say("record"), back: "#/", tab: "note" });
    show(empty({ title: say("draft_gone"), words: say("draft_gone_text"), drawn: icon("help") }));
    return null;
  }
  const one = pack.businesses[record.business.id] || { name: record.business.name, open_hazards: [], promises: [] };
  const list = record.checklist && pack.checklists.find((each) => each.code === record.checklist.code && each.version === record.checklist.version);
  return { record, pack, one, list: list || null, hazards: one.open_hazards || [] };
}

export async function visit(key, { anew = false } = {}) {
  const here = await loaded(key);
  if (!here) return;
  const { record, list, hazards, one } = here;
  const promises = promisesOf(one);
  const screen = fill(made("visit"), {
    open: hazards.length > 0,
    hazards: hazards.map((hazard) => lookLine(record, hazard)),
    promised: promises.length > 0,
    promises: promises.map((each, n) => keptLine(record, words(each), n)),
    listed: Boolean(list),
    items: list ? list.items.map((item) => itemBox(record, item)) : null,
    no_list: !list,
  });
  screen.addEventListener("submit", (event) => event.preventDefault());
  screen.querySelector("[data-act=outside]").addEventListener("click", () => {
    const n = add(record, null);
    changed();
    location.hash = `#/v/${record.key}/2/${n}`;
  });
  for (const box of screen.querySelectorAll("[data-matter]")) matterBox(record, box, screen);
  matters(record, screen);
  frame({ title: record.business.name, under: under(), back: "#/", foot: dock(here, screen) });
  counts(here, screen);
  show(screen, { anew });
  meter();
}

export const under = () => [say("service_visit"), keptWords()].filter(Boolean).join(" · ");

document.addEventListener("yz:kept", () => { if (at.record) document.getElementById("under").textContent = under(); });

/* ── what was open ── */

const seen = (record, hazard) => record.told.hazards[hazard.id];

function look(record, hazard, fixed) {
  const before = seen(record, hazard) || { key: crypto.randomUUID(), photos: [], text: "" };
  record.told.hazards[hazard.id] = { ...before, fixed };
}

function lookLine(record, hazard) {
  const box = fill(made("look"), { text: hazard.text, due: dueChip(hazard.due_on) });
  two(box, "fixed-" + hazard.id, hazard.text, (is) => { look(record, hazard, is); after(record); }, seen(record, hazard) && seen(record, hazard).fixed);
  const shots = () => { const n = (seen(record, hazard) || { photos: [] }).photos.length; fill(box, { shots: n ? say("shots", { n }) : say("shoot") }); };
  shots();
  const input = box.querySelector("[data-photo]");
  input.setAttribute("aria-label", say("shoot_fixed", { what: hazard.text }));
  input.addEventListener("change", async () => {
    const photos = await takeIn(input, record, "after");
    if (!photos.length) return;
    const before = seen(record, hazard);
    look(record, hazard, before ? before.fixed : true);
    seen(record, hazard).photos.push(...photos.map((photo) => photo.key));
    box.querySelector(`input[value=${seen(record, hazard).fixed ? "yes" : "no"}]`).checked = true;
    shots();
    after(record, { photos });
  });
  return box;
}

/* A pair of buttons of which one is pressed. */
function two(box, name, label, chosen, now) {
  const group = box.querySelector("[data-group]");
  group.setAttribute("aria-label", label);
  for (const input of group.querySelectorAll("input")) {
    input.name = name;
    input.id = `${name}-${input.value}`;
    input.nextElementSibling.htmlFor = input.id;
    input.checked = now !== undefined && (input.value === "yes") === now;
    input.addEventListener("change", () => chosen(input.value === "yes"));
  }
}

function keptLine(record, told, n) {
  const box = fill(made("keptline"), { text: told });
  two(box, "kept-" + n, told, (is) => { record.told.kept[n] = { text: told, is }; changed(); }, record.told.kept[n] && record.told.kept[n].is);
  return box;
}

/* Pictures from a file field, drawn and hashed; what is no picture is said and left out. */
export async function takeIn(input, record, kind) {
  const files = [...input.files];
  input.value = "";
  const made = [];
  for (const file of files) {
    try {
      made.push(await taken(file, { visit: record.key, kind }));
    } catch (error) {
      if (!(error instanceof NotAPicture)) throw error;
      tell(say("no_picture", { name: error.message }), "late");
    }
  }
  return made;
}

/* ── the list ── */

export function add(record, item) {
  record.told.findings.push({ key: crypto.randomUUID(), item: item ? item.code : "", title: item ? item.text : "", text: "", more: "", grade: item ? item.grade : "", by: "", photos: [] });
  return record.told.findings.length;
}

export const isEmpty = (finding) => !finding.text && !finding.more && !finding.photos.length;

function itemBox(record, item) {
  const box = fill(made("item"), { title: item.short || item.text, state: "" });
  const input = box.querySelector("input");
  input.id = "i-" + item.code;
  input.value = item.code;
  box.querySelector("label").htmlFor = input.id;
  input.checked = record.told.issues.includes(item.code);
  fill(box, { state: input.checked ? say("has_issue") : "" });
  input.addEventListener("change", async () => {
    if (input.checked) {
      record.told.issues.push(item.code);
      add(record, item);
    } else if (!(await unticked(record, item))) input.checked = true;
    fill(box, { state: input.checked ? say("has_issue") : "" });
    after(record);
  });
  return box;
}

/* A tick taken back takes the finding with it; one that has a photo or a word is asked about first. */
async function unticked(record, item) {
  const findings = record.told.findings.filter((one) => one.item === item.code);
  if (findings.some((one) => !isEmpty(one)) && (await ask("ask-drop", { what: item.text })) !== "yes") return false;
  const gone = findings.flatMap((one) => one.photos);
  record.told.issues = record.told.issues.filter((code) => code !== item.code);
  record.told.findings = record.told.findings.filter((one) => one.item !== item.code);
  changed({ gone });
  return true;
}

/* ── what was heard ── */

function matterBox(record, box, screen) {
  const kind = box.dataset.matter;
  box.checked = record.told.matters.some((one) => one.kind === kind);
  box.addEventListener("change", () => {
    if (box.checked) record.told.matters.push({ key: crypto.randomUUID(), kind, text: "" });
    else record.told.matters = record.told.matters.filter((one) => one.kind !== kind || one.text);
    matters(record, screen);
    changed();
    if (box.checked) screen.querySelector("[data-slot=matters] div:last-child textarea").focus();
  });
}

function matters(record, screen) {
  fill(screen, {
    matters: record.told.matters.map((one) => {
      const box = fill(made("matter"), { label: say("heard_" + one.kind) });
      const area = box.querySelector("textarea");
      area.id = "m-" + one.key;
      box.querySelector("label").htmlFor = area.id;
      area.value = one.text;
      area.addEventListener("input", () => { one.text = area.value; changed({ soon: true }); });
      return box;
    }),
  });
  for (const box of screen.querySelectorAll("[data-matter]")) box.checked = record.told.matters.some((one) => one.kind === box.dataset.matter);
}

/* ── the foot ── */

let redraw = () => {};

function after(record, more = {}) {
  changed(more);
  redraw();
}

function counts({ record, list, hazards }, screen) {
  redraw = () => {
    const issues = record.told.findings.length;
    const all = list ? list.items.length : 0;
    fill(screen, { count: list ? say("counted", { all, fine: all - record.told.issues.length, issues: record.told.issues.length }) : null });
    const foot = document.getElementById("foot");
    const looked = hazards.filter((hazard) => seen(record, hazard)).length;
    fill(foot, {
      first: issues ? say("one_by_one", { n: issues }) : list ? say("all_fine", { n: all }) : say("to_owner"),
      second: looked === hazards.length && looked > 0 && !issues && !record.told.matters.length ? say("only_recheck") : null,
    });
  };
  redraw();
}

function dock(here, screen) {
  const { record } = here;
  const box = made("dock");
  box.querySelector("[data-act=first]").addEventListener("click", () => {
    delete record.told.only_recheck;
    location.hash = record.told.findings.length ? `#/v/${record.key}/2/1` : `#/v/${record.key}/3`;
  });
  box.querySelector("[data-act=second]").addEventListener("click", () => {
    screen.dispatchEvent(new CustomEvent("yz:recheck", { bubbles: true, detail: here }));
  });
  return box;
}
