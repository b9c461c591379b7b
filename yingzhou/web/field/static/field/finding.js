/* Step 2: one thing found.  A phrase by its words, pinyin or initials; a photo; how bad; until when. */

import { GRADES, gradeWords } from "./business.js";
import { at, changed, meter } from "./draft.js";
import { fill, frame, made, say, show } from "./page.js";
import { dayLater, dayShort, readDay } from "./moments.js";
import { addressOf, letGo } from "./photos.js";
import { add, loaded, takeIn } from "./visit.js";

const SHOWN = 6;
const DAYS = [0, 3, 7];

export async function finding(key, number) {
  const here = await loaded(key);
  if (!here) return;
  const { record } = here;
  const one = record.told.findings[number - 1];
  if (!one) return void location.replace(`#/v/${record.key}/${record.told.findings.length ? 3 : 1}`);
  const item = here.list && here.list.items.find((each) => each.code === one.item);
  letGo();
  const screen = made("finding");
  screen.addEventListener("submit", (event) => event.preventDefault());
  phrases(screen, here, one, item);
  shots(screen, record, one);
  grades(screen, one);
  days(screen, one);
  const more = screen.querySelector("#more");
  more.value = one.more;
  more.addEventListener("input", () => { one.more = more.value; changed({ soon: true }); });
  fill(screen, { article: item && item.article ? say("article", { text: item.article }) : null });
  screen.querySelector("[data-act=remove]").addEventListener("click", () => remove(record, one));
  const n = record.told.findings.length;
  frame({
    title: one.title || say("outside_title"),
    under: [say("nth", { i: number, n }), record.business.name].join(" · "),
    back: number > 1 ? `#/v/${record.key}/2/${number - 1}` : `#/v/${record.key}/1`,
    foot: foot(record, one, number),
  });
  show(screen);
  meter();
}

/* Taken off the record with its photos; the tick goes too. */
function remove(record, one) {
  record.told.findings = record.told.findings.filter((each) => each !== one);
  if (one.item && !record.told.findings.some((each) => each.item === one.item)) record.told.issues = record.told.issues.filter((code) => code !== one.item);
  changed({ gone: one.photos });
  location.hash = `#/v/${record.key}/1`;
}

/* ── what is the matter ── */

function known(pack, item) {
  const of = new Map();
  const put = (phrase) => { if (!of.has(phrase.text)) of.set(phrase.text, phrase); };
  if (item) (item.finding_templates || []).forEach((text) => put({ text, pinyin: "", initials: "", item: item.code, grade: item.grade }));
  pack.phrases.forEach(put);
  return [...of.values()];
}

