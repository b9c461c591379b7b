/* What the phone keeps, in IndexedDB.  Every write waits until the disk has it ("strict"): only then may a page say "saved".
   A record is one row with its state, so that it is never in two places and never in none. */

const NAME = "yingzhou-field";
const LAYOUT = 1;
const STRICT = { durability: "strict" };
/* kept: small things by name · visits: drafts and records not yet sent · photos · receipts: what the server signed for */
const STORES = { kept: "name", visits: "key", photos: "key", receipts: "key" };

let opening = null;

export class Full extends Error {}
export class Newer extends Error {}

export function open() {
  opening ??= new Promise((give, refuse) => {
    const asked = indexedDB.open(NAME, LAYOUT);
    asked.onupgradeneeded = () => lay(asked.result);
    asked.onsuccess = () => {
      const base = asked.result;
      base.onversionchange = () => { base.close(); opening = null; };
      base.onclose = () => { opening = null; };
      give(base);
    };
    asked.onerror = () => { opening = null; refuse(told(asked.error)); };
    asked.onblocked = () => refuse(new Newer("blocked"));
  });
  return opening;
}

function lay(base) {
  for (const [store, keyPath] of Object.entries(STORES)) {
    if (base.objectStoreNames.contains(store)) continue;
    const made = base.createObjectStore(store, { keyPath });
    if (store === "photos") made.createIndex("visit", "visit");
  }
}

function told(error) {
  if (error && error.name === "QuotaExceededError") return new Full(error.message);
  if (error && error.name === "VersionError") return new Newer(error.message);
  return error || new Error("store");
}

/* All of `work` or nothing; resolves when it is on the disk. */
export async function write(stores, work) {
  const base = await open();
  return new Promise((give, refuse) => {
    let answer;
    const act = base.transaction(stores, "readwrite", STRICT);
    act.oncomplete = () => give(answer);
    act.onerror = (event) => { event.preventDefault(); };
    act.onabort = () => refuse(told(act.error));
    const of = Object.fromEntries([].concat(stores).map((store) => [store, act.objectStore(store)]));
    try {
      work(of, (value) => { answer = value; }, (error) => { act.abort(); refuse(error); });
    } catch (error) {
      act.abort();
      refuse(told(error));
    }
  });
}

async function asked(store, ask) {
  const base = await open();
  return new Promise((give, refuse) => {
    const request = ask(base.transaction(store, "readonly").objectStore(store));
    request.onsuccess = () => give(request.result);
    request.onerror = () => refuse(told(request.error));
  });
}

export const one = (store, key) => asked(store, (rows) => rows.get(key));
export const all = (store) => asked(store, (rows) => rows.getAll());
export const photosOf = (visit) => asked("photos", (rows) => rows.index("visit").getAll(visit));
export const photoKeysOf = (visit) => asked("photos", (rows) => rows.index("visit").getAllKeys(visit));

export async function kept(name, otherwise = null) {
  const row = await one("kept", name);
  return row ? row.value : otherwise;
}

export const keep = (name, value) => write("kept", (of) => of.kept.put({ name, value }));

/* The whole store, gone.  Whoever calls this has asked first whether anything unsent is in it. */
export async function wipe() {
  const base = await open();
  base.close();
  opening = null;
  await new Promise((give, refuse) => {
    const gone = indexedDB.deleteDatabase(NAME);
    gone.onsuccess = () => give();
    gone.onerror = () => refuse(told(gone.error));
    gone.onblocked = () => give();
  });
}
