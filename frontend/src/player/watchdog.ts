/** Sees what no error event tells: a picture that stands still, a channel without sound, one without picture. */

/** The video element at one moment. */
export interface Sample {
  /** Seconds on the media clock. */
  time: number;
  /** It should be moving: not paused, not stopped, not seeking. */
  wanted: boolean;
  /** Seconds of data after `time` without a gap. */
  bufferedAhead: number;
  /** Lines of the decoded picture, 0 before there is one. */
  height: number;
  /** Bytes of sound decoded so far; null where the browser does not count them. */
  soundBytes: number | null;
}

/**
 * What to do: `nudge` steps over a spot that does not decode, `reload` starts the channel again at the live edge.
 */
export type Verdict = "fine" | "waiting" | "nudge" | "reload";

export interface Watchdog {
  /** Judge `sample`, taken at `now` (seconds on any steady clock). */
  update(now: number, sample: Sample): Verdict;
  readonly silent: boolean;
  readonly blind: boolean;
  /** Forget everything: another channel opens. */
  reset(): void;
}

/** Shorter stops are what buffering looks like. */
const WAITING_SECONDS = 0.75;
/** Data is there and yet nothing moves: longer than hls.js needs for its own nudges (1.25 s each, three of them). */
const NUDGE_SECONDS = 5;
/** Nothing came for this long: longer than a service takes to restart, so that its return is met by a retry first. */
const RELOAD_SECONDS = 10;
const RELOAD_LONGEST_SECONDS = 40;
/** Playing for this long without a byte of sound or a line of picture is no coincidence. */
const MISSING_SECONDS = 4;
/** Less than this ahead counts as nothing: about two frames. */
const EMPTY_SECONDS = 0.1;

export function createWatchdog(): Watchdog {
  let lastTime = -1;
  let movedAt: number | null = null;
  let actedAt = 0;
  let patience = RELOAD_SECONDS;
  let played = 0;
  let lastNow = 0;
  let heard = false;
  let seen = false;

  function reset(): void {
    lastTime = -1;
    movedAt = null;
    actedAt = 0;
    patience = RELOAD_SECONDS;
    played = 0;
    heard = false;
    seen = false;
  }

  function moved(now: number, sample: Sample): Verdict {
    if (lastTime >= 0 && sample.time > lastTime) {
      played += Math.min(now - lastNow, 1);
      patience = RELOAD_SECONDS;
    }
    lastTime = sample.time;
    movedAt = now;
    actedAt = now;
    return "fine";
  }

  function stuck(now: number, sample: Sample): Verdict {
    const still = now - (movedAt ?? now);
    const sinceAction = now - actedAt;
    if (sample.bufferedAhead > EMPTY_SECONDS && still > NUDGE_SECONDS && sinceAction > NUDGE_SECONDS) {
      actedAt = now;
      return still > 2 * NUDGE_SECONDS ? "reload" : "nudge";
    }
    if (still > patience && sinceAction > patience) {
      actedAt = now;
      patience = Math.min(patience * 2, RELOAD_LONGEST_SECONDS);
      return "reload";
    }
    return still > WAITING_SECONDS ? "waiting" : "fine";
  }

  return {
    update(now, sample) {
      heard ||= sample.soundBytes === null || sample.soundBytes > 0;
      seen ||= sample.height > 0;
      const changed = movedAt === null || !sample.wanted || sample.time !== lastTime;
      const verdict = changed ? moved(now, sample) : stuck(now, sample);
      lastNow = now;
      return verdict;
    },
    get silent() {
      return played > MISSING_SECONDS && !heard;
    },
    get blind() {
      return played > MISSING_SECONDS && !seen;
    },
    reset,
  };
}
