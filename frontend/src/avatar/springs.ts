/** Spring bones at a steady 60 steps a second, whatever the frame rate, and at rest after a pause. */

/** What is needed of three-vrm's `VRMSpringBoneManager`. */
export interface SpringSolver {
  update(delta: number): void;
  reset(): void;
}

const STEP_SECONDS = 1 / 60;
/** A frame longer than this is simulated as this long: the slowest pace is 10 frames a second. */
const LONGEST_SECONDS = 0.1;
/** After a gap this long the tab was hidden; swinging on from there would look like a blow. */
const PAUSE_SECONDS = 0.5;

/** Steps a solver. */
export class Springs {
  private owed = 0;

  constructor(private readonly solver: SpringSolver | undefined) {}

  update(delta: number): void {
    if (!this.solver) return;
    if (delta > PAUSE_SECONDS) {
      this.solver.reset();
      this.owed = 0;
      return;
    }
    this.owed += Math.min(delta, LONGEST_SECONDS);
    // The margin keeps a sum like 3 × 1/60 from falling one step short.
    while (this.owed >= STEP_SECONDS - 1e-9) {
      this.solver.update(STEP_SECONDS);
      this.owed -= STEP_SECONDS;
    }
  }
}
