/* What is still on the phone: why, since when, and what one can do about it.  And what the server signed for. */

import { banner, empty, receiptChip, rowLine, stateChip, whyOf, wrongs } from "./cards.js";
import { exported } from "./carry.js";
import { chip, fill, frame, GIVEN, icon, made, say, show, slot, tell } from "./page.js";
import { day, dayShort, minutesSince, time } from "./moments.js";
import { addressOf, letGo } from "./photos.js";
import { amend, Away, changed as queueChanged, line, send, SignedOut } from "./sender.js";
import { change, drop, record as recordOf, reopen, rows } from "./records.js";
import { age } from "./status.js";
import { all, photosOf } from "./store.js";

export async function queue({ anew = false } = {}) {
  const [{ unsent, drafts }, receipts] = await Promise.all([rows(), all("receipts")]);
  const newest = receipts.sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, 50);
  const screen = fill(made("queue"), {
    banners: notices(unsent),
    unsent: unsent.map(unsentLine),
    none: unsent.length ? null : empty({ title: say("queue_empty"), words: say("queue_empty_text"), drawn: icon("circle-check") }),
    has_drafts: drafts.length > 0,
    drafts: drafts.map((row) => rowLine({ href: `#/v/${row.key}/1`, name: row.business.name, small: say("draft_small", { on: `${dayShort(day(new Date(row.updated_at)))} ${time(row.updated_at)}` }), state: chip(say("state_draft"), "tbd", "device-floppy") })),
    has_receipts: newest.length > 0,
    receipts: newest.map(receiptLine),
  });
  slot(screen, "send").hidden = !unsent.length;
  slot(screen, "export").hidden = !unsent.length && !drafts.length;
  screen.querySelector("[data-act=send]").addEventListener("click", () => sendNow());
  screen.querySelector("[data-act=export]").addEventListener("click", exportNow);
  frame({ title: say("queue"), under: unsent.length ? say("unsent_n", { n: unsent.length }) : "", tab: "queue" });
  show(screen, { anew });
}

async function sendNow() {
  await send({ now: true });
  const { unsent } = await rows();
  const waiting = unsent.filter((row) => row.state === "waiting").length;
  if (line.session === "over") tell(say("signed_out_kept", { n: unsent.length }), "soon");
  else if (!line.network && waiting) tell(say("still_offline"), "soon");
}

function notices(unsent) {
  const others = unsent.filter((row) => line.officer && row.officer.id !== line.officer.id);
  const made = [];
  if (others.length) made.push(banner({ tone: "soon", title: say("of_another", { n: others.length, name: others[0].officer.name }), words: say("of_another_text"), drawn: icon("user-x") }));
  return made;
}

function unsentLine(row) {
  return rowLine({
    href: `#/queue/${row.key}`,
    name: row.business.name,
    small: [`${dayShort(day(new Date(row.saved_at)))} ${time(row.saved_at)}`, age(minutesSince(row.saved_at))].join(" · "),
    why: whyOf(row),
    state: stateChip(row),
  });
}

function receiptLine(row) {
  return rowLine({
    href: `#/b/${row.business.id}`,
    name: row.business.name,
    small: [row.number, say("photos_n", { n: row.photos }), say("trust_" + row.trust)].filter(Boolean).join(" · "),
    state: receiptChip(row),
  });
}

