/* Sending what waits.  One sender on the whole phone, whatever pages are open (Web Locks); a record leaves only against its
   receipt.  Whatever goes wrong, the record, its photos and the reason stay.  Nothing here trusts the phone's clock. */

import { GIVEN } from "./page.js";
import { prepare } from "./pack.js";
import { believed, NotBelieved } from "./receipts.js";
import { change, changePhoto, exchange, rows } from "./records.js";
import { kept, photosOf } from "./store.js";

const LOCK = "yingzhou-field-sender";
const AT_ONCE = 3;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 120_000;
const PATIENCE = 90_000;
const SMALLEST_PIECE = 32_768;

/* What a page may show: who is signed in ("?" unknown), whether the network answers, what is on its way, how many bytes. */
export const line = { officer: null, session: "unknown", network: navigator.onLine, sending: new Set(), pause: 0 };
const listeners = new Set();
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("yingzhou-field") : null;
let running = false, again = false, timer = 0, piece = GIVEN.chunk;

export const onChange = (listener) => listeners.add(listener);
export function changed() {
  listeners.forEach((listener) => listener());
  channel?.postMessage("changed");
}
channel?.addEventListener("message", () => listeners.forEach((listener) => listener()));

class Away extends Error {}
class SignedOut extends Error {}

/* Asks the server; a network that fails is Away, a session that is over SignedOut, whatever the address. */
async function asked(address, options = {}) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  let answer;
  try {
    answer = await fetch(address, {
      credentials: "same-origin", redirect: "manual", cache: "no-store", signal: stop.signal, ...options,
      headers: { Accept: "application/json", ...(options.method === "POST" ? { "X-CSRFToken": token() } : {}), ...options.headers },
    });
  } catch {
    throw new Away(address);
  } finally {
    clearTimeout(clock);
  }
  if (answer.status === 401 || answer.type === "opaqueredirect") throw new SignedOut();
  return answer;
}

export function token() {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(GIVEN.csrf_cookie + "="));
  return found ? decodeURIComponent(found.slice(GIVEN.csrf_cookie.length + 1)) : "";
}

async function body(answer) {
  try {
    return await answer.json();
  } catch {
    throw new Away("half an answer");
  }
}

/* Whose session this is; also brings the token that guards what is sent. */
export async function session() {
  try {
    const answer = await asked(GIVEN.addresses.session);
    if (answer.status === 403) Object.assign(line, { session: "not_a_visitor", network: true });
    if (answer.status !== 200) return null;
    const told = await body(answer);
    Object.assign(line, { officer: told.officer, session: "open", network: true });
    return told;
  } catch (error) {
    if (error instanceof SignedOut) Object.assign(line, { officer: null, session: "over", network: true });
    else if (error instanceof Away) line.network = false;
    else throw error;
    return null;
  } finally {
    changed();
  }
}

/* Sends what waits; when the network is away it tries again by itself, later and later.  `now`: a person asked. */
export async function send({ now = false } = {}) {
  if (now) line.pause = 0;
  if (running) { again = true; return; }
  running = true;
  clearTimeout(timer);
  try {
    await alone(sendAll);
  } finally {
    running = false;
    changed();
    if (again) { again = false; send(); }
  }
}

/* Only one page of the phone at a time.  Without Web Locks the server's keys still keep a record from being there twice. */
function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : later(FIRST_PAUSE)));
}

