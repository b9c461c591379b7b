/* Records of visits on the phone: begun as a draft, saved, sent.  One row each, its state in it:
   draft → waiting → (receipt: the row goes) or failed, conflict.  "Being sent" is never written down: after a crash it waits. */

import { photoKeysOf, photosOf, all, one, write } from "./store.js";

export const FORM = "yingzhou-visit/1";
export const SCHEMA = 1;
export const UNSENT = ["waiting", "failed", "conflict"];

export class Elsewhere extends Error {}

/* A new draft of a business, of the officer whose pack it is. */
export function begun(business, pid, pack, aim) {
  const now = new Date().toISOString();
  const list = pack.checklists.find((one) => one.code === business.checklist) || pack.checklists[0] || null;
  return {
    key: crypto.randomUUID(),
    schema: SCHEMA,
    form: FORM,
    state: "draft",
    rev: 0,
    officer: pack.officer,
    business: { id: pid, name: business.name },
    checklist: list ? { code: list.code, version: list.version, title: list.title, items: list.items.length } : null,
    base: business.version || "",
    began_at: now,
    updated_at: now,
    taps: 0,
    told: {
      aim, hazards: {}, kept: {}, issues: [], findings: [], matters: [], note: "", when: "", with_place: true,
      confirmation: { kind: "signature", name: "", reason: "", strokes: [] },
    },
  };
}

/* Keeps a draft.  Another page that has written it meanwhile is not overwritten: Elsewhere. */
export async function keepDraft(record, photos = [], gone = []) {
  const row = { ...record, rev: record.rev + 1, updated_at: new Date().toISOString() };
  await write(["visits", "photos"], (of, _answer, refuse) => {
    const before = of.visits.get(row.key);
    before.onsuccess = () => {
      if (before.result && (before.result.rev !== record.rev || before.result.state !== "draft")) refuse(new Elsewhere(row.key));
      else {
        of.visits.put(row);
        photos.forEach((photo) => of.photos.put(photo));
        gone.forEach((key) => of.photos.delete(key));
      }
    };
  });
  record.rev = row.rev;
  record.updated_at = row.updated_at;
}

/* The draft becomes a record that waits to be sent, with its last photos, in one step. */
export async function keepSaved(record, payload, photos = []) {
  const row = {
    ...record, rev: record.rev + 1, state: "waiting", payload, saved_at: new Date().toISOString(), reason: null, attempts: 0,
  };
  await write(["visits", "photos"], (of, _answer, refuse) => {
    const before = of.visits.get(row.key);
    before.onsuccess = () => {
      if (before.result && before.result.rev !== record.rev) refuse(new Elsewhere(row.key));
      else {
        of.visits.put(row);
        photos.forEach((photo) => of.photos.put(photo));
      }
    };
  });
  Object.assign(record, row);
  return row;
}

/* Changes some fields of a row that is still there. */
export function change(key, fields) {
  return write("visits", (of) => {
    const row = of.visits.get(key);
    row.onsuccess = () => { if (row.result) of.visits.put({ ...row.result, ...fields, rev: row.result.rev + 1 }); };
  });
}

export function changePhoto(key, fields) {
  return write("photos", (of) => {
    const row = of.photos.get(key);
    row.onsuccess = () => { if (row.result) of.photos.put({ ...row.result, ...fields }); };
  });
}

/* The receipt is kept and the record leaves the phone, together; photos that the server did not sign for stay. */
export async function exchange(record, receipt) {
  const keys = await photoKeysOf(record.key);
  await write(["visits", "photos", "receipts"], (of) => {
    of.receipts.put(receipt);
    of.visits.delete(record.key);
    keys.forEach((key) => of.photos.delete(key));
  });
}

/* A record that was refused becomes a draft again, to be mended; it is signed anew. */
export async function reopen(key) {
  const photos = await photosOf(key);
  await write(["visits", "photos"], (of) => {
    const row = of.visits.get(key);
    row.onsuccess = () => { if (row.result) of.visits.put({ ...row.result, state: "draft", reason: null, rev: row.result.rev + 1 }); };
    photos.filter((photo) => photo.kind === "signature").forEach((photo) => of.photos.delete(photo.key));
  });
}

/* Thrown away by the person, with everything in it. */
export async function drop(key) {
  const keys = await photoKeysOf(key);
  await write(["visits", "photos"], (of) => {
    of.visits.delete(key);
    keys.forEach((photo) => of.photos.delete(photo));
  });
}

export const record = (key) => one("visits", key);

export async function rows() {
  const found = await all("visits");
  const by = (name) => (one, other) => (one[name] < other[name] ? -1 : 1);
  return {
    unsent: found.filter((row) => UNSENT.includes(row.state)).sort(by("saved_at")),
    drafts: found.filter((row) => row.state === "draft").sort(by("updated_at")),
  };
}

/* What is sent: the form's answers as the server reads them.  Fixed at saving, so that sending again sends the same. */
export function payloadOf(record, { list, hazards, point, endedAt, signature }) {
  const { told } = record;
  const looked = hazards.filter((hazard) => hazard.id in told.hazards).map((hazard) => {
    const seen = told.hazards[hazard.id];
    return { key: seen.key, item: hazard.item || null, text: seen.text || "", photos: seen.photos, hazard: hazard.id, fixed: seen.fixed };
  });
  const found = told.findings.map((one) => ({
    key: one.key, item: one.item || null, text: [one.text, one.more].filter(Boolean).join("；"), grade: one.grade || "", photos: one.photos,
  }));
  const promises = told.findings.filter((one) => one.by).map((one) => ({ text: one.text.slice(0, 200), by: one.by }));
  const began = told.when || record.began_at;
  return {
    format: FORM,
    business: record.business.id,
    aim: told.aim,
    began_at: began,
    ended_at: told.when ? later(began, endedAt, record.began_at) : endedAt,
    point,
    checklist: list && !told.only_recheck ? { code: list.code, version: list.version } : null,
    rest_fine: Boolean(list) && !told.only_recheck,
    answers: told.only_recheck ? [] : told.issues.map((item) => ({ item, state: "finding" })),
    findings: [...looked, ...found],
    matters: told.matters.map(({ key, kind, text }) => ({ key, kind, text })),
    promises,
    note: told.note,
    confirmation: confirmationOf(told.confirmation, signature),
    base: record.base,
  };
}

/* A visit told afterwards took as long as it took to write down, from the moment it is said to have begun. */
function later(began, endedAt, writtenFrom) {
  return new Date(Date.parse(began) + Math.max(0, Date.parse(endedAt) - Date.parse(writtenFrom))).toISOString();
}

function confirmationOf({ kind, name, reason }, signature) {
  const made = { kind, name: name || "" };
  if (kind === "signature") made.photo = signature;
  if (kind === "refused" || kind === "absent") made.reason = reason;
  return made;
}