/* The file is handed to the phone; nothing is taken off it by that. */
export async function exportNow() {
  const { file, count } = await exported();
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `yingzhou-${day()}-${count}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(say("exported", { n: count }));
}

/* One record that has not left. */
export async function one(key, { anew = false } = {}) {
  const row = await recordOf(key);
  if (!row || row.state === "draft") {
    frame({ title: say("record"), back: "#/queue", tab: "queue" });
    return show(empty({ title: say("record_gone"), words: say("record_gone_text"), drawn: icon("circle-check") }));
  }
  const photos = await photosOf(key);
  const { errors = [] } = row.reason || {};
  letGo();
  const screen = fill(made("record"), {
    state: [stateChip(row), document.createTextNode(" " + (whyOf(row) || say("kept_until_receipt")))],
    facts: facts(row),
    errors: errors.length > 0,
    wrongs: wrongs(errors),
    conflict: row.state === "conflict",
    fields: (row.conflict || []).map(versus),
    photo_count: say("count", { n: photos.length }),
    shots: photos.map((photo) => picture(photo)),
    again: row.state === "failed" || null,
    mend: row.state === "failed" || null,
  });
  slot(screen, "state").classList.add(row.state === "waiting" ? "yz-banner--info" : "yz-banner--late");
  act(screen, "again", async () => { await change(key, { state: "waiting", reason: null }); queueChanged(); await send({ now: true }); one(key, { anew: true }); });
  act(screen, "mend", async () => { await reopen(key); queueChanged(); location.hash = `#/v/${key}/1`; });
  act(screen, "export", exportNow);
  act(screen, "amend", () => amended(row, screen));
  act(screen, "yield", () => yielded(row));
  frame({ title: row.business.name, under: say("saved_at", { at: `${dayShort(day(new Date(row.saved_at)))} ${time(row.saved_at)}` }), back: "#/queue", tab: "queue" });
  show(screen, { anew });
}

function act(screen, name, work) {
  for (const button of screen.querySelectorAll(`[data-act=${name}]`)) button.addEventListener("click", work);
}

function facts(row) {
  const told = row.payload;
  return [
    [say("f_saved"), `${dayShort(day(new Date(row.saved_at)))} ${time(row.saved_at)}`],
    [say("f_findings"), say("count", { n: told.findings.length })],
    [say("f_confirmed"), say("ok_" + told.confirmation.kind)],
    [say("f_by"), row.officer.name],
    [say("f_tried"), say("times", { n: row.attempts || 0 })],
  ].map(([name, value]) => fill(made("fact"), { name, value }));
}

function picture(photo) {
  const box = made("shot");
  box.querySelector("img").src = addressOf(photo.rendition);
  box.querySelector("img").alt = say("photo");
  box.querySelector("button").remove();
  return box;
}

const readable = (value) => (value === null || value === undefined || value === "" ? say("nothing") : typeof value === "string" ? value : JSON.stringify(value, null, 1).replace(/[{}[\]",]/g, " ").replace(/\s+/g, " ").trim() || say("nothing"));

function versus({ name, yours, kept }) {
  const label = "field_" + name;
  return fill(made("versus"), { name: label in GIVEN.words ? say(label) : name, yours: readable(yours), kept: readable(kept) });
}

const AMENDABLE = ["aim", "note", "promises", "answers", "rest_fine", "findings", "matters", "confirmation"];

async function amended(row, screen) {
  const why = screen.querySelector("#why").value.trim();
  if (!why) { screen.querySelector("#why").focus(); return tell(say("need_why"), "soon"); }
  const fields = Object.fromEntries((row.conflict || []).filter(({ name }) => AMENDABLE.includes(name)).map(({ name, yours }) => [name, yours]));
  let answer;
  try {
    answer = await amend(row, fields, why);
  } catch (error) {
    if (!(error instanceof Away || error instanceof SignedOut)) throw error;
    return tell(say(error instanceof Away ? "still_offline" : "signed_out"), "soon");
  }
  if (answer.status !== 201 && answer.status !== 200) return tell(answer.errors.map((each) => each.reason).join("；") || say("why_other", { status: answer.status }), "late");
  await drop(row.key);
  queueChanged();
  tell(say("amended"));
  location.hash = "#/queue";
}

/* The server's stands; this one is on the server as the second version already, so the phone may let it go. */
async function yielded(row) {
  await drop(row.key);
  queueChanged();
  tell(say("yielded"));
  location.hash = "#/queue";
}

