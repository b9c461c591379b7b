/* The person, the phone, the file to take away, and leaving: the phone is emptied only when nothing unsent is on it. */

import { exportNow } from "./queue.js";
import { NotAQueue, restored } from "./carry.js";
import { ask, fill, frame, GIVEN, made, say, show, tell, text } from "./page.js";
import { dayShort, minutesSince } from "./moments.js";
import { forget, pack as thePack } from "./pack.js";
import { rows } from "./records.js";
import { changed as queueChanged, line, send, session, token } from "./sender.js";
import { age } from "./status.js";
import { Full, wipe } from "./store.js";
import { prepared, preparedWords } from "./today.js";

export async function me({ anew = false } = {}) {
  const pack = await thePack();
  const screen = fill(made("me"), { facts: await facts(pack), prepared: pack ? preparedWords(pack) : say("not_prepared") });
  for (const field of screen.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token();
  screen.querySelector("[data-act=prepare]").addEventListener("click", (event) => prepared(event.currentTarget, () => me({ anew: true })));
  screen.querySelector("[data-act=export]").addEventListener("click", exportNow);
  screen.querySelector("[data-restore]").addEventListener("change", (event) => restore(event.currentTarget));
  screen.querySelector("[data-act=out]").addEventListener("click", leave);
  frame({ title: say("me"), under: pack ? pack.officer.name : "", tab: "me" });
  show(screen, { anew });
}

async function facts(pack) {
  const { unsent, drafts } = await rows();
  const room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : null;
  return [
    [say("f_name"), pack ? `${pack.officer.name} · ${pack.station}` : line.officer ? line.officer.name : say("nothing")],
    [say("f_day"), pack ? dayShort(pack.day) : say("nothing")],
    [say("f_unsent"), say("unsent_and_drafts", { n: unsent.length, drafts: drafts.length })],
    [say("f_room"), room ? say("room", { used: mib(room.usage), all: mib(room.quota) }) : say("nothing")],
    [say("f_edition"), GIVEN.edition],
  ].map(([name, value]) => fill(made("fact"), { name, value }));
}

const mib = (bytes) => (bytes / 1_048_576).toFixed(bytes > 10_485_760 ? 0 : 1);

async function restore(input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  try {
    const { taken, known, damaged } = await restored(file);
    tell(say(damaged ? "restored_damaged" : "restored", { taken, known, damaged }), damaged ? "late" : "done");
  } catch (error) {
    if (!(error instanceof NotAQueue || error instanceof Full)) throw error;
    tell(say(error instanceof Full ? "full" : "not_a_queue"), "late");
  }
  queueChanged();
  me({ anew: true });
  send({ now: true });
}

/* Leaves only when everything has its receipt; otherwise says what has not, and offers the two ways out. */
async function leave() {
  const { unsent, drafts } = await rows();
  const left = [...unsent, ...drafts];
  if (left.length) {
    const chosen = await ask("ask-out", {
      what: say("out_what", { n: unsent.length, drafts: drafts.length }),
      list: left.slice(0, 8).map((row) => text("li", `${row.business.name} · ${age(minutesSince(row.saved_at || row.updated_at))}`)),
    });
    if (chosen === "send") { await send({ now: true }); return void (location.hash = "#/queue"); }
    if (chosen === "export") await exportNow();
    return;
  }
  await session();
  if (line.session === "open" && !(await signedOut())) return tell(say("out_offline"), "late");
  if (line.session !== "open" && !line.network) return tell(say("out_offline"), "late");
  await wipe();
  forget();
  await emptied();
  location.replace(GIVEN.addresses.sign_in);
}

async function signedOut() {
  try {
    const answer = await fetch(GIVEN.addresses.sign_out, { method: "POST", headers: { "X-CSRFToken": token() }, credentials: "same-origin", redirect: "manual" });
    return answer.type === "opaqueredirect" || answer.ok;
  } catch {
    return false;
  }
}

async function emptied() {
  if (!navigator.serviceWorker) return;
  for (const name of await caches.keys()) if (name.startsWith("yingzhou-field-")) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) if (worker.scope.endsWith(GIVEN.addresses.here)) await worker.unregister();
}
