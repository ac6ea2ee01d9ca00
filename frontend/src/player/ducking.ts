/**
 * Room for a voice: the programme plays at a share of its volume while somebody speaks. Quick to give way, slow to come
 * back, and it comes back to whatever volume was chosen meanwhile, since only the share is its own. Pure: time comes in.
 */

export type Speaker = "viewer" | "lumen";

/** The programme's share of its volume while each of them speaks; the viewer's microphone must tell them apart. */
const SHARES: Readonly<Record<Speaker, number>> = { viewer: 0.2, lumen: 0.3 };
/** From full to nothing: fast enough for the first word, no click. */
const FALL_SECONDS = 0.12;
/** Pauses between sentences are shorter. */
const HOLD_SECONDS = 0.5;
/** From nothing to full: a swell that is not noticed as one. */
const RISE_SECONDS = 1.2;
/** Nobody speaks so long without a pause: whoever said that they began has failed to say that they ended. */
export const LONGEST_SECONDS = 40;

export class Ducking {
  private readonly speaking = new Map<Speaker, number>();
  private quiet = Number.POSITIVE_INFINITY;
  private current = 1;

  /** The programme's share of its volume. */
  get share(): number {
    return this.current;
  }

  /** Nothing will change until somebody speaks. */
  get still(): boolean {
    return this.speaking.size === 0 && this.current === 1;
  }

  /** `speaker` begins or ends. */
  speaks(speaker: Speaker, on: boolean): void {
    if (on) this.speaking.set(speaker, this.speaking.get(speaker) ?? 0);
    else if (this.speaking.delete(speaker) && this.speaking.size === 0) this.quiet = 0;
  }

  /** `seconds` later; gives the share. */
  update(seconds: number): number {
    this.quiet += seconds;
    for (const [speaker, since] of this.speaking) {
      this.speaking.set(speaker, since + seconds);
      if (since + seconds > LONGEST_SECONDS) this.speaks(speaker, false);
    }
    const wanted = Math.min(1, ...[...this.speaking.keys()].map((speaker) => SHARES[speaker]));
    if (wanted < this.current) this.current = Math.max(wanted, this.current - seconds / FALL_SECONDS);
    else if (wanted > this.current && (this.speaking.size > 0 || this.quiet >= HOLD_SECONDS))
      this.current = Math.min(wanted, this.current + seconds / RISE_SECONDS);
    return this.current;
  }
}
