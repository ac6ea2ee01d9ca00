/** Times as people say them; slots such as `when` and `at` carry them unchanged. */

const DAY_SECONDS = 86_400;
/** The hour that a part of the day means. */
const PARTS: Readonly<Record<string, number>> = {
  morning: 8,
  noon: 12,
  midday: 12,
  afternoon: 14,
  evening: 19,
  tonight: 20,
  night: 20,
  midnight: 24,
};

/**
 * The next moment that `said` means after `now`, both in Unix seconds: a clock's time ("22:30", "10.30 pm", "7 am"),
 * a part of the day ("tonight", "tomorrow evening"), or an ISO time. Null where it means none.
 */
export function timeSaid(said: string, now: number): number | null {
  const text = said.trim().toLowerCase();
  if (text === "now") return now;
  if (/^\d{4}-\d/.test(text)) return isoTime(said.trim(), now);
  const tomorrow = /\btomorrow\b/.test(text);
  const rest = text.replace(/\b(tomorrow|today|at|this|in|the|around)\b/g, " ").trim();
  const part = PARTS[rest];
  if (part !== undefined) return atHour(part, 0, now, tomorrow);
  if (rest === "") return tomorrow ? atHour(8, 0, now, true) : null;
  return clockTime(rest, now, tomorrow);
}

function isoTime(said: string, now: number): number | null {
  const at = Date.parse(said) / 1000;
  return at > now ? at : null;
}

function clockTime(said: string, now: number, tomorrow: boolean): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/.exec(said);
  const hours = Number(match?.[1]);
  const minutes = Number(match?.[2] ?? 0);
  if (!match || hours > 24 || minutes > 59) return null;
  const half = match[3];
  return atHour(half ? (hours % 12) + (half.startsWith("p") ? 12 : 0) : hours, minutes, now, tomorrow);
}

function atHour(hours: number, minutes: number, now: number, tomorrow: boolean): number {
  const due = new Date(now * 1000);
  due.setHours(hours, minutes, 0, 0);
  const at = due.getTime() / 1000 + (tomorrow ? DAY_SECONDS : 0);
  return at > now ? at : at + DAY_SECONDS;
}
