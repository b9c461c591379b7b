/* Keeps the page and its files, so that it opens without a network.  It never touches what the phone has recorded: records
   live in the page's own store, and sending is the page's business.  A new edition waits until the person says so. */

const { edition, page, files } = self.KEPT;
const HERE = "yingzhou-field-" + edition;

self.addEventListener("install", (event) => event.waitUntil(lay()));

async function lay() {
  const place = await caches.open(HERE);
  const answer = await fetch(page, { credentials: "same-origin", cache: "reload", redirect: "manual" });
  if (!answer.ok) throw new Error("the page is not to be had: " + answer.status);
  await Promise.all([place.put(page, answer), ...files.map((file) => place.add(new Request(file, { cache: "reload" })))]);
}

self.addEventListener("activate", (event) => event.waitUntil(clear()));

async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("yingzhou-field-") && name !== HERE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  if (event.data === "anew") event.waitUntil(lay().then(() => event.source.postMessage("laid"), () => {}));
});

self.addEventListener("fetch", (event) => {
  const asked = new URL(event.request.url);
  if (event.request.method !== "GET" || asked.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" ? asked.pathname === page : files.includes(asked.pathname)) event.respondWith(answered(event.request));
});

async function answered(request) {
  const place = await caches.open(HERE);
  const held = await place.match(request.mode === "navigate" ? page : request, { ignoreSearch: true });
  return held || fetch(request);
}
