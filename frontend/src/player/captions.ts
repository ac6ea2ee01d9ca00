/** The text over the picture: the channel's own subtitles, or the captions that Prism makes from its sound. */

import type { Caption } from "../protocol/events";

export interface Captions {
  /** A caption made from the sound, due on the programme's clock. */
  add(caption: Caption): void;
  /** Lines to show when the programme's clock (Unix seconds) says `position`. */
  lines(position: number | null): string[];
  clear(): void;
}

/** As many as a few minutes of fast speech hold. */
const KEPT = 120;

/** Creates captions for `video`, whose text tracks take precedence over what is made from the sound, and translations over both. */
export function createCaptions(video: Pick<HTMLVideoElement, "textTracks">): Captions {
  let made: Caption[] = [];

  function own(): string[] | null {
    const lines: string[] = [];
    let any = false;
    for (const track of video.textTracks) {
      if (track.mode === "disabled" || (track.kind !== "subtitles" && track.kind !== "captions")) continue;
      any = true;
      for (const cue of track.activeCues ?? []) lines.push(...textOf(cue));
    }
    return any ? lines : null;
  }

  return {
    add(caption) {
      made = [...made.filter((one) => one.timestamp !== caption.timestamp), caption].slice(-KEPT);
    },
    lines(position) {
      const at = position ?? -Infinity;
      const due = made.filter((one) => one.timestamp <= at && at < one.timestamp + one.duration);
      const translated = due.filter((one) => one.translated_to);
      const lines = translated.length ? null : own();
      return lines ?? (translated.length ? translated : due).slice(-2).map((one) => one.text);
    },
    clear() {
      made = [];
    },
  };
}

/** The lines of a cue without its markup. */
function textOf(cue: TextTrackCue): string[] {
  const text = "text" in cue && typeof cue.text === "string" ? cue.text : "";
  return text
    .replace(/<[^>]*>/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
