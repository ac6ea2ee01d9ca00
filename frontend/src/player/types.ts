/** What the player plays and how it stands. */

import type { ResultError } from "../protocol/events";

/** The part of a channel that the player needs. */
export interface Playable {
  id: string;
  name: string;
  number: number | null;
  logo: string | null;
  kind: "tv" | "radio" | "movie" | "episode" | "recording";
}

/**
 * `opening`: asked for, no picture yet. `waiting`: the picture stands still for want of data, and comes back by
 * itself. `failed`: it does not.
 */
export type Phase = "stopped" | "opening" | "playing" | "paused" | "waiting" | "failed";

/** How playback stands at one moment. */
export interface Snapshot {
  channel: Playable | null;
  phase: Phase;
  muted: boolean;
  /** The browser refused sound until the viewer touches the page. */
  soundBlocked: boolean;
  /** 0..100. */
  volume: number;
  rate: number;
  /** Programme time of the picture in Unix seconds. */
  position: number | null;
  behindLive: number | null;
  /** Lines of the picture. */
  height: number | null;
  subtitles: boolean;
  /** Lines of text over the picture now. */
  captions: string[];
  /** Why nothing plays. */
  problem: string | null;
  /** Something is missing though it plays: sound or picture. */
  notice: string | null;
}

/** A fault while opening or playing; `message` can be shown. */
export class PlayerProblem extends Error {
  constructor(
    readonly kind: ResultError,
    message: string,
  ) {
    super(message);
    this.name = "PlayerProblem";
  }
}
