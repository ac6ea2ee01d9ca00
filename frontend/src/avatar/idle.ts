/** Being alive: breath, and a sway that never quite repeats. */

import type { Pose } from "./pose";

const RADIANS = Math.PI / 180;
const BREATH_SECONDS = 3.6;
const CHEST_DEGREES = 0.9;
const SHOULDER_DEGREES = 0.7;

/** Breath and sway added to a pose. */
export class Idle {
  private breath = 0;
  private time = 0;

  /** `still` leaves out the sway, for viewers who asked for less motion. */
  constructor(private readonly still: boolean) {}

  /** `excitement` in [0, 1] quickens the breath, up to twice. */
  update(delta: number, excitement: number, pose: Pose): void {
    this.time += delta;
    this.breath = (this.breath + (delta / BREATH_SECONDS) * (1 + excitement)) % 1;
    const breath = Math.sin(this.breath * 2 * Math.PI);
    pose.rotate("chest", -breath * CHEST_DEGREES * RADIANS, 0, 0);
    pose.rotate("leftShoulder", 0, 0, breath * SHOULDER_DEGREES * RADIANS);
    pose.rotate("rightShoulder", 0, 0, -breath * SHOULDER_DEGREES * RADIANS);
    pose.rotate("head", breath * 0.4 * RADIANS, 0, 0);
    if (!this.still) this.sway(pose);
  }

  /** Rates without a common multiple (radians a second), so that the sum does not come round again. */
  private sway(pose: Pose): void {
    const t = this.time;
    pose.rotate(
      "head",
      Math.sin(t * 0.7) * 0.8 * RADIANS,
      Math.sin(t * 0.43) * 2 * RADIANS,
      Math.sin(t * 0.31) * 1.6 * RADIANS,
    );
    pose.rotate("spine", 0, Math.sin(t * 0.27) * 1.0 * RADIANS, Math.sin(t * 0.37) * 0.7 * RADIANS);
    pose.move(Math.sin(t * 0.23) * 0.004, 0);
  }
}
