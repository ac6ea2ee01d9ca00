/** The sleep timer: stops the programme after a time, at a time, or when the programme ends. */

import { current } from "./channels";
import { done, refused, type Outcome } from "./outcome";
import { number, text, type Context, type Slots, type Table } from "./ports";

const DAY_SECONDS = 86_400;

/** The commands, with the one timer that they share. */
export function createSleepCommands(): Table {
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    "sleep.set": async (context, slots) => {
      const at = await ending(context, slots);
      if (at === null) return unclear(slots);
      clearTimeout(timer);
      timer = setTimeout(() => context.player.stop(), (at - context.now()) * 1000);
      return done(`The programme stops at ${clock(at)}.`);
    },
    "sleep.cancel": () => {
      if (timer === undefined) return refused("nothing_playing", "No sleep timer was set.");
      clearTimeout(timer);
      timer = undefined;
      return done("The sleep timer is off.");
    },
  };
}

/** When to stop, in Unix seconds; null where it cannot be told. */
async function ending(context: Context, slots: Slots): Promise<number | null> {
  const seconds = number(slots, "seconds");
  const at = text(slots, "at");
  if (seconds !== undefined) return context.now() + seconds;
  if (at !== undefined) return nextTime(at, context.now());
  const channel = current(context);
  const { [channel.id]: shown } = await context.api.guideNow([channel.id]);
  return shown?.now ? Date.parse(shown.now.stop) / 1000 : null;
}

/** The next moment at which a clock shows `said` ("22:30", "10.30 pm", "7 am"), or the ISO time that it is. */
export function nextTime(said: string, now: number): number | null {
  const iso = /^\d{4}-/.test(said) ? Date.parse(said) / 1000 : Number.NaN;
  if (!Number.isNaN(iso)) return iso > now ? iso : null;
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(said.trim());
  if (!match) return null;
  const hour = (Number(match[1]) % (match[3] ? 12 : 24)) + (match[3]?.toLowerCase().startsWith("p") ? 12 : 0);
  const due = new Date(now * 1000);
  due.setHours(hour, Number(match[2] ?? 0), 0, 0);
  const at = due.getTime() / 1000;
  return at > now ? at : at + DAY_SECONDS;
}

function unclear(slots: Slots): Outcome {
  const at = text(slots, "at");
  if (at) return refused("unsupported", `“${at}” is no time that the page understands; say it as 22:30 or 10 pm.`);
  return refused("unsupported", "The guide does not say when this programme ends; give a time instead.");
}

function clock(at: number): string {
  return new Date(at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
