/** How fast the picture runs: as the viewer chose, times what keeps it in step with others. */

export interface Rate {
  /** 1 is normal speed. */
  readonly chosen: number;
  choose(rate: number): void;
  /** Run a little faster or slower than chosen; 1 is as chosen. */
  steer(factor: number): void;
  reset(): void;
}

export function createRate(video: Pick<HTMLVideoElement, "playbackRate">): Rate {
  let chosen = 1;
  let factor = 1;

  function apply(): void {
    // Each assignment makes the browser begin its stretching of the sound anew.
    if (video.playbackRate !== chosen * factor) video.playbackRate = chosen * factor;
  }

  return {
    get chosen() {
      return chosen;
    },
    choose(rate) {
      chosen = rate;
      apply();
    },
    steer(next) {
      factor = next;
      apply();
    },
    reset() {
      chosen = factor = 1;
      apply();
    },
  };
}
