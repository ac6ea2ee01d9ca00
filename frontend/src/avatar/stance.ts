/** How she holds herself in a conversation: leaning in while she listens, aside while she thinks, nodding as she speaks. */

import { approach } from "./ease";
import type { Pose } from "./pose";

export type Stance = "idle" | "listening" | "thinking" | "speaking";

const RADIANS = Math.PI / 180;
/** Per second: attention shows within 150 ms of a word. */
const RATE = 9;

/** Eases between stances. */
export class StanceLayer {
  private listening = 0;
  private thinking = 0;
  private speaking = 0;
  private time = 0;

  constructor(private readonly still: boolean) {}

  /** `openness` of the mouth, in [0, 1], gives her nods their stress. */
  update(delta: number, stance: Stance, openness: number, pose: Pose): void {
    this.time += delta;
    const share = approach(RATE, delta);
    this.listening += ((stance === "listening" ? 1 : 0) - this.listening) * share;
    this.thinking += ((stance === "thinking" ? 1 : 0) - this.thinking) * share;
    this.speaking += ((stance === "speaking" ? 1 : 0) - this.speaking) * share;
    pose.rotate("spine", this.listening * 4 * RADIANS, 0, 0);
    pose.rotate("head", -this.listening * 3 * RADIANS, 0, this.listening * 5 * RADIANS);
    pose.rotate(
      "head",
      -this.thinking * 4 * RADIANS,
      this.thinking * 5 * RADIANS,
      -this.thinking * 5 * RADIANS,
    );
    if (!this.still) this.emphasis(openness, pose);
  }

  private emphasis(openness: number, pose: Pose): void {
    const amount = this.speaking * RADIANS;
    const [slow, quick] = [Math.sin(this.time * 1.9), Math.sin(this.time * 3.1)];
    pose.rotate("head", amount * (1.2 * quick - 1.8 * openness), amount * 2.2 * slow, amount * 1.6 * quick);
    pose.rotate("chest", 0, amount * 1.2 * slow, 0);
  }
}
