/**
 * How often to draw: at most 30 frames a second, fewer where the machine cannot keep up (15, 10, then a still poster),
 * since the picture beside her matters more.
 */

/** Frames a second, from the best on; after the last comes the poster. */
export const PACES = [30, 15, 10] as const;

/** Seconds of drawing that are judged together. */
const WINDOW_SECONDS = 3;
/** A pace is kept if this share of its frames is reached. */
const REACHED_SHARE = 0.6;
/** Windows in a row that must fall short: one may be the start, or a channel change. */
const PATIENCE = 2;
/** A gap this long is a hidden tab, which says nothing about the machine. */
const PAUSE_SECONDS = 0.6;

/** Judges frames by the clock that is passed in. */
export class Pace {
  private index: number;
  private last: number | null = null;
  private windowStart: number | null = null;
  private drawn = 0;
  private short = 0;

  /** `software` drawing starts at the second pace. */
  constructor(software: boolean) {
    this.index = software ? 1 : 0;
  }

  /** Frames a second aimed at; 0 once nothing but the poster is left. */
  get framesPerSecond(): number {
    return PACES[this.index] ?? 0;
  }

  /** The seconds to move on if a frame is due at `now` (seconds), else null. */
  due(now: number): number | null {
    const pace = this.framesPerSecond;
    if (pace === 0) return null;
    if (this.last === null) {
      this.last = now;
      this.windowStart = now;
      return 1 / pace;
    }
    const delta = now - this.last;
    // A display's frames come a little early or late; without this margin every other one would be missed.
    if (delta < 1 / pace - 0.004) return null;
    this.last = now;
    this.judge(now, delta, pace);
    return delta;
  }

  private judge(now: number, delta: number, pace: number): void {
    if (delta > PAUSE_SECONDS && delta > 4 / pace) {
      this.windowStart = now;
      this.drawn = 0;
      return;
    }
    this.drawn += 1;
    const elapsed = now - (this.windowStart ?? now);
    if (elapsed < WINDOW_SECONDS) return;
    this.short = this.drawn / elapsed < pace * REACHED_SHARE ? this.short + 1 : 0;
    if (this.short >= PATIENCE) {
      this.index += 1;
      this.short = 0;
    }
    this.windowStart = now;
    this.drawn = 0;
  }
}
