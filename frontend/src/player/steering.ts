/** Keeps a picture in step with a clock: gently while it is a little off, by a jump where it is far. Pure. */

/** Further off than this, a viewer would wait too long for the gentle way. */
export const JUMP_SECONDS = 1.5;
/** From so far off on it is corrected, */
const BEGIN_SECONDS = 0.06;
/** until it is so close; two people in two rooms notice from about a tenth of a second on. */
const END_SECONDS = 0.02;
/** How much faster or slower one runs at most: people do not hear a twentieth. */
const MOST = 0.05;
/** Change of speed for each second off: a fifth of a second is corrected at full change. */
const GAIN = 0.25;
/** After a jump the picture needs time to come; a second jump meanwhile would only begin that anew. */
const REST_SECONDS = 4;

export interface Correction {
  /** Times the chosen speed. */
  factor: number;
  /** Seconds to jump by, null for none. */
  jump: number | null;
}

const NONE: Correction = { factor: 1, jump: null };

export class Steering {
  private correcting = false;
  private jumpedAt = Number.NEGATIVE_INFINITY;

  /** What to do where the picture is `drift` seconds late (early, where negative) at `now`, in seconds of any clock. */
  update(drift: number, now: number): Correction {
    const off = Math.abs(drift);
    if (off > JUMP_SECONDS && now - this.jumpedAt >= REST_SECONDS) {
      this.jumpedAt = now;
      this.correcting = false;
      return { factor: 1, jump: drift };
    }
    this.correcting = this.correcting ? off > END_SECONDS : off > BEGIN_SECONDS;
    if (!this.correcting) return NONE;
    const change = Math.min(MOST, Math.max(-MOST, drift * GAIN));
    return { factor: Math.round((1 + change) * 100) / 100, jump: null };
  }

  /** Something else plays. */
  reset(): void {
    this.correcting = false;
    this.jumpedAt = Number.NEGATIVE_INFINITY;
  }
}
