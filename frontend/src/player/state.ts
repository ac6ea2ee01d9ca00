/** Reports to the server how playback stands: on change, at most four times a second, and every few seconds. */

import type { PlaybackState } from "../protocol/events";
import { isWhole, type Snapshot } from "./types";

/** What the page around the player knows. */
export interface Surroundings {
  fullscreen: boolean;
  /** Page that is open, one of `ui.open`'s. */
  screen: string;
  /** Unix seconds at which the sleep timer stops the programme; null where it is not set. */
  sleepAt: number | null;
}

export interface StateReporter {
  /** Something may have changed. */
  changed(): void;
  /** Send now whatever was sent before: a server is there that knows nothing yet. */
  resend(): void;
  dispose(): void;
}

const CHANGE_SECONDS = 0.25;
const REGULAR_SECONDS = 5;

/** The event that tells how playback stands. */
export function playbackState(snapshot: Snapshot, around: Surroundings): PlaybackState {
  const on = snapshot.phase === "stopped" ? null : snapshot.channel;
  return {
    type: "tv.state",
    channel_id: on && on.kind !== "recording" ? on.id : null,
    channel_name: on?.name ?? null,
    live: !on || (!isWhole(on) && !on.past),
    playing: snapshot.phase === "playing",
    paused: snapshot.phase === "paused",
    muted: snapshot.muted,
    volume: snapshot.volume,
    position: snapshot.position === null ? null : new Date(snapshot.position * 1000).toISOString(),
    behind_live_seconds: snapshot.behindLive === null ? null : Math.max(0, round(snapshot.behindLive)),
    height: snapshot.height,
    rate: snapshot.rate,
    subtitles: snapshot.subtitles,
    fullscreen: around.fullscreen,
    screen: around.screen,
    sleep_at: around.sleepAt === null ? null : new Date(around.sleepAt * 1000).toISOString(),
    error: snapshot.problem,
  };
}

/** Creates a reporter that reads with `read` and hands over with `send`. */
export function createStateReporter(
  read: () => PlaybackState,
  send: (state: PlaybackState) => void,
): StateReporter {
  let sent = "";
  let pending: ReturnType<typeof setTimeout> | undefined;
  const regular = setInterval(resend, REGULAR_SECONDS * 1000);

  function resend(): void {
    const state = read();
    sent = essence(state);
    send(state);
  }

  function flush(): void {
    pending = undefined;
    if (essence(read()) !== sent) resend();
  }

  return {
    changed() {
      pending ??= setTimeout(flush, CHANGE_SECONDS * 1000);
    },
    resend,
    dispose() {
      clearInterval(regular);
      clearTimeout(pending);
    },
  };
}

/** A state without what changes with every frame. */
function essence(state: PlaybackState): string {
  return JSON.stringify({ ...state, position: null, behind_live_seconds: null });
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
