/** The canceller in windows of 32 ms, as the gateway's voice activity detector takes them. */

import { BLOCK } from "./blocks";
import { Canceller } from "./canceller";

/** Samples at 16 kHz. */
export const WINDOW = 2 * BLOCK;

export interface CleanWindow {
  pcm: Int16Array<ArrayBuffer>;
  /** Share of it that no echo explains, [0, 1]. */
  near: number;
  /** Level of the echo at the microphone, in dB of full scale. */
  far: number;
}

export class EchoWindow {
  private readonly canceller = new Canceller();
  private readonly out = new Float32Array(BLOCK);

  get delaySeconds(): number | null {
    return this.canceller.delaySeconds;
  }

  /** Takes `WINDOW` samples in [-1, 1] of the microphone and of the programme; what comes out is 16 ms behind. */
  process(near: Float32Array, far: Float32Array): CleanWindow {
    const pcm = new Int16Array(WINDOW);
    let [share, level] = [0, 0];
    for (let at = 0; at < WINDOW; at += BLOCK) {
      const heard = this.canceller.process(
        near.subarray(at, at + BLOCK),
        far.subarray(at, at + BLOCK),
        this.out,
      );
      for (let n = 0; n < BLOCK; n++)
        pcm[at + n] = Math.max(-32768, Math.min(32767, Math.round(this.out[n]! * 32768)));
      share += heard.near / 2;
      level += heard.far / 2;
    }
    return { pcm, near: share, far: level };
  }
}