async function sendAll() {
  const { unsent } = await rows();
  const waiting = unsent.filter((row) => row.state === "waiting");
  if (!waiting.length) return;
  const who = await session();
  if (!who) { if (line.session !== "over") later(); return; }
  const mine = waiting.filter((row) => row.officer.id === who.officer.id);
  const left = [...mine];
  let broken = null;
  async function one() {
    while (left.length && !broken) {
      const row = left.shift();
      try {
        await sendOne(row);
        line.pause = 0;
      } catch (error) {
        broken = error;
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  if (broken instanceof SignedOut) Object.assign(line, { session: "over", officer: null });
  else if (broken instanceof Away) {
    line.network = false;
    piece = Math.max(SMALLEST_PIECE, piece / 2); // a line that breaks loses less with smaller pieces
    later();
  }
  else if (broken) throw broken;
  else if ((await rows()).unsent.some((row) => row.state === "waiting" && row.officer.id === who.officer.id)) later();
}

/* Doubles the pause each time, a little off so that many phones do not come at once. */
function later(pause = 0) {
  line.pause = pause || Math.min(LONGEST_PAUSE, line.pause ? line.pause * 2 : FIRST_PAUSE);
  clearTimeout(timer);
  timer = setTimeout(send, line.pause * (0.75 + Math.random() / 2));
}

async function sendOne(row) {
  line.sending.add(row.key);
  changed();
  try {
    const photos = await photosOf(row.key);
    for (const photo of photos.filter((each) => !each.is_sent)) {
      const reason = await sendPhoto(photo);
      if (reason) return void (await settle(row, reason));
    }
    await settle(row, await sendRecord(row, photos));
  } finally {
    line.sending.delete(row.key);
    changed();
  }
}

/* What is written beside the row after an answer; nothing, when the receipt has taken its place. */
async function settle(row, verdict) {
  if (verdict) await change(row.key, { attempts: (row.attempts || 0) + 1, ...verdict });
}

const failed = (status, errors = []) => ({ state: "failed", reason: { status, errors } });
const waits = (status) => ({ state: "waiting", reason: { status, errors: [] } });

async function errorsOf(answer) {
  try {
    return (await answer.json()).errors || [];
  } catch {
    return [];
  }
}

/* Refused for good, or only for now?  What is unknown is for now. */
async function refused(answer) {
  if ([400, 403, 404, 413, 415, 422].includes(answer.status)) return failed(answer.status, await errorsOf(answer));
  return waits(answer.status);
}

/* Sends a photo in pieces from where the server is; null when it has the whole of it. */
async function sendPhoto(photo) {
  const address = GIVEN.addresses.photo.replace(GIVEN.any_id, photo.key);
  let offset = photo.sent ? await offsetOf(address) : 0;
  let strayed = 0;
  if (!photo.sent) await changePhoto(photo.key, { sent: 1 });
  while (true) {
    const answer = await asked(address, {
      method: "POST",
      body: photo.original.slice(offset, offset + piece),
      headers: {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(offset),
        "Upload-Length": String(photo.size),
        "X-Content-SHA256": photo.sha256,
        "X-Photo-Kind": photo.kind,
      },
    });
    if (answer.status === 201) {
      const told = await body(answer);
      if (told.sha256 !== photo.sha256) return failed("hash");
      await changePhoto(photo.key, { is_sent: true });
      return null;
    }
    const there = Number(answer.headers.get("Upload-Offset"));
    if ((answer.ok || answer.status === 409) && answer.headers.has("Upload-Offset") && there <= photo.size) {
      strayed = there > offset ? 0 : strayed + 1;
      piece = Math.min(GIVEN.chunk, piece * 2);
      line.pause = 0;
      if (strayed > 3) return answer.status === 409 ? failed(409, await errorsOf(answer)) : waits(answer.status);
      offset = there;
      continue;
    }
    if (answer.status === 409) return failed(409, await errorsOf(answer));
    return refused(answer);
  }
}

async function offsetOf(address) {
  const answer = await asked(address, { method: "HEAD" });
  return answer.ok ? Number(answer.headers.get("Upload-Offset") || 0) : 0;
}

async function sendRecord(row, photos) {
  const address = GIVEN.addresses.visit.replace(GIVEN.any_id, row.key);
  const answer = await asked(address, {
    method: "POST",
    body: JSON.stringify({ ...row.payload, device_now: new Date().toISOString() }),
    headers: { "Content-Type": "application/json" },
  });
  if (answer.status === 409) return conflicting(row, photos, await body(answer));
  if (![200, 201, 202].includes(answer.status)) return refused(answer);
  const told = await body(answer);
  if (!told.receipt || !told.receipt.signature) return (await laterReceipt(row, photos, told)) || waits("no_receipt");
  return take(row, photos, told);
}

/* The record is there, its receipt is not signed yet: asked for once more now, and again when the row is sent again. */
async function laterReceipt(row, photos, told) {
  const answer = await asked(GIVEN.addresses.receipt.replace(GIVEN.any_id, row.key));
  if (answer.status !== 200) return waits("no_receipt");
  const receipt = await body(answer);
  return take(row, photos, { ...told, ...receipt, receipt: receipt.receipt || receipt });
}

async function take(row, photos, told) {
  if (!told.receipt || !told.receipt.signature) return waits("no_receipt");
  let trust;
  try {
    trust = await believed(told, row, photos, await keyFor(told.receipt));
  } catch (error) {
    if (error instanceof NotBelieved) return waits("not_believed");
    throw error;
  }
  await exchange(row, {
    key: row.key,
    officer: row.officer,
    business: row.business,
    number: told.number || "",
    seal: told.seal || "",
    code: told.code || "",
    saved_at: row.saved_at,
    photos: photos.length,
    trust,
    signed: told.receipt.signed,
    signature: told.receipt.signature,
    at: new Date().toISOString(),
  });
  return null;
}

/* The key the receipt names.  A phone that does not know it yet (restored from a file, or the key is new) asks for the pack. */
async function keyFor(receipt) {
  const known = async () => (await kept("keys", {}))[receipt.key];
  const named = (await known()) || ((await prepare()).status === 200 && (await known()));
  return named ? { public: named } : null;
}

async function conflicting(row, photos, told) {
  if (told.error === "photos_missing") {
    const missing = new Set(told.missing || []);
    const here = photos.filter((photo) => missing.has(photo.key));
    if (here.length < missing.size) return failed("photo_gone");
    await Promise.all(here.map((photo) => changePhoto(photo.key, { is_sent: false, sent: 1 })));
    return waits("photos_missing");
  }
  if (told.error === "conflict") return { state: "conflict", reason: { status: 409, errors: [] }, conflict: told.fields || [] };
  return failed(409, told.errors || []);
}

/* Both are on the server: the one it holds, and this one as an amendment or as a second version a person will decide about. */
export async function amend(row, fields, why) {
  const address = GIVEN.addresses.amend.replace(GIVEN.any_id, row.key);
  const answer = await asked(address, {
    method: "POST",
    body: JSON.stringify({ format: "yingzhou-amendment/1", key: crypto.randomUUID(), fields, why }),
    headers: { "Content-Type": "application/json" },
  });
  return { status: answer.status, errors: answer.ok ? [] : await errorsOf(answer) };
}

export { Away, SignedOut };
