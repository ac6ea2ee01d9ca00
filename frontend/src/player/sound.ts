/** The programme's sound: what the viewer chose, what the browser allows, and room for Lumen's voice. */

import { PlayerProblem } from "./types";

/** What is needed of the video element. */
export type Audible = Pick<HTMLVideoElement, "play" | "muted" | "volume">;

export interface Sound {
  /** 0..100, as chosen. */
  readonly volume: number;
  /** As chosen; a browser that blocks sound does not change it. */
  readonly muted: boolean;
  /** The browser refuses sound until the page is touched. */
  readonly blocked: boolean;
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  /** Make room: the programme plays at `share` of its volume, 1 to give it back. */
  duck(share: number): void;
  /**
   * Start the element, without sound where the browser does not allow sound.
   *
   * @throws PlayerProblem `autoplay_blocked` where it does not even allow the picture.
   */
  start(): Promise<void>;
  /** The viewer touched the page: sound is allowed now. */
  unblock(): void;
}

/** Creates the sound of `video`, at what an earlier visit chose. */
export function createSound(video: Audible, volume: number, muted: boolean): Sound {
  let blocked = false;
  let share = 1;

  function apply(): void {
    video.volume = (volume / 100) * share;
    video.muted = muted || blocked;
  }

  async function start(): Promise<void> {
    try {
      await video.play();
    } catch (error) {
      if (!isRefusal(error)) return; // The load was replaced by another one, which starts the element itself.
      blocked = true;
      apply();
      await startSilently();
    }
  }

  async function startSilently(): Promise<void> {
    try {
      await video.play();
    } catch (error) {
      if (isRefusal(error))
        throw new PlayerProblem(
          "autoplay_blocked",
          "The browser waits for a click on the page before it plays.",
        );
    }
  }

  apply();
  return {
    get volume() {
      return volume;
    },
    get muted() {
      return muted;
    },
    get blocked() {
      return blocked;
    },
    setVolume(next) {
      volume = Math.round(Math.min(100, Math.max(0, next)));
      apply();
    },
    setMuted(next) {
      muted = next;
      apply();
    },
    duck(next) {
      share = next;
      apply();
    },
    start,
    unblock() {
      blocked = false;
      apply();
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotAllowedError";
}
