/* The day's pack: fetched by one tap, kept for the whole day.  The page reads only what is kept, never the network. */

import { GIVEN } from "./page.js";
import { day } from "./moments.js";
import { kept, write } from "./store.js";

const PACK = "pack";
let held = null;

/* The pack on the phone, of the officer who prepared it; none for anybody else. */
export async function pack() {
  held ??= await kept(PACK);
  return held;
}

export function forget() { held = null; }

/* Fetches the pack anew; gives it, or the status that kept it away (0: no network). */
export async function prepare(fetched = fetch) {
  const before = await kept(PACK);
  const on = day();
  const same = before && before.day === on && before.etag;
  let answer;
  try {
    answer = await fetched(`${GIVEN.addresses.pack}?day=${on}`, {
      headers: same ? { "If-None-Match": before.etag, Accept: "application/json" } : { Accept: "application/json" },
      credentials: "same-origin", redirect: "manual", cache: "no-store",
    });
  } catch {
    return { status: 0 };
  }
  if (answer.status === 304) return { status: 200, pack: before };
  if (answer.status !== 200) return { status: answer.type === "opaqueredirect" ? 401 : answer.status };
  let made;
  try {
    made = { ...(await answer.json()), etag: answer.headers.get("ETag") || "", fetched_at: new Date().toISOString() };
  } catch {
    return { status: 0 };
  }
  await write("kept", (of) => {
    of.kept.put({ name: PACK, value: made });
    of.kept.put({ name: "keys", value: Object.fromEntries((made.keys || []).map((key) => [key.id, key.public])) });
  });
  held = made;
  return { status: 200, pack: made };
}

/* Whether the page itself would open without a network. */
export async function pageIsKept() {
  if (!navigator.serviceWorker) return false;
  const waited = new Promise((give) => { setTimeout(give, 8000, null); });
  const ready = await Promise.race([navigator.serviceWorker.ready, waited]);
  return Boolean(ready && ready.active && (await caches.match(GIVEN.addresses.here, { ignoreSearch: true })));
}

