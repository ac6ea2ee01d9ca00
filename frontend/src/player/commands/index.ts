/** Carries out commands of the vocabulary in this page and tells what really happened. */

import type { PlaybackCommand } from "../../protocol/events";
import { channelCommands } from "./channels";
import { lumenCommands } from "./lumen";
import { failure, refused, type Outcome } from "./outcome";
import { createPlaybackCommands } from "./playback";
import type { Context, Execute, Lumen, Page, Table } from "./ports";
import { screenCommands } from "./screen";
import { createSleepCommands } from "./sleep";

export type { Lumen, Outcome, Page };
export { playing } from "./outcome";

/** Longer than opening a channel may take, so that its own reason is the one that is told. */
const LONGEST_SECONDS = 9;

export interface Commands {
  /** Do it; never rejects, and answers within 9 s. */
  execute(command: PlaybackCommand["command"], target: PlaybackCommand["target"]): Promise<Outcome>;
  /** Unix seconds at which the sleep timer stops the programme; null where it is not set. */
  sleepAt(): number | null;
}

/** Creates the executor on what the page has. */
export function createCommands(context: Context): Commands {
  const sleep = createSleepCommands();
  const table: Table = {
    ...createPlaybackCommands(),
    ...channelCommands,
    ...screenCommands,
    ...lumenCommands,
    ...sleep.table,
  };

  return {
    sleepAt: sleep.at,

    async execute(command, target) {
      const execute = table[command.name] as Execute<typeof command.name> | undefined;
      if (!execute)
        return refused(
          "unsupported",
          `The player does not do “${command.name}” itself; ask Lumen in the chat.`,
        );
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<Outcome>((resolve) => {
        const outcome = refused("timeout", "That takes longer than it should; the page goes on trying.");
        deadline = setTimeout(() => resolve(outcome), LONGEST_SECONDS * 1000);
      });
      try {
        return await Promise.race([execute(context, command.slots as never, target), late]);
      } catch (error) {
        return failure(error);
      } finally {
        clearTimeout(deadline);
      }
    },
  };
}
