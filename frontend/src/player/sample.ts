/** Reads off the video element what the watchdog judges. */

import type { Sample } from "./watchdog";

/** How `video` stands at this moment. */
export function sampleOf(video: HTMLVideoElement): Sample {
  const decoded = (video as { webkitAudioDecodedByteCount?: number }).webkitAudioDecodedByteCount;
  return {
    time: video.currentTime,
    wanted: !video.paused && !video.seeking && !video.ended,
    bufferedAhead: bufferedAhead(video),
    height: video.videoHeight,
    soundBytes: decoded ?? null,
  };
}

/** Seconds of data after the present picture, up to the first gap. */
function bufferedAhead(video: HTMLVideoElement): number {
  const { buffered, currentTime } = video;
  for (let range = 0; range < buffered.length; range += 1)
    if (buffered.start(range) <= currentTime + 0.1 && currentTime < buffered.end(range))
      return buffered.end(range) - currentTime;
  return 0;
}
