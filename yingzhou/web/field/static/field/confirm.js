/* Step 3: the owner looks at it and answers; then it is saved on the phone, with one point, and only then called saved. */

import { gradeWords } from "./business.js";
import { at, changed, counted, letGoOf, meter, settled } from "./draft.js";
import { choices, shot } from "./finding.js";
import { fill, frame, made, say, show, slot, tell } from "./page.js";
import { dayShort, momentTyped, readMoment } from "./moments.js";
import { letGo, taken } from "./photos.js";
import { placeNow } from "./place.js";
import { Elsewhere, keepSaved, payloadOf } from "./records.js";
import { changed as queueChanged, send } from "./sender.js";
import { signaturePad, signaturePicture } from "./sign.js";
import { Full } from "./store.js";
import { refresh } from "./status.js";
import { loaded } from "./visit.js";

const KINDS = ["signature", "code", "refused", "absent"];

export async function confirm(key) {
  const here = await loaded(key);
  if (!here) return;
  const { record, list, hazards } = here;
  const { told } = record;
  letGo();
  delete told.only_recheck;
  const found = told.findings;
  const looked = hazards.filter((hazard) => told.hazards[hazard.id]);
  const rest = list ? list.items.length - told.issues.length : 0;
  const screen = fill(made("confirm"), {
    fine: !found.length,
    fine_text: list ? say("all_counted", { n: rest }) : say("nothing_found"),
    looked: looked.length > 0,
    looks: looked.map((hazard) => fill(made("line"), { text: hazard.text, small: say(told.hazards[hazard.id].fixed ? "is_fixed" : "not_fixed"), chip: null })),
    has_found: found.length > 0,
    please: please(found),
    found: found.map((one, n) => foundLine(record, one, n)),
    has_heard: told.matters.length > 0,
    heard: told.matters.map((one) => fill(made("line"), { text: one.text || say("no_words_yet"), small: say("heard_" + one.kind), chip: null })),
    rest: found.length && list ? say("rest", { n: rest }) : null,
    wrong: false,
  });
  screen.addEventListener("submit", (event) => event.preventDefault());
  answers(screen, record);
  details(screen, record);
  frame({ title: say("to_owner"), under: [record.business.name, say("owner_sees")].join(" · "), back: found.length ? `#/v/${record.key}/2/${found.length}` : `#/v/${record.key}/1`, foot: foot(here, screen) });
  show(screen);
  meter();
}

function please(found) {
  const days = found.map((one) => one.by).filter(Boolean).sort();
  return days.length ? say("please_by", { on: dayShort(days[days.length - 1]), n: found.length }) : say("please", { n: found.length });
}

function foundLine(record, one, n) {
  const box = fill(made("foundline"), {
    picture: one.photos.length ? shot(one.photos[0]).firstElementChild : null,
    text: one.text || say("no_words_yet"),
    small: [one.grade ? gradeWords(one.grade) : "", one.by ? say("by_day", { on: dayShort(one.by) }) : "", one.more].filter(Boolean).join(" · "),
  });
  slot(box, "picture").hidden = false;
  slot(box, "edit").href = `#/v/${record.key}/2/${n + 1}`;
  return box;
}

function answers(screen, record) {
  const { confirmation } = record.told;
  const drawn = () => fill(screen, {
    sign: confirmation.kind === "signature",
    code: confirmation.kind === "code",
    reason: confirmation.kind === "refused" || confirmation.kind === "absent",
    reason_label: say(confirmation.kind === "absent" ? "why_absent" : "why_refused"),
  });
  fill(screen, { kinds: choices("ok", KINDS.map((kind) => [kind, say("ok_" + kind)]), confirmation.kind, (kind) => { confirmation.kind = kind; drawn(); changed(); }) });
  const reason = screen.querySelector("#reason");
  reason.value = confirmation.reason;
  reason.addEventListener("input", () => { confirmation.reason = reason.value; changed({ soon: true }); });
  const hint = () => {
    fill(screen, { sign_hint: say(confirmation.strokes.length ? "signed" : "sign_here") });
    screen.querySelector(".yz-sign").classList.toggle("is-signed", confirmation.strokes.length > 0);
  };
  const pad = signaturePad(screen.querySelector("canvas"), (strokes) => {
    confirmation.strokes = strokes.map((stroke) => stroke.map(([x, y]) => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4]));
    if (strokes.length === 1) counted();
    hint();
    changed();
  });
  pad.set(confirmation.strokes);
  screen.querySelector("[data-act=unsign]").addEventListener("click", () => pad.clear());
  hint();
  drawn();
}

