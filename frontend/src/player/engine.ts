/**
 * hls.js behind the few verbs that the player needs. One engine plays one channel; another channel gets another
 * engine, since a fresh one changes channels fastest (median 219 ms on loopback).
 */

import Hls, { ErrorDetails, ErrorTypes, Events, type ErrorData } from "hls.js";
import workerPath from "hls.js/dist/hls.worker.js?url";
import { liveConfig } from "./buffering";
import { createPatience, refusalOf, type Refusal } from "./patience";
import { PlayerProblem } from "./types";
import type { Track } from "./tracks";

export interface EngineEvents {
  /** It cannot go on by itself. */
  failed(problem: PlayerProblem): void;
  /** Tracks or qualities became known. */
  changed(): void;
  /** What a request was refused with, which is made again; null once data comes. */
  troubled(why: string | null): void;
}

export interface Engine {
  /** Begin again: at the live edge, or where it was if it has a beginning. */
  reload(): void;
  /** The picture's time in Unix seconds, where the channel stamps its segments. */
  programmeTime(): number | null;
  /** Seconds behind the newest segment; null before it is known. */
  behindLive(): number | null;
  /** Media time to play at for "live"; null where nothing is loaded. */
  livePosition(): number | null;
  /** Start and end of what can be sought, in media time; `live` where the end moves on. */
  seekable(): { start: number; end: number; live: boolean } | null;
  subtitleTracks(): readonly Track[];
  /** Index of the subtitle track that is on, -1 for none. */
  subtitleTrack(): number;
  /** Choose a subtitle track by index, -1 for none. */
  chooseSubtitles(index: number): void;
  audioTracks(): readonly Track[];
  /** Index of the sound that plays. */
  audioTrack(): number;
  chooseAudio(index: number): void;
  /** Lines of each quality. */
  heights(): readonly number[];
  /** Choose a quality by index, -1 to leave it to the connection. */
  chooseQuality(index: number): void;
  dispose(): void;
}

/** Plays `url` from its live edge, or from media time `from` where it has a beginning. */
export type CreateEngine = (
  video: HTMLVideoElement,
  url: string,
  events: EngineEvents,
  from?: number,
) => Engine;

/** Between attempts to load what failed for good in hls.js's eyes. */
const RETRY_SECONDS = 1;
/** So many segments refused in a row, and the channel is asked for anew: the server may know another source. */
const REFUSED_SEGMENTS = 3;
/** What is said of a segment whose answer ends before its end; then there is no status to tell of. */
const BROKEN_OFF = "The channel breaks off again and again on its way here.";
/** A second decoding fault within this time is not cured by the same remedy. */
const MEDIA_FAULT_SECONDS = 5;

/** Whether this browser can play at all. */
export function supported(): boolean {
  return Hls.isSupported();
}

export const createHlsEngine: CreateEngine = (video, url, events, from) => {
  const hls = new Hls({ ...liveConfig(workerPath), ...(from === undefined ? {} : { startPosition: from }) });
  let retry: ReturnType<typeof setTimeout> | undefined;
  const patience = createPatience(steadySeconds());
  let manifest = false;
  let faults = 0;
  let lastFault = 0;
  let refused = 0;

  hls.subtitleDisplay = false; // The page draws captions itself, in the viewer's size.
  hls.on(Events.MANIFEST_PARSED, () => {
    manifest = true;
    events.changed();
  });
  hls.on(Events.FRAG_BUFFERED, () => {
    patience.arrived();
    refused = 0;
    events.troubled(null);
  });
  for (const event of [
    Events.LEVEL_SWITCHED,
    Events.SUBTITLE_TRACKS_UPDATED,
    Events.AUDIO_TRACKS_UPDATED,
  ] as const)
    hls.on(event, () => events.changed());
  hls.on(Events.ERROR, (_, data) => {
    if (data.fatal) recover(data);
    else if (data.type === ErrorTypes.NETWORK_ERROR) trouble(data);
  });
  hls.attachMedia(video);
  hls.loadSource(url);

  function trouble(data: ErrorData): void {
    const said = refusal(data);
    const segment = data.details === ErrorDetails.FRAG_LOAD_ERROR && said?.status !== 503;
    const why = said ? said.detail : segment ? BROKEN_OFF : null;
    if (why) events.troubled(why);
    if (!segment || ++refused < REFUSED_SEGMENTS) return;
    refused = 0;
    reload();
  }

  function reload(): void {
    clearTimeout(retry);
    manifest = false;
    // What has a beginning goes on where it was.
    if (hls.latestLevelDetails?.live === false) hls.config.startPosition = video.currentTime;
    hls.loadSource(url);
  }

  function recover(data: ErrorData): void {
    if (data.type === ErrorTypes.MEDIA_ERROR) recoverMedia(data);
    else if (data.type === ErrorTypes.NETWORK_ERROR) recoverNetwork(data);
    else events.failed(new PlayerProblem("media", `This channel cannot be played here (${data.details}).`));
  }

  function recoverNetwork(data: ErrorData): void {
    if (data.details === ErrorDetails.MANIFEST_PARSING_ERROR)
      return events.failed(new PlayerProblem("media", "What this channel sends is not an HLS stream."));
    const wait = manifest ? RETRY_SECONDS : patience.after(refusal(data), steadySeconds());
    if (wait instanceof PlayerProblem) return events.failed(wait);
    clearTimeout(retry);
    retry = setTimeout(() => (manifest ? hls.startLoad(-1) : hls.loadSource(url)), wait * 1000);
  }

  function recoverMedia(data: ErrorData): void {
    if (data.details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR)
      return events.failed(
        new PlayerProblem("media", "This browser has no decoder for this channel's format."),
      );
    const now = steadySeconds();
    faults = now - lastFault < MEDIA_FAULT_SECONDS ? faults + 1 : 1;
    lastFault = now;
    if (faults > 3)
      return events.failed(new PlayerProblem("media", "This channel sends pictures that cannot be decoded."));
    if (faults > 1) hls.swapAudioCodec();
    hls.recoverMediaError();
  }

  return {
    reload,
    programmeTime: () => (hls.playingDate ? hls.playingDate.getTime() / 1000 : null),
    behindLive: () => (manifest && hls.latency > 0 ? hls.latency : null),
    livePosition: () => hls.liveSyncPosition,
    seekable() {
      const ranges = video.seekable;
      if (!ranges.length) return null;
      const live = hls.latestLevelDetails?.live ?? true;
      return { start: ranges.start(0), end: ranges.end(ranges.length - 1), live };
    },
    subtitleTracks: () => hls.subtitleTracks,
    subtitleTrack: () => hls.subtitleTrack,
    chooseSubtitles(index) {
      hls.subtitleTrack = index;
    },
    audioTracks: () => hls.audioTracks,
    audioTrack: () => hls.audioTrack,
    chooseAudio(index) {
      hls.audioTrack = index;
    },
    heights: () => hls.levels.map((level) => level.height),
    chooseQuality(index) {
      hls.nextLevel = index;
    },
    dispose() {
      clearTimeout(retry);
      hls.destroy();
    },
  };
};

/** What the server answered instead of the playlist; hls.js hands over the request itself, and with it the body. */
function refusal({ response, networkDetails }: ErrorData): Refusal | null {
  return refusalOf(response?.code, networkDetails instanceof XMLHttpRequest ? networkDetails : null);
}

function steadySeconds(): number {
  return performance.now() / 1000;
}
