/** Times as people say them; slots such as `when` and `at` carry them unchanged. */

import { inFigures } from "./spoken";

const DAY_SECONDS = 86_400;
const HALF_DAY_SECONDS = DAY_SECONDS / 2;
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
 * The next moment that `said` means after `now`, both in Unix seconds: a clock's time ("22:30", "10.30 pm", "seven",
 * "halb elf"; without am or pm the sooner of both), a part of the day ("tonight", "tomorrow evening"), or an ISO time. Null where it means none.
 */
export function timeSaid(said: string, now: number): number | null {
  if (/^\d{4}-\d/.test(said.trim())) return isoTime(said.trim(), now);
  const text = inFigures(said);
  if (text === "now") return now;
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
  if (half) return atHour((hours % 12) + (half.startsWith("p") ? 12 : 0), minutes, now, tomorrow);
  const due = atHour(hours, minutes, now, tomorrow);
  const either = hours >= 1 && hours <= 12 && !tomorrow;
  return either && due - now > HALF_DAY_SECONDS ? due - HALF_DAY_SECONDS : due;
}

function atHour(hours: number, minutes: number, now: number, tomorrow: boolean): number {
  const due = new Date(now * 1000);
  due.setHours(hours, minutes, 0, 0);
  const at = due.getTime() / 1000 + (tomorrow ? DAY_SECONDS : 0);
  return at > now ? at : at + DAY_SECONDS;
}
