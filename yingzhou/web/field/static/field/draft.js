/* The draft on the screen: kept after every change, one save after the other, and counted in taps and seconds. */

import { say, tell } from "./page.js";
import { time } from "./moments.js";
import { Elsewhere, keepDraft, record as recordOf } from "./records.js";
import { Full, photosOf } from "./store.js";

export const at = { record: null, photos: new Map(), since: 0, trouble: "" };
let line = Promise.resolve(), late = 0, waiting = { photos: [], gone: [] };

/* Opens a draft; null where there is none any more (sent, thrown away, or never there). */
export async function opened(key) {
  if (at.record && at.record.key === key) return at.record;
  await settled();
  const found = await recordOf(key);
  if (!found || found.state !== "draft") return null;
  hold(found, await photosOf(key));
  return found;
}

export function hold(record, photos = []) {
  Object.assign(at, { record, photos: new Map(photos.map((photo) => [photo.key, photo])), since: performance.now(), trouble: "" });
}

export function letGoOf() { Object.assign(at, { record: null, photos: new Map(), trouble: "" }); }

/* Something was changed: kept now, or with the next change while somebody types. */
export function changed({ photos = [], gone = [], soon = false } = {}) {
  waiting.photos.push(...photos);
  waiting.gone.push(...gone);
  for (const photo of photos) at.photos.set(photo.key, photo);
  for (const key of gone) at.photos.delete(key);
  clearTimeout(late);
  if (soon) late = setTimeout(keepNow, 300);
  else return keepNow();
  return line;
}

function keepNow() {
  clearTimeout(late);
  late = 0;
  const { record } = at;
  if (!record) return line;
  const { photos, gone } = waiting;
  waiting = { photos: [], gone: [] };
  line = line.then(async () => {
    try {
      await keepDraft(record, photos, gone);
      at.trouble = "";
    } catch (error) {
      waiting.photos.unshift(...photos);
      waiting.gone.unshift(...gone);
      at.trouble = error instanceof Full ? "full" : error instanceof Elsewhere ? "elsewhere" : "not_kept";
      tell(say(at.trouble), "late");
    }
    document.dispatchEvent(new CustomEvent("yz:kept"));
  });
  return line;
}

/* Everything that was changed is on the disk, or `at.trouble` says why not. */
export async function settled() {
  if (late) keepNow();
  await line;
}

addEventListener("pagehide", () => { if (late) keepNow(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && late) keepNow(); });

export function keptWords() {
  if (!at.record || !at.record.rev) return "";
  return at.trouble ? say(at.trouble) : say("draft_kept", { at: time(at.record.updated_at) });
}

/* A tap is a press on something, or one stroke of a signature; typing is none.  A label's press is counted once. */
document.addEventListener("click", (event) => {
  if (!at.record || !event.target.closest) return;
  const pressed = event.target.closest("button, a, summary") || (event.target.matches("input[type=radio], input[type=checkbox], input[type=file]") && event.target);
  if (pressed) counted();
}, true);

export function counted() {
  at.record.taps += 1;
  meter();
}

export function meter() {
  if (!at.record) return;
  for (const place of document.querySelectorAll("[data-taps]")) place.textContent = at.record.taps;
  for (const place of document.querySelectorAll("[data-seconds]")) place.textContent = seconds();
}

export const seconds = () => Math.max(0, Math.round((Date.now() - Date.parse(at.record.began_at)) / 1000));
setInterval(meter, 1000);
