/** A video element and an engine that do what a test says. */

import type { Engine, EngineEvents } from "./engine";
import type { Track } from "./tracks";

/** A video element without pictures; `refuse` makes play() behave as a browser that blocks autoplay. */
export class FakeVideo extends EventTarget {
  currentTime = 0;
  paused = true;
  seeking = false;
  ended = false;
  muted = false;
  volume = 1;
  playbackRate = 1;
  videoHeight = 0;
  webkitAudioDecodedByteCount = 1;
  refuse: "nothing" | "sound" | "everything" = "nothing";
  ahead = 5;
  textTracks: TextTrack[] = [];
  seekable = { length: 0, start: () => 0, end: () => 0 };

  get buffered(): { length: number; start: () => number; end: () => number } {
    return { length: 1, start: () => 0, end: () => this.currentTime + this.ahead };
  }

  async play(): Promise<void> {
    if (this.refuse === "everything" || (this.refuse === "sound" && !this.muted))
      throw new DOMException("no gesture", "NotAllowedError");
    this.paused = false;
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  load(): void {}
  removeAttribute(): void {}

  /** It is given other media, or the same anew. */
  empties(): void {
    this.paused = true;
    this.dispatchEvent(new Event("emptied"));
  }

  /** The picture moves. */
  starts(): void {
    this.videoHeight = 360;
    this.dispatchEvent(new Event("playing"));
  }
}

/** An engine that remembers what it was told. */
export class FakeEngine implements Engine {
  reloads = 0;
  disposed = false;
  subtitles: Track[] = [];
  audio: Track[] = [];
  lines: number[] = [];
  chosen: Record<string, number> = {};
  range: { start: number; end: number; live?: boolean } | null = null;

  constructor(
    readonly url: string,
    readonly events: EngineEvents,
    readonly from?: number,
  ) {}

  reload(): void {
    this.reloads += 1;
  }
  programmeTime = (): number => 1_800_000_000;
  behindLive = (): number => 6.2;
  livePosition = (): number | null => (this.range ? this.range.end - 6 : null);
  seekable = (): { start: number; end: number; live: boolean } | null =>
    this.range && { live: true, ...this.range };
  subtitleTracks = (): Track[] => this.subtitles;
  chooseSubtitles(index: number): void {
    this.chosen["subtitles"] = index;
  }
  subtitleTrack = (): number => this.chosen["subtitles"] ?? -1;
  audioTracks = (): Track[] => this.audio;
  chooseAudio(index: number): void {
    this.chosen["audio"] = index;
  }
  audioTrack = (): number => this.chosen["audio"] ?? (this.audio.length ? 0 : -1);
  heights = (): number[] => this.lines;
  chooseQuality(index: number): void {
    this.chosen["quality"] = index;
  }
  dispose(): void {
    this.disposed = true;
  }
}
