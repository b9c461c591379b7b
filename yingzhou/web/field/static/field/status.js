/* Whether there is a network, how much is unsent and for how long: on every screen, in one line under its head. */

import { chip, say } from "./page.js";
import { minutesSince } from "./moments.js";
import { rows } from "./records.js";
import { line, onChange } from "./sender.js";

export function age(minutes) {
  if (minutes < 1) return say("age_now");
  if (minutes < 60) return say("age_minutes", { n: minutes });
  if (minutes < 48 * 60) return say("age_hours", { n: Math.floor(minutes / 60) });
  return say("age_days", { n: Math.floor(minutes / 1440) });
}

export async function refresh() {
  const { unsent, drafts } = await rows();
  const bar = document.getElementById("unsent");
  bar.hidden = false;
  bar.classList.toggle("is-some", unsent.length > 0);
  bar.textContent = unsent.length ? unsentWords(unsent) : say(drafts.length ? "all_sent_but_drafts" : "all_sent", { n: drafts.length });
  for (const place of document.querySelectorAll("[data-unsent]")) {
    place.hidden = !unsent.length;
    place.textContent = unsent.length;
    place.setAttribute("aria-label", say("count", { n: unsent.length }));
  }
  const net = document.getElementById("net");
  if (!line.network) net.replaceChildren(chip(say("offline"), "tbd", "cloud-off"));
  else if (line.sending.size) net.replaceChildren(chip(say("sending"), "line", "upload"));
  else if (line.session === "over") net.replaceChildren(chip(say("signed_out"), "soon", "lock"));
  else net.replaceChildren();
}

function unsentWords(unsent) {
  const stuck = unsent.filter((row) => row.state !== "waiting").length;
  const oldest = age(Math.max(...unsent.map((row) => minutesSince(row.saved_at))));
  return say(stuck ? "unsent_stuck" : "unsent", { n: unsent.length, age: oldest, stuck });
}

onChange(refresh);
setInterval(refresh, 30_000);
