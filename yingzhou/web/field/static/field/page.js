/* The page as a set of templates: cloned, filled in, shown.  The words come from the server in the language of the page. */

export const GIVEN = JSON.parse(document.getElementById("given").textContent);

/* A sentence by name, its %(name)s filled in. */
export function say(name, values = {}) {
  const sentence = GIVEN.words[name];
  if (sentence === undefined) throw new Error("no words: " + name);
  return sentence.replace(/%\((\w+)\)s/g, (_all, key) => String(values[key] ?? ""));
}

export function made(id) {
  return document.getElementById("t-" + id).content.firstElementChild.cloneNode(true);
}

/* Puts values into the slots of a clone: a text, a node, a list of nodes; null or false hides the slot, true shows it as it is. */
export function fill(root, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const slot of slots(root, name)) put(slot, value);
  }
  return root;
}

function slots(root, name) {
  const found = [...root.querySelectorAll(`[data-slot="${name}"]`)];
  if (root.dataset && root.dataset.slot === name) found.push(root);
  return found;
}

export const slot = (root, name) => slots(root, name)[0];

function put(slot, value) {
  const nothing = value === null || value === undefined || value === false || value === "" || (Array.isArray(value) && !value.length);
  slot.hidden = nothing;
  if (nothing || value === true) return;
  if (Array.isArray(value)) slot.replaceChildren(...value);
  else if (value instanceof Node) slot.replaceChildren(value);
  else slot.textContent = value;
}

export function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${GIVEN.icons}#i-${name}`);
  drawing.setAttribute("class", "i");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  drawing.append(use);
  return drawing;
}

export function chip(text, tone = "line", drawn = "") {
  const made = document.createElement("span");
  made.className = "yz-chip yz-chip--" + tone;
  if (drawn) made.append(icon(drawn));
  made.append(text);
  return made;
}

export function text(tag, words, css = "") {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.textContent = words;
  return made;
}

/* What a screen puts around itself: the head, what is under it, and the foot (the tab bar unless it brings a dock). */
export function frame({ title, under = "", back = "", foot = null, tab = "" }) {
  document.title = `${title} · ${say("yingzhou")}`;
  document.getElementById("title").textContent = title;
  document.getElementById("under").textContent = under;
  const lead = document.getElementById("back");
  lead.hidden = !back;
  document.getElementById("mark").hidden = Boolean(back);
  if (back) lead.href = back;
  const place = document.getElementById("foot");
  place.replaceChildren(foot || tabs(tab));
}

function tabs(current) {
  const bar = made("tabs");
  const here = bar.querySelector(`[data-tab="${current}"]`);
  if (here) here.setAttribute("aria-current", "page");
  return bar;
}

/* The screen itself; the reader is taken to its beginning, unless it only drew itself anew. */
export function show(nodes, { anew = false } = {}) {
  const main = document.getElementById("main");
  const at = window.scrollY;
  main.replaceChildren(...[].concat(nodes).filter(Boolean));
  if (anew) window.scrollTo(0, at);
  else {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

/* One sentence for a moment, read out by a screen reader. */
export function tell(words, tone = "done") {
  const place = document.getElementById("told");
  place.className = "yz-told yz-told--" + tone;
  place.textContent = words;
  place.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { place.hidden = true; }, tone === "done" ? 6000 : 12000);
}

/* A question over the page; resolves to the value of the button pressed, "" when it was left. */
export function ask(id, values = {}) {
  const box = fill(made(id), values);
  document.body.append(box);
  return new Promise((give) => {
    box.addEventListener("close", () => { box.remove(); give(box.returnValue); });
    box.addEventListener("cancel", () => { box.returnValue = ""; });
    box.showModal();
  });
}
