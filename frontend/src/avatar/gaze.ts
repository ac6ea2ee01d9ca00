/**
 * Where she looks: at the viewer or at the picture, with the small jumps that living eyes make.
 *
 * Eyes jump at once; the head follows and takes 40 % of the way.
 */

import { approach } from "./ease";

export type GazeGoal = "viewer" | "picture" | "thought";

const HEAD_SHARE = 0.4;
/** Per second; reaches two thirds of the way in 250 ms, as heads follow eyes by 150 to 300 ms. */
const HEAD_RATE = 4;
/** Saccades: 0.8 to 4 s apart, up to 5° (airi's table). */
const LEAST_GAP_SECONDS = 0.8;
const GAP_RANGE_SECONDS = 3.2;
const SACCADE_DEGREES = 4;
/** A jump of the gaze this wide comes with a blink. */
const BLINK_DEGREES = 15;

export interface GazeOptions {
  /** In [0, 1). */
  random: () => number;
  /** Degrees to her left at which the picture is; negative to her right. */
  pictureYaw: number;
  /** Called when the gaze jumps far enough for a blink. */
  onJump: () => void;
}

/** The gaze, in degrees: yaw to her left, pitch down. */
export class Gaze {
  /** What is left for the eyes once the head has turned. */
  eyeYaw = 0;
  eyePitch = 0;
  headYaw = 0;
  headPitch = 0;
  private goal: GazeGoal = "viewer";
  private darted = { yaw: 0, pitch: 0 };
  private untilNext = 1;

  constructor(private readonly options: GazeOptions) {}

  lookAt(goal: GazeGoal): void {
    if (goal === this.goal) return;
    const before = this.goalYaw;
    this.goal = goal;
    if (Math.abs(this.goalYaw - before) > BLINK_DEGREES) this.options.onJump();
  }

  update(delta: number): void {
    this.untilNext -= delta;
    if (this.untilNext <= 0) this.dart();
    const follow = approach(HEAD_RATE, delta);
    this.headYaw += (this.goalYaw * HEAD_SHARE - this.headYaw) * follow;
    this.headPitch += (this.goalPitch * HEAD_SHARE - this.headPitch) * follow;
    this.eyeYaw = this.goalYaw + this.darted.yaw - this.headYaw;
    this.eyePitch = this.goalPitch + this.darted.pitch - this.headPitch;
  }

  private get goalYaw(): number {
    if (this.goal === "picture") return this.options.pictureYaw;
    return this.goal === "thought" ? 12 : 0;
  }

  private get goalPitch(): number {
    if (this.goal === "picture") return 2;
    return this.goal === "thought" ? -14 : 0;
  }

  private dart(): void {
    const { random } = this.options;
    // Half of the time back to where she means to look.
    const away = random() < 0.5 ? 0 : 1;
    this.darted.yaw = away * (random() * 2 - 1) * SACCADE_DEGREES;
    this.darted.pitch = away * (random() * 2 - 1) * SACCADE_DEGREES * 0.6;
    this.untilNext = LEAST_GAP_SECONDS + GAP_RANGE_SECONDS * random();
  }
}