export function matching(phrases, typed, code) {
  const asked = typed.trim().toLowerCase().replace(/[\s']/g, "");
  if (!asked) return phrases.filter((phrase) => phrase.item === code || !code).slice(0, SHOWN);
  const found = phrases.filter((phrase) => phrase.text.includes(asked) || flat(phrase.pinyin).includes(asked) || (phrase.initials || "").startsWith(asked));
  const own = (phrase) => (phrase.item === code ? 0 : 1);
  return found.sort((one, other) => own(one) - own(other)).slice(0, SHOWN);
}

const flat = (pinyin) => (pinyin || "").replace(/[\s']/g, "");

function phrases(screen, { pack, list }, one, item) {
  const all = known(pack, item);
  const box = screen.querySelector("#say");
  const drawn = () => {
    const found = matching(all, box.value, one.item);
    if (!box.value && one.text && !found.some((phrase) => phrase.text === one.text)) found.unshift({ text: one.text });
    fill(screen, {
      phrases: found.map((phrase, n) => phraseLine(phrase, n, one, () => chosen(phrase))),
      own: box.value.trim() ? say("own_words", { text: box.value.trim() }) : null,
    });
  };
  const chosen = (phrase) => {
    one.text = phrase.text;
    const of = phrase.item && list ? list.items.find((each) => each.code === phrase.item) : null;
    if (!one.item && of) Object.assign(one, { title: one.title || "", grade: one.grade || of.grade });
    if (phrase.grade && !one.grade) one.grade = phrase.grade;
    changed();
    mark(screen, one);
  };
  box.addEventListener("input", drawn);
  screen.querySelector("[data-act=own]").addEventListener("click", () => {
    one.text = box.value.trim().slice(0, 400);
    box.value = "";
    changed();
    drawn();
  });
  drawn();
}

function phraseLine(phrase, n, one, chosen) {
  const box = fill(made("phrase"), { text: phrase.text, grade: phrase.grade ? gradeWords(phrase.grade) : null });
  const input = box.querySelector("input");
  input.id = "p-" + n;
  box.querySelector("label").htmlFor = input.id;
  input.checked = phrase.text === one.text;
  input.addEventListener("change", chosen);
  return box;
}

function mark(screen, one) {
  for (const input of screen.querySelectorAll("[data-slot=grades] input")) input.checked = input.value === one.grade;
}

/* ── photos ── */

export function shots(screen, record, one) {
  const drawn = () => {
    const finder = fill(made("finder"), { hint: one.photos.length ? say("shoot_more") : say("shoot") });
    const input = finder.querySelector("input");
    input.setAttribute("aria-label", say(one.photos.length ? "shoot_more" : "shoot"));
    input.addEventListener("change", async () => {
      const photos = await takeIn(input, record, "finding");
      one.photos.push(...photos.map((photo) => photo.key));
      await changed({ photos });
      drawn();
    });
    fill(screen, { shots: [...one.photos.map((key) => shot(key, () => { one.photos = one.photos.filter((each) => each !== key); changed({ gone: [key] }); drawn(); })), finder] });
  };
  drawn();
}

export function shot(key, drop = null) {
  const box = made("shot");
  const photo = at.photos.get(key);
  const picture = box.querySelector("img");
  if (photo) picture.src = addressOf(photo.rendition);
  picture.alt = say("photo");
  const button = box.querySelector("button");
  button.hidden = !drop;
  button.setAttribute("aria-label", say("drop_photo"));
  if (drop) button.addEventListener("click", drop);
  return box;
}

/* ── how bad, until when ── */

export function choices(name, options, now, chosen) {
  return options.map(([value, told], n) => {
    const box = fill(made("choice"), { text: told });
    const input = box.querySelector("input");
    Object.assign(input, { name, value, id: `${name}-${n}`, checked: value === now });
    box.querySelector("label").htmlFor = input.id;
    input.addEventListener("change", () => chosen(value));
    return box;
  });
}

function grades(screen, one) {
  fill(screen, { grades: choices("grade", GRADES.map((grade) => [grade, gradeWords(grade)]), one.grade, (grade) => { one.grade = grade; changed(); }) });
}

function days(screen, one) {
  const set = DAYS.map((days) => [dayLater(days), days ? say("days", { n: days }) : say("this_day")]);
  const isOther = Boolean(one.by) && !set.some(([value]) => value === one.by);
  const other = screen.querySelector("#other");
  const say_ = () => fill(screen, { other_said: one.by ? say("by_day", { on: dayShort(one.by) }) : say("day_hint") });
  fill(screen, {
    days: choices("by", [...set, ["other", say("other_day")]], isOther ? "other" : one.by, (value) => {
      fill(screen, { other: value === "other" });
      if (value === "other") other.focus();
      else { one.by = value; changed(); }
    }),
    other: isOther,
  });
  other.value = isOther ? one.by.slice(5).replace("-", "") : "";
  say_();
  other.addEventListener("input", () => { one.by = readDay(other.value); changed({ soon: true }); say_(); });
}

/* ── the foot ── */

/* The beginning of a long name, for a button. */
function brief(title) {
  const [head] = title.split(/[，、：（,:(]/);
  return head.length > 8 ? head.slice(0, 7) + "…" : head;
}

function foot(record, one, number) {
  const box = made("dock");
  const next = record.told.findings[number];
  const before = record.told.findings[number - 2];
  fill(box, { first: next ? say("next", { what: brief(next.title || say("outside_title")) }) : say("to_owner"), second: say(before ? "as_before" : "one_more") });
  box.querySelector("[data-act=first]").addEventListener("click", () => {
    location.hash = next ? `#/v/${record.key}/2/${number + 1}` : `#/v/${record.key}/3`;
  });
  box.querySelector("[data-act=second]").addEventListener("click", () => {
    if (before) {
      Object.assign(one, { text: before.text, more: before.more, grade: before.grade, by: before.by });
      changed();
      finding(record.key, number);
    } else {
      add(record, null);
      changed();
      location.hash = `#/v/${record.key}/2/${record.told.findings.length}`;
    }
  });
  return box;
}
