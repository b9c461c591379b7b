/* Days and times: written short, read as people type them (1122 0900, 11-22, 9:05). */

const ZONE = "Asia/Shanghai";
const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function of(moment) {
  return Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
}

export function day(moment = new Date()) {
  const at = of(moment);
  return `${at.year}-${at.month}-${at.day}`;
}

export function time(moment) {
  const at = of(new Date(moment));
  return `${at.hour}:${at.minute}`;
}

export const dayShort = (iso) => (iso ? `${Number(iso.slice(5, 7))}-${Number(iso.slice(8, 10))}` : "");

export function dayLater(days, from = day()) {
  return new Date(Date.parse(from + "T12:00:00Z") + days * 86_400_000).toISOString().slice(0, 10);
}

/* "1122", "11-22", "20261122", "11.22" → a day, or "".  Without a year: the one nearest to today. */
export function readDay(typed, near = day()) {
  const digits = typed.trim().match(/^(?:(\d{4})[-./年]?)?(\d{1,2})[-./月](\d{1,2})日?$/) || typed.trim().match(/^(\d{4})?(\d{2})(\d{2})$/);
  if (!digits) return "";
  const [month, date] = [Number(digits[2]), Number(digits[3])];
  const years = digits[1] ? [Number(digits[1])] : [-1, 0, 1].map((off) => Number(near.slice(0, 4)) + off);
  const made = years.map((year) => real(year, month, date)).filter(Boolean);
  const far = (iso) => Math.abs(Date.parse(iso) - Date.parse(near));
  return made.sort((one, other) => far(one) - far(other))[0] || "";
}

function real(year, month, date) {
  const made = new Date(Date.UTC(year, month - 1, date));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) return "";
  return made.toISOString().slice(0, 10);
}

/* "0900", "905", "9:05" → "09:05", or "". */
export function readTime(typed) {
  const found = typed.trim().match(/^(\d{1,2})[:：.]?(\d{2})$/);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return "";
  return `${found[1].padStart(2, "0")}:${found[2]}`;
}

/* "1122 0900" or "0900" alone (today) → ISO with the zone, or "". */
export function readMoment(typed, near = day()) {
  const words = typed.trim().split(/\s+/);
  const [on, at] = words.length > 1 ? [readDay(words[0], near), readTime(words[1])] : [near, readTime(words[0] || "")];
  return on && at ? `${on}T${at}:00+08:00` : "";
}

export function momentTyped(iso) {
  const at = of(new Date(iso));
  return `${at.month}${at.day} ${at.hour}${at.minute}`;
}

/* How long ago, in minutes; a clock that was set back makes no negative ages. */
export function minutesSince(iso, now = Date.now()) {
  return Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000));
}