function details(screen, record) {
  const { told } = record;
  const [note, when, place] = ["#note", "#when", "#place"].map((name) => screen.querySelector(name));
  note.value = told.note;
  note.addEventListener("input", () => { told.note = note.value; changed({ soon: true }); });
  when.value = told.when ? momentTyped(told.when) : "";
  const said = () => fill(screen, { when_said: when.value && !told.when ? say("when_unread") : say("when_said", { at: momentTyped(told.when || record.began_at) }) });
  when.addEventListener("input", () => { told.when = readMoment(when.value); changed({ soon: true }); said(); });
  said();
  place.checked = told.with_place;
  place.addEventListener("change", () => { told.with_place = place.checked; changed(); });
}

/* What keeps it from being saved; each with the step where it can be mended. */
function faults({ told }, typed) {
  const found = [];
  const { confirmation } = told;
  if (confirmation.kind === "signature" && !confirmation.strokes.length) found.push(["need_signature", "need_signature_how"]);
  if (["refused", "absent"].includes(confirmation.kind) && !confirmation.reason.trim()) found.push(["need_reason", "need_reason_how"]);
  if (told.findings.some((one) => !one.text && !one.more)) found.push(["need_words", "need_words_how"]);
  if (told.matters.some((one) => !one.text.trim())) found.push(["need_matter", "need_matter_how"]);
  if (typed && !told.when) found.push(["when_unread", "when_how"]);
  return found;
}

function foot(here, screen) {
  const box = fill(made("dock"), { first: say("save"), second: null });
  const button = box.querySelector("[data-act=first]");
  button.addEventListener("click", async () => {
    const wrong = faults(here.record, screen.querySelector("#when").value.trim());
    if (wrong.length) {
      if (wrong.some(([name]) => name === "when_unread")) screen.querySelector("details").open = true;
      fill(screen, { wrong: true, wrongs: wrong.map(([what, how]) => fill(made("wrong"), { what: say(what), how: say(how) })) });
      slot(screen, "wrong").scrollIntoView({ block: "center" });
      return;
    }
    button.disabled = true;
    try {
      await save(here);
    } finally {
      button.disabled = false;
    }
  });
  return box;
}

/* On the phone for good, or a word about why not; then, and only then, "saved". */
export async function save({ record, list, hazards }) {
  await settled();
  if (at.trouble) return tell(say(at.trouble), "late");
  const { told } = record;
  const kept = Object.values(told.kept).map(({ text, is }) => say(is ? "kept_yes" : "kept_no", { text }));
  const endedAt = new Date().toISOString();
  const [point, signature] = await Promise.all([told.with_place ? placeNow() : null, signed(record)]);
  const payload = payloadOf({ ...record, told: { ...told, note: [told.note, ...kept].filter(Boolean).join("\n") } }, { list, hazards, point, endedAt, signature: signature && signature.key });
  try {
    await keepSaved(record, payload, signature ? [signature] : []);
  } catch (error) {
    if (error instanceof Full) return tell(say("full"), "late");
    if (error instanceof Elsewhere) return tell(say("elsewhere"), "late");
    throw error;
  }
  const { name } = record.business;
  letGoOf();
  queueChanged();
  await refresh();
  location.hash = "#/";
  tell(say("saved", { name }));
  send({ now: true });
}

async function signed(record) {
  const { confirmation } = record.told;
  if (confirmation.kind !== "signature") return null;
  const picture = await signaturePicture(confirmation.strokes);
  return taken(picture, { visit: record.key, kind: "signature" });
}

/* Open hazards looked at again and nothing else: saved at once; the owner answers later by link and code. */
document.addEventListener("yz:recheck", (event) => {
  const { record } = event.detail;
  record.told.only_recheck = true;
  record.told.aim = "recheck";
  record.told.confirmation.kind = "code";
  save(event.detail);
});
