/** The sleep timer: stops the programme after a time, at a time, or when the programme ends. */

import { timeSaid } from "../../protocol/when";
import { current } from "./channels";
import { done, refused, type Outcome } from "./outcome";
import type { Context, SlotsOf, Table } from "./ports";

export interface SleepCommands {
  table: Table;
  /** Unix seconds at which the programme stops; null where no timer is set. */
  at(): number | null;
}

/** The commands, with the one timer that they share. */
export function createSleepCommands(): SleepCommands {
  let timer: { id: ReturnType<typeof setTimeout>; at: number } | null = null;

  function clear(): void {
    clearTimeout(timer?.id);
    timer = null;
  }

  const table: Table = {
    "sleep.set": async (context, slots) => {
      const at = await ending(context, slots);
      if (at === null) return unclear(slots);
      clear();
      const stop = () => {
        timer = null;
        context.player.stop();
      };
      timer = { id: setTimeout(stop, (at - context.now()) * 1000), at };
      return done(`The programme stops at ${clock(at)}.`);
    },
    "sleep.cancel": () => {
      if (timer === null) return refused("nothing_playing", "No sleep timer was set.");
      clear();
      return done("The sleep timer is off.");
    },
  };
  return { table, at: () => timer?.at ?? null };
}

/** When to stop, in Unix seconds; null where it cannot be told. */
async function ending(context: Context, slots: SlotsOf<"sleep.set">): Promise<number | null> {
  const seconds = slots.seconds;
  const at = slots.at;
  if (seconds !== undefined) return context.now() + seconds;
  if (at !== undefined) return timeSaid(at, context.now());
  const channel = current(context);
  const { [channel.id]: shown } = await context.api.guideNow([channel.id]);
  return shown?.now ? Date.parse(shown.now.stop) / 1000 : null;
}

function unclear(slots: SlotsOf<"sleep.set">): Outcome {
  const at = slots.at;
  if (at)
    return refused("unsupported", `“${at}” is no time that the page understands; say it as 22:30 or 10 pm.`);
  return refused("unsupported", "The guide does not say when this programme ends; give a time instead.");
}

function clock(at: number): string {
  return new Date(at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
