/** The body's part of the programme layer: nods and leans of the keyframes as turns of bones. */

import type { Motion } from "./keyframes";
import type { Pose } from "./pose";

const RADIANS = Math.PI / 180;
/** At a `head_bob` and a `body_sway` of 1. */
const NOD_DEGREES = 8;
const LEAN_DEGREES = 5;
const SHIFT_METRES = 0.014;
const DIP_METRES = 0.007;

/** Adds `motion` to `pose`, `share` of it in [0, 1]. */
export function dance(motion: Motion, share: number, pose: Pose): void {
  const nod = motion.bob * share * NOD_DEGREES * RADIANS;
  const lean = motion.sway * share * LEAN_DEGREES * RADIANS;
  pose.rotate("head", nod, 0, lean * 0.5);
  pose.rotate("neck", nod * 0.35, 0, 0);
  pose.rotate("chest", nod * 0.15, 0, -lean * 0.5);
  pose.rotate("spine", 0, 0, -lean);
  pose.move(motion.sway * share * SHIFT_METRES, -Math.max(0, motion.bob) * share * DIP_METRES);
}
