/** What a test or the curious may ask of the page: `window.__prism`. */

import type { Keyframe, PlaybackState } from "../protocol/events";
import type { VoiceFrame } from "../protocol/envelope";

/** When keyframes came and when they are due, in Unix seconds. */
export interface Arrival {
  count: number;
  arrived: number;
  /** Programme time of the picture at that moment. */
  shown: number | null;
  firstDue: number;
  lastDue: number;
}

/** Counts what arrives. */
export interface Observed {
  visemes: number;
  readonly voice: { frames: number; seconds: number; turn: string | null };
  readonly arrivals: Arrival[];
  heard(frame: VoiceFrame): void;
  keyframes(keyframes: readonly Keyframe[], shown: number | null): void;
}

const KEPT = 50;

export function createObserved(now: () => number): Observed {
  const voice: Observed["voice"] = { frames: 0, seconds: 0, turn: null };
  const arrivals: Arrival[] = [];
  return {
    visemes: 0,
    voice,
    arrivals,
    heard({ header, pcm }) {
      voice.frames += 1;
      voice.seconds += pcm.length / header.sample_rate;
      voice.turn = header.turn;
    },
    keyframes(keyframes, shown) {
      const [first] = keyframes;
      const last = keyframes.at(-1);
      if (!first || !last) return;
      arrivals.push({
        count: keyframes.length,
        arrived: now(),
        shown,
        firstDue: first.timestamp,
        lastDue: last.timestamp,
      });
      if (arrivals.length > KEPT) arrivals.shift();
    },
  };
}

/** `window.__prism`. */
export interface Hook {
  state(): PlaybackState | null;
  programmeTime(): number | null;
  observed(): Pick<Observed, "visemes" | "voice" | "arrivals">;
  avatar(): unknown;
  /** Seconds by which the picture is behind its watch party; null where there is none, or it is not known. */
  drift(): number | null;
}

declare global {
  interface Window {
    __prism?: Hook;
  }
}
