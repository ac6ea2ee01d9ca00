/**
 * The linear part of the echo: a partitioned-block Kalman filter in the frequency domain, which learns the way from the
 * loudspeaker to the microphone and slows down by itself while somebody else speaks.
 *
 * Enzner & Vary 2006, "Frequency-domain adaptive Kalman filter for acoustic echo control in hands-free telephones";
 * Kuech, Mabande & Enzner 2014, "State-space architecture of the partitioned-block-based acoustic echo controller".
 */

import { BINS, BLOCK, SPECTRUM } from "./blocks";
import { Fft } from "./fft";

/** 192 ms: a living room's echo down to what the suppression behind this takes. */
const PARTITIONS = 12;
/** How far the room stays the same from block to block, squared. */
const CONSTANCY = 0.9992;
/** Uncertainty of a coefficient that nothing is known of. */
const UNKNOWN = 0.5;
/** Of the error's power, kept from block to block. */
const SMOOTHING = 0.85;
/** Partitions whose wrapped-around half is cleared in one block; all at once would cost most of the work. */
const CLEARED = 3;

interface Partition {
  readonly far: Spectrum;
  readonly weights: Spectrum;
  readonly uncertainty: Float32Array;
}

interface Spectrum {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

const spectrum = (length = BINS): Spectrum => ({
  re: new Float32Array(length),
  im: new Float32Array(length),
});

export class EchoFilter {
  private readonly fft = new Fft(SPECTRUM);
  private readonly partitions: Partition[] = Array.from({ length: PARTITIONS }, () => ({
    far: spectrum(),
    weights: spectrum(),
    uncertainty: new Float32Array(BINS).fill(UNKNOWN),
  }));
  private readonly before = new Float32Array(BLOCK);
  private readonly work = spectrum(SPECTRUM);
  private readonly error = new Float32Array(BINS);
  private readonly expected = new Float32Array(BINS);
  /** Index of the partition that holds the newest block of the far end. */
  private newest = 0;
  private toClear = 0;

  /** Forgets the way: the delay has changed. */
  reset(): void {
    for (const { weights, uncertainty } of this.partitions) {
      weights.re.fill(0);
      weights.im.fill(0);
      uncertainty.fill(UNKNOWN);
    }
  }

  /** Writes what of a block of `near` is not the echo of `far` into `residual`, and the echo into `echo`. */
  process(far: Float32Array, near: Float32Array, echo: Float32Array, residual: Float32Array): void {
    this.take(far);
    this.estimate(echo);
    for (let n = 0; n < BLOCK; n++) residual[n] = near[n]! - echo[n]!;
    this.learn(residual);
  }

  private take(far: Float32Array): void {
    const { re, im } = this.work;
    re.set(this.before);
    re.set(far, BLOCK);
    im.fill(0);
    this.before.set(far);
    this.fft.forward(re, im);
    this.newest = (this.newest + PARTITIONS - 1) % PARTITIONS;
    copyHalf(this.work, this.partitions[this.newest]!.far);
  }

  /** The far end of `age` blocks ago meets the weights of that place. */
  private farOf(age: number): Spectrum {
    return this.partitions[(this.newest + age) % PARTITIONS]!.far;
  }

  private estimate(echo: Float32Array): void {
    const { re, im } = this.work;
    re.fill(0);
    im.fill(0);
    for (let age = 0; age < PARTITIONS; age++) {
      const { re: x, im: y } = this.farOf(age);
      const { re: a, im: b } = this.partitions[age]!.weights;
      for (let bin = 0; bin < BINS; bin++) {
        re[bin]! += x[bin]! * a[bin]! - y[bin]! * b[bin]!;
        im[bin]! += x[bin]! * b[bin]! + y[bin]! * a[bin]!;
      }
    }
    mirror(this.work);
    this.fft.inverse(re, im);
    for (let n = 0; n < BLOCK; n++) echo[n] = re[BLOCK + n]!;
  }

  private learn(residual: Float32Array): void {
    const { re, im } = this.work;
    re.fill(0, 0, BLOCK);
    re.set(residual, BLOCK);
    im.fill(0);
    this.fft.forward(re, im);
    this.expect(re, im);
    for (let age = 0; age < PARTITIONS; age++) this.correct(this.partitions[age]!, this.farOf(age), re, im);
    for (let count = 0; count < CLEARED; count++) {
      this.clear(this.partitions[this.toClear]!.weights);
      this.toClear = (this.toClear + 1) % PARTITIONS;
    }
  }

  /** Power that the error of each bin is expected to have: the viewer's, and that of what is not known yet. */
  private expect(re: Float32Array, im: Float32Array): void {
    const { error, expected } = this;
    for (let bin = 0; bin < BINS; bin++) {
      error[bin] = SMOOTHING * error[bin]! + (1 - SMOOTHING) * (re[bin]! * re[bin]! + im[bin]! * im[bin]!);
      expected[bin] = error[bin]! + 1e-6;
    }
    for (let age = 0; age < PARTITIONS; age++) {
      const { re: x, im: y } = this.farOf(age);
      const { uncertainty } = this.partitions[age]!;
      for (let bin = 0; bin < BINS; bin++)
        expected[bin]! += 0.5 * (x[bin]! * x[bin]! + y[bin]! * y[bin]!) * uncertainty[bin]!;
    }
  }

  /** The Kalman step of one partition. */
  private correct(
    { weights: { re: a, im: b }, uncertainty }: Partition,
    { re: x, im: y }: Spectrum,
    re: Float32Array,
    im: Float32Array,
  ): void {
    const { expected } = this;
    for (let bin = 0; bin < BINS; bin++) {
      const step = uncertainty[bin]! / expected[bin]!;
      a[bin]! += step * (x[bin]! * re[bin]! + y[bin]! * im[bin]!);
      b[bin]! += step * (x[bin]! * im[bin]! - y[bin]! * re[bin]!);
      const known = Math.max(0, 1 - 0.5 * step * (x[bin]! * x[bin]! + y[bin]! * y[bin]!));
      const size = a[bin]! * a[bin]! + b[bin]! * b[bin]!;
      uncertainty[bin] = CONSTANCY * known * uncertainty[bin]! + (1 - CONSTANCY) * size;
    }
  }

  /** Weights are a response of one block; what the circular transform put behind it is none. */
  private clear(weights: Spectrum): void {
    const { re, im } = this.work;
    re.set(weights.re);
    im.set(weights.im);
    mirror(this.work);
    this.fft.inverse(re, im);
    re.fill(0, BLOCK);
    im.fill(0);
    this.fft.forward(re, im);
    copyHalf(this.work, weights);
  }
}

function copyHalf(from: Spectrum, to: Spectrum): void {
  to.re.set(from.re.subarray(0, BINS));
  to.im.set(from.im.subarray(0, BINS));
}

/** Completes the spectrum of a real signal from its first half. */
function mirror({ re, im }: Spectrum): void {
  for (let bin = 1; bin < BLOCK; bin++) {
    re[SPECTRUM - bin] = re[bin]!;
    im[SPECTRUM - bin] = -im[bin]!;
  }
}
