/** The emotion layer: shows an expression for a while and eases back, always from the face as it stands. */

import type { Expression } from "../protocol/events";
import { easeInOutCubic } from "./ease";

/** VRM 1.0's emotion presets except neutral, which is none of them; the order of every weight array here. */
export const EMOTIONS = ["happy", "angry", "sad", "relaxed", "surprised"] as const;
export type Emotion = (typeof EMOTIONS)[number];

/** Seconds an expression takes to appear: surprise is quick, contentment slow (airi uses .15 to .6 s). */
const RISE_SECONDS: Readonly<Record<Expression, number>> = {
  happy: 0.3,
  angry: 0.25,
  sad: 0.5,
  relaxed: 0.6,
  surprised: 0.15,
  neutral: 0.4,
};
const DECAY_SECONDS = 0.8;

/** Expressions asked for by name. */
export class Emotions {
  /** Weights of `EMOTIONS`, in [0, 1]. */
  readonly weights = new Float32Array(EMOTIONS.length);
  private readonly from = new Float32Array(EMOTIONS.length);
  private readonly goal = new Float32Array(EMOTIONS.length);
  private elapsed = 0;
  private duration = 0;
  private holdSeconds = 0;

  /** Shows `expression` at `intensity` in [0, 1] for `seconds` (its rise included), then eases back to neutral. */
  show(expression: Expression, intensity: number, seconds: number): void {
    this.goal.fill(0);
    const index = EMOTIONS.indexOf(expression as Emotion);
    if (index >= 0) this.goal[index] = Math.min(1, Math.max(0, intensity));
    this.ease(RISE_SECONDS[expression]);
    this.holdSeconds = Math.max(seconds, this.duration);
  }

  /** The greatest weight: how much of the face this layer has. */
  get presence(): number {
    let most = 0;
    for (const weight of this.weights) most = Math.max(most, weight);
    return most;
  }

  update(delta: number): void {
    if (this.holdSeconds > 0) {
      this.holdSeconds -= delta;
      if (this.holdSeconds <= 0) {
        this.advance(delta);
        this.goal.fill(0);
        this.ease(DECAY_SECONDS);
        return;
      }
    }
    this.advance(delta);
  }

  private ease(seconds: number): void {
    this.from.set(this.weights);
    this.elapsed = 0;
    this.duration = seconds;
  }

  private advance(delta: number): void {
    this.elapsed = Math.min(this.duration, this.elapsed + delta);
    const amount = this.duration === 0 ? 1 : easeInOutCubic(this.elapsed / this.duration);
    for (let index = 0; index < this.weights.length; index++) {
      const start = this.from[index] ?? 0;
      this.weights[index] = start + ((this.goal[index] ?? 0) - start) * amount;
    }
  }
}
