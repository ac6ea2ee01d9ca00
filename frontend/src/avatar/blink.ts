/** Blinks: every 2 to 6 s, now and then a double one, and whenever asked. */

const CLOSE_SECONDS = 0.06;
const HOLD_SECONDS = 0.06;
const OPEN_SECONDS = 0.11;
const BLINK_SECONDS = CLOSE_SECONDS + HOLD_SECONDS + OPEN_SECONDS;
const LEAST_GAP_SECONDS = 2;
const GAP_RANGE_SECONDS = 4;
const DOUBLE_CHANCE = 0.15;
const DOUBLE_GAP_SECONDS = 0.12;

/** How far the lids are down `time` seconds into a blink, in [0, 1]. */
export function lidAt(time: number): number {
  if (time <= 0 || time >= BLINK_SECONDS) return 0;
  if (time < CLOSE_SECONDS) return time / CLOSE_SECONDS;
  if (time <= CLOSE_SECONDS + HOLD_SECONDS) return 1;
  return (BLINK_SECONDS - time) / OPEN_SECONDS;
}

/** The lids. `random` gives numbers in [0, 1). */
export class Blink {
  /** How far the lids are down, in [0, 1]. */
  weight = 0;
  private untilNext: number;
  private intoBlink = BLINK_SECONDS;

  constructor(private readonly random: () => number) {
    this.untilNext = this.gap();
  }

  /** Blinks now, as people do when their gaze jumps or a sentence ends. */
  now(): void {
    if (this.intoBlink >= BLINK_SECONDS) this.begin();
  }

  update(delta: number): void {
    if (this.intoBlink < BLINK_SECONDS) this.intoBlink += delta;
    else {
      this.untilNext -= delta;
      if (this.untilNext <= 0) this.begin();
    }
    this.weight = lidAt(this.intoBlink);
  }

  private begin(): void {
    this.intoBlink = 0;
    this.untilNext = this.random() < DOUBLE_CHANCE ? DOUBLE_GAP_SECONDS : this.gap();
  }

  /** Skewed to short gaps: the product of two uniform numbers. */
  private gap(): number {
    return LEAST_GAP_SECONDS + GAP_RANGE_SECONDS * this.random() * (0.5 + 0.5 * this.random());
  }
}
