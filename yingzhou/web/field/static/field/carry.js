/* The queue as a file, and back: for the day a phone breaks or goes to someone else.  The file holds names and photos;
   the page says so.  Photos are checked by their hash on the way in; what has a receipt already is not taken in again. */

import { digest } from "./photos.js";
import { SCHEMA } from "./records.js";
import { all, one, photosOf, write } from "./store.js";

export const FORMAT = "yingzhou-queue/1";

export class NotAQueue extends Error {}

/* A file of every record and draft on the phone, put together piece by piece. */
export async function exported() {
  const records = await all("visits");
  const pieces = [`{"format":${JSON.stringify(FORMAT)},"made_at":${JSON.stringify(new Date().toISOString())},"records":[`];
  for (const [place, row] of records.entries()) {
    pieces.push(place ? "," : "", '{"record":', JSON.stringify(row), ',"photos":[');
    for (const [n, photo] of (await photosOf(row.key)).entries()) {
      const { original, rendition, ...facts } = photo;
      pieces.push(n ? "," : "", JSON.stringify({ ...facts, sent: 0, is_sent: false, original: await base64(original), rendition: await base64(rendition) }));
    }
    pieces.push("]}");
  }
  pieces.push("]}");
  return { file: new Blob(pieces, { type: "application/json" }), count: records.length };
}

function base64(blob) {
  return new Promise((give, refuse) => {
    const reader = new FileReader();
    reader.onload = () => give(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => refuse(reader.error);
    reader.readAsDataURL(blob);
  });
}

async function blob(text, type) {
  const bytes = await new Promise((give) => {
    setTimeout(() => give(Uint8Array.from(atob(text), (char) => char.charCodeAt(0))), 0);
  });
  return new Blob([bytes], { type });
}

/* { taken, known, damaged }: how many came in, were there already or had their receipt, and cannot be what they were. */
export async function restored(file) {
  let told;
  try {
    told = JSON.parse(await file.text());
  } catch {
    throw new NotAQueue();
  }
  if (told.format !== FORMAT || !Array.isArray(told.records)) throw new NotAQueue();
  const counted = { taken: 0, known: 0, damaged: 0 };
  for (const { record, photos } of told.records) counted[await takeIn(record, photos)] += 1;
  return counted;
}

async function takeIn(record, photos) {
  if (!record || record.schema > SCHEMA || !Array.isArray(photos)) return "damaged";
  if ((await one("visits", record.key)) || (await one("receipts", record.key))) return "known";
  const made = [];
  for (const { original, rendition, ...facts } of photos) {
    const whole = await blob(original, facts.type);
    if ((await digest(await whole.arrayBuffer())) !== facts.sha256) return "damaged";
    made.push({ ...facts, original: whole, rendition: await blob(rendition, "image/jpeg") });
  }
  await write(["visits", "photos"], (of) => {
    of.visits.put(record);
    made.forEach((photo) => of.photos.put(photo));
  });
  return "taken";
}
