/** The player as viewers and commands have it: what they do with it is told to the party, if they may decide there. */

import type { Player } from "../../player/player";
import { PlayerProblem } from "../../player/types";

export interface Decisions {
  /** Why what is watched is not decided here; null where it is. */
  refusal(): string | null;
  /** Something was decided here, and is being done. */
  begins(): void;
  /** It is done, or could not be. */
  ends(): void;
  /** The viewer here wants no picture for now, or wants it again. */
  rests(on: boolean): void;
}

/** `player`, whose owner is told of every decision. */
export function guarded(player: Player, decisions: Decisions): Player {
  function decide<T>(work: () => T): T {
    const why = decisions.refusal();
    if (why) throw new PlayerProblem("unsupported", why);
    decisions.begins();
    let result: T;
    try {
      result = work();
    } catch (error) {
      decisions.ends();
      throw error;
    }
    if (result instanceof Promise) return result.finally(decisions.ends) as T;
    decisions.ends();
    return result;
  }

  return Object.assign(Object.create(player) as Player, {
    open: async (...what: Parameters<Player["open"]>) => decide(() => player.open(...what)),
    async play() {
      decisions.rests(false);
      if (decisions.refusal()) await player.play();
      else await decide(() => player.play());
    },
    pause: () => decide(() => player.pause()),
    // Whoever has had enough may go; who decides takes the picture from all.
    stop() {
      decisions.rests(true);
      if (decisions.refusal()) player.stop();
      else decide(() => player.stop());
    },
    seek: (seconds: number) => decide(() => player.seek(seconds)),
    setRate: (rate: number) => decide(() => player.setRate(rate)),
  });
}
