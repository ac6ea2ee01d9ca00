/** How late the programme's sound comes back: the lag at which loudness changes in the microphone follow its own. */

import { BANDS, decibels } from "./blocks";

/** Blocks of 16 ms; Bluetooth and television sets stay below this second. */
export const LONGEST_DELAY = 64;
/** Of what was learnt, kept from block to block: 4 s. */
const KEPT = 0.996;
/**
 * An echo is there from this correlation on, and gone below the other. On mixtures of speech: 0.6 where the programme
 * alone is heard, 0.25 with a viewer as loud as it, below 0.12 where it is not heard.
 */
const CLEAR = 0.2;
const GONE = 0.15;
/** Chance alone correlates what has lasted `n` blocks by so much over the root of `n`. */
const CHANCE = 1;
const REMEMBERED_BLOCKS = 250;
/** Blocks after which the echo is known, or is none, or too faint to be taken for speech: 2 s. */
const SURE_BLOCKS = 125;
/** Power of a band from which on it can be heard. */
const AUDIBLE = 1e-4;
/** Another lag must be so much better before it is believed. */
const BETTER = 1.3;
/** Changes of more are onsets against silence and would outweigh all others, in decibels. */
const STEEPEST = 12;

export class DelayEstimator {
  /** Blocks; null until the echo was heard clearly. */
  delay: number | null = null;
  /** The microphone hears the programme. */
  heard = false;
  /** Blocks since the programme was last heard to make a sound. */
  private silent = LONGEST_DELAY;
  private readonly history: Float32Array[] = Array.from(
    { length: LONGEST_DELAY },
    () => new Float32Array(BANDS),
  );
  private readonly matched = new Float32Array(LONGEST_DELAY);
  private readonly farPower = new Float32Array(LONGEST_DELAY);
  private readonly before = { near: new Float32Array(BANDS), far: new Float32Array(BANDS) };
  private readonly change = new Float32Array(BANDS);
  private nearPower = 0;
  private newest = 0;
  private blocks = 0;

  /** Takes the band powers of one block of the microphone and of the programme. */
  update(near: Float32Array, far: Float32Array): void {
    this.newest = (this.newest + LONGEST_DELAY - 1) % LONGEST_DELAY;
    changes(far, this.before.far, this.history[this.newest]!);
    changes(near, this.before.near, this.change);
    this.silent = far.some((power) => power > AUDIBLE) ? 0 : this.silent + 1;
    // What is said meanwhile tells nothing of the way.
    if (this.quiet) return;
    this.nearPower = KEPT * this.nearPower + product(this.change, this.change);
    for (let lag = 0; lag < LONGEST_DELAY; lag++) {
      const then = this.history[(this.newest + lag) % LONGEST_DELAY]!;
      this.matched[lag] = KEPT * this.matched[lag]! + product(this.change, then);
      this.farPower[lag] = KEPT * this.farPower[lag]! + product(then, then);
    }
    this.blocks = Math.min(this.blocks + 1, REMEMBERED_BLOCKS);
    this.choose();
  }

  /** Nothing of the programme can be in the microphone now. */
  get quiet(): boolean {
    return this.silent >= LONGEST_DELAY;
  }

  /** The programme plays, and it has not played for long enough to know whether and how loud it is heard. */
  get unsure(): boolean {
    return !this.quiet && this.blocks < SURE_BLOCKS;
  }

  /** Correlation at `lag`, -1 to 1. */
  correlation(lag: number): number {
    const scale = Math.sqrt(this.nearPower * this.farPower[lag]!);
    return scale > 1 ? this.matched[lag]! / scale : 0;
  }

  private choose(): void {
    let best = 0;
    for (let lag = 1; lag < LONGEST_DELAY; lag++)
      if (this.correlation(lag) > this.correlation(best)) best = lag;
    const clear = this.correlation(best);
    if (clear < GONE) this.heard = false;
    if (clear < CLEAR + CHANCE / Math.sqrt(this.blocks)) return;
    this.heard = true;
    if (this.delay === null || clear > BETTER * this.correlation(this.delay)) this.delay = best;
  }
}

function changes(powers: Float32Array, before: Float32Array, into: Float32Array): void {
  for (let band = 0; band < BANDS; band++) {
    const level = decibels(powers[band]! + 1e-7);
    into[band] = Math.max(-STEEPEST, Math.min(STEEPEST, level - before[band]!));
    before[band] = level;
  }
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let band = 0; band < BANDS; band++) sum += one[band]! * other[band]!;
  return sum;
}
