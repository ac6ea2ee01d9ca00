/** The clock of one turn's speech: where its zero is on the audio clock, and how far the viewer has heard. */

/** Times in seconds; `at` never goes back. */
export class Heard {
  /** The end of the last chunk, on the turn's clock. */
  end = 0;
  private base: number | null = null;
  private furthest = 0;

  /**
   * Where on the audio clock a chunk is to start.
   *
   * `lead` after `now` for the first; a later one follows at its own place, or, where that has passed, `catchUp` after
   * `now`, and the zero of the turn moves along.
   */
  schedule(start: number, duration: number, now: number, lead: number, catchUp: number): number {
    if (this.base === null) this.base = now + lead - start;
    else if (this.base + start < now) this.base = now + catchUp - start;
    this.end = Math.max(this.end, start + duration);
    return this.base + start;
  }

  /** Seconds heard at `audible`, the moment of the audio clock that is leaving the loudspeaker. */
  at(audible: number): number {
    if (this.base === null) return 0;
    this.furthest = Math.max(this.furthest, Math.min(audible - this.base, this.end));
    return this.furthest;
  }
}
