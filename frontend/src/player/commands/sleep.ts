/** The sleep timer: stops the programme after a time, at a time, or when the programme ends. */

import { timeSaid } from "../../protocol/when";
import { current } from "./channels";
import { done, refused, type Outcome } from "./outcome";
import type { Context, SlotsOf, Table } from "./ports";

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
