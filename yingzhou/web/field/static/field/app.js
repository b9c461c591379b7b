/* The phone's program: chooses the screen by what stands after the #, keeps the page's edition, sends when it can. */

import { business } from "./business.js";
import { confirm } from "./confirm.js";
import { letGoOf, settled } from "./draft.js";
import { finding } from "./finding.js";
import { fill, frame, GIVEN, icon, made, say, show, slot, tell } from "./page.js";
import { empty } from "./cards.js";
import { letGo } from "./photos.js";
import { me } from "./me.js";
import { one, queue } from "./queue.js";
import { refresh } from "./status.js";
import { rows } from "./records.js";
import { line, onChange, send, session } from "./sender.js";
import { keep, kept, Newer } from "./store.js";
import { find, today } from "./today.js";
import { begin, visit } from "./visit.js";

const SCREENS = [
  [/^\/?$/, (_all, how) => today(how)],
  [/^\/find$/, () => find()],
  [/^\/note$/, () => find({ begins: true })],
  [/^\/b\/([0-9a-f-]{36})$/, ([, pid]) => business(pid)],
  [/^\/new\/([0-9a-f-]{36})$/, ([, pid]) => begin(pid)],
  [/^\/v\/([0-9a-f-]{36})\/1$/, ([, key], how) => visit(key, how)],
  [/^\/v\/([0-9a-f-]{36})\/2\/(\d+)$/, ([, key, n]) => finding(key, Number(n))],
  [/^\/v\/([0-9a-f-]{36})\/3$/, ([, key]) => confirm(key)],
  [/^\/queue$/, (_all, how) => queue(how)],
  [/^\/queue\/([0-9a-f-]{36})$/, ([, key], how) => one(key, how)],
  [/^\/me$/, (_all, how) => me(how)],
];
/* Screens that show what the network does, and are drawn again when that changes. */
const LIVING = /^\/?$|^\/queue/;
let turn = 0;

async function go(how = {}) {
  const mine = ++turn;
  const path = decodeURI(location.hash.slice(1));
  try {
    if (line.session === "over") await covered();
    else {
      if (!path.startsWith("/v/") && !path.startsWith("/new/")) { await settled(); letGoOf(); letGo(); }
      const [match, screen] = SCREENS.map(([shape, screen]) => [path.match(shape), screen]).find(([match]) => match) || [null, null];
      if (screen) await screen(match, how);
      else location.replace("#/");
    }
    if (mine === turn) await refresh();
  } catch (error) {
    if (mine === turn) broken(error);
    throw error;
  }
}

/* The store will not open, or something of ours is wrong: said in words, with what is safe and what to do. */
function broken(error) {
  frame({ title: say("broken"), tab: "" });
  show(empty({ title: say(error instanceof Newer ? "store_newer" : "broken"), words: say(error instanceof Newer ? "store_newer_text" : "broken_text"), drawn: icon("alert-triangle") }));
}

/* The session is over: nothing of the records is shown until its owner is back; all of it stays. */
async function covered() {
  const { unsent, drafts } = await rows();
  const screen = fill(made("cover"), { kept: say("cover_kept", { n: unsent.length, drafts: drafts.length }) });
  const back = GIVEN.addresses.here + location.hash;
  slot(screen, "in").href = `${GIVEN.addresses.sign_in}?next=${encodeURIComponent(back)}`;
  screen.querySelector("[data-act=try]").addEventListener("click", again);
  frame({ title: say("signed_out"), foot: document.createElement("div") });
  show(screen);
}

async function again() {
  await session();
  if (line.session === "over") return tell(say("signed_out"), "soon");
  await go();
  send({ now: true });
}

/* ── when something changes ── */

let before = line.session;

onChange(() => {
  const path = location.hash.slice(1);
  if (line.session !== before) {
    const wasOver = before === "over";
    before = line.session;
    if (line.session === "over" || wasOver) return void go();
  }
  if (LIVING.test(path) && !document.querySelector("dialog[open]") && !drawing) {
    drawing = true;
    setTimeout(async () => { drawing = false; if (LIVING.test(location.hash.slice(1))) await go({ anew: true }); }, 120);
  }
});
let drawing = false;

addEventListener("hashchange", () => go());
addEventListener("online", () => { line.network = true; look(); });
addEventListener("offline", () => { line.network = false; if (line.session === "over") line.session = "unknown"; go({ anew: true }); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") send({ now: true }); });
addEventListener("unhandledrejection", (event) => { if (event.reason && event.reason.name !== "AbortError") tell(say("broken_text"), "late"); });

/* ── the page's own edition ── */

async function keepPage() {
  if (!navigator.serviceWorker) return;
  const worker = await navigator.serviceWorker.register(GIVEN.addresses.worker, { scope: GIVEN.addresses.here, updateViaCache: "none" });
  const offer = () => { if (worker.waiting && navigator.serviceWorker.controller) offered(worker); };
  offer();
  worker.addEventListener("updatefound", () => worker.installing && worker.installing.addEventListener("statechange", offer));
}

let takingOver = false;

function offered(worker) {
  const place = document.getElementById("newer");
  const box = made("newer");
  box.querySelector("[data-act=newer]").addEventListener("click", async () => {
    await settled();
    takingOver = true;
    worker.waiting.postMessage("take over");
  });
  place.replaceChildren(box);
}

navigator.serviceWorker?.addEventListener("controllerchange", () => { if (takingOver) location.reload(); });
navigator.serviceWorker?.addEventListener("message", (event) => { if (event.data === "laid") location.reload(); });

/* How the person likes the page.  The page kept on the phone may be in the other language: then it is fetched anew. */
async function likes(told) {
  const root = document.documentElement;
  root.setAttribute("data-bs-theme", told.theme);
  root.setAttribute("data-yz-size", told.size);
  await keep("look", { theme: told.theme, size: told.size });
  const wanted = told.language === "zh-hans" ? "zh-CN" : told.language;
  if (root.lang !== wanted && navigator.serviceWorker?.controller) navigator.serviceWorker.controller.postMessage("anew");
}

async function look() {
  const told = await session();
  if (told) {
    await likes(told);
    await send();
  }
}

async function start() {
  const like = await kept("look");
  if (like) {
    document.documentElement.setAttribute("data-bs-theme", like.theme);
    document.documentElement.setAttribute("data-yz-size", like.size);
  }
  await go();
  keepPage().catch(() => {}); // without it the page needs a network to open; preparing says so
  await look();
}

start();
