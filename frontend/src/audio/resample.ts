/** Sound at any rate as mono 16 kHz in windows of one length, without a gap between them. */

export const TARGET_RATE = 16_000;
/** Just below half of the target rate: what lies above would fold back. */
const CUTOFF_HZ = 7_000;

/** A one-pole low-pass and linear interpolation; keeps its place from one block to the next. */
export class Resampler {
  private readonly step: number;
  private readonly smoothing: number;
  private position = 0;
  private previous = 0;
  private low = 0;
  private readonly window: Float32Array;
  private filled = 0;

  /** `onWindow` may look at the window until it returns. */
  constructor(
    sourceRate: number,
    windowSamples: number,
    private readonly onWindow: (window: Float32Array) => void,
  ) {
    this.step = sourceRate / TARGET_RATE;
    this.smoothing = sourceRate === TARGET_RATE ? 0 : Math.exp((-2 * Math.PI * CUTOFF_HZ) / sourceRate);
    this.window = new Float32Array(windowSamples);
  }

  /** Takes in a block of samples in [-1, 1]. */
  push(block: Float32Array): void {
    for (const sample of block) {
      this.low = this.smoothing * this.low + (1 - this.smoothing) * sample;
      while (this.position < 1) {
        this.put(this.previous + (this.low - this.previous) * this.position);
        this.position += this.step;
      }
      this.position -= 1;
      this.previous = this.low;
    }
  }

  private put(value: number): void {
    this.window[this.filled++] = value;
    if (this.filled < this.window.length) return;
    this.onWindow(this.window);
    this.filled = 0;
  }
}

/** Samples in [-1, 1] as int16; what is beyond is clipped. */
export function toPcm(samples: Float32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (value) => Math.max(-32768, Math.min(32767, Math.round(value * 32767))));
}
