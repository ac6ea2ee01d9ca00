/** Takes the programme out of what the microphone hears, and says how much of the rest is the viewer's. */

import { BANDS, bandPowers, BLOCK, decibels, ROOT_HANN, SPECTRUM } from "./blocks";
import { DelayEstimator, LONGEST_DELAY } from "./delay";
import { EchoFilter } from "./filter";
import { Fft } from "./fft";
import { Suppressor, type Heard } from "./suppressor";

/** Blocks by which the filter begins before the estimated delay, which is that of the loudest echo, not of the first. */
const EARLY = 3;
/** A lag that moved by less is still within the filter. */
const TOLERATED = 2;

export class Canceller {
  private readonly estimator = new DelayEstimator();
  private readonly filter = new EchoFilter();
  private readonly suppressor = new Suppressor();
  private readonly fft = new Fft(SPECTRUM);
  private readonly past = Array.from({ length: LONGEST_DELAY + 1 }, () => new Float32Array(BLOCK));
  private readonly spectrum = { re: new Float32Array(SPECTRUM), im: new Float32Array(SPECTRUM) };
  private readonly nearPowers = new Float32Array(BANDS);
  private readonly farPowers = new Float32Array(BANDS);
  private readonly before = { near: new Float32Array(BLOCK), far: new Float32Array(BLOCK) };
  private readonly echo = new Float32Array(BLOCK);
  private readonly residual = new Float32Array(BLOCK);
  private aligned: number | null = null;
  private newest = 0;

  /** Seconds by which the programme comes back late; null while that is not known. */
  get delaySeconds(): number | null {
    const { delay } = this.estimator;
    return delay === null ? null : (delay * BLOCK) / 16_000;
  }

  /**
   * Takes a block of the microphone, `near`, and of the programme as it left for the loudspeaker, `far`; samples in
   * [-1, 1] at 16 kHz. Writes the viewer's part of the block before into `out`.
   */
  process(near: Float32Array, far: Float32Array, out: Float32Array): Heard {
    this.newest = (this.newest + LONGEST_DELAY) % (LONGEST_DELAY + 1);
    this.past[this.newest]!.set(far);
    this.powers(near, this.before.near, this.nearPowers);
    this.powers(far, this.before.far, this.farPowers);
    this.estimator.update(this.nearPowers, this.farPowers);
    this.align();
    const late = Math.max(0, (this.aligned ?? 0) - EARLY);
    const then = this.past[(this.newest + late) % (LONGEST_DELAY + 1)]!;
    this.filter.process(then, near, this.echo, this.residual);
    const heard = this.suppressor.process(this.residual, this.echo, then, this.estimator.heard, out);
    // The first words of a television that was just turned on are nobody's.
    return this.estimator.unsure ? { ...heard, near: 0 } : heard;
  }

  private align(): void {
    const { delay } = this.estimator;
    if (delay === null || (this.aligned !== null && Math.abs(delay - this.aligned) <= TOLERATED)) return;
    this.aligned = delay;
    this.filter.reset();
  }

  private powers(block: Float32Array, before: Float32Array, into: Float32Array): void {
    const { re, im } = this.spectrum;
    for (let n = 0; n < BLOCK; n++) {
      re[n] = before[n]! * ROOT_HANN[n]!;
      re[BLOCK + n] = block[n]! * ROOT_HANN[BLOCK + n]!;
    }
    im.fill(0);
    before.set(block);
    this.fft.forward(re, im);
    bandPowers(re, im, into);
  }
}

/** Loudness of a block in dB of full scale. */
export function levelOf(block: Float32Array): number {
  let power = 0;
  for (const sample of block) power += sample * sample;
  return decibels(power / block.length);
}
