/** Sound at any rate as 16 kHz mono int16 in frames of 20 ms, without a gap between them. */

export const FRAME_SAMPLES = 320;
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
  private frame = new Int16Array(FRAME_SAMPLES);
  private filled = 0;

  /** `onFrame` owns the frame it is given. */
  constructor(
    sourceRate: number,
    private readonly onFrame: (frame: Int16Array<ArrayBuffer>) => void,
  ) {
    this.step = sourceRate / TARGET_RATE;
    this.smoothing = sourceRate === TARGET_RATE ? 0 : Math.exp((-2 * Math.PI * CUTOFF_HZ) / sourceRate);
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
    this.frame[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(value * 32767)));
    if (this.filled < FRAME_SAMPLES) return;
    this.onFrame(this.frame);
    this.frame = new Int16Array(FRAME_SAMPLES);
    this.filled = 0;
  }
}
