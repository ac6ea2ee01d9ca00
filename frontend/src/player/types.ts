/** What the player plays and how it stands. */

import type { ResultError } from "../protocol/events";
import type { Offer } from "./choices";

/** The part of a channel that the player needs. */
export interface Playable {
  id: string;
  name: string;
  number: number | null;
  logo: string | null;
  kind: "tv" | "radio" | "movie" | "episode" | "recording";
  /** A programme that began before now, to be seen from its beginning; ISO times. */
  past?: { title: string; start: string; stop: string };
  /** One of the channel's sources, chosen by hand. */
  source?: string;
}

/** Whether it is one thing with a beginning and an end, rather than what a channel happens to show. */
export function isWhole(playable: Playable): boolean {
  return playable.kind !== "tv" && playable.kind !== "radio";
}

/**
 * `opening`: asked for, no picture yet. `waiting`: the picture stands still for want of data, and comes back by
 * itself. `failed`: it does not. `ended`: a film came to its end.
 */
export type Phase = "stopped" | "opening" | "playing" | "paused" | "waiting" | "failed" | "ended";

/** What can be sought, in media time; `live` where its end moves on. */
export interface Timeline {
  start: number;
  end: number;
  at: number;
  live: boolean;
}

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
  /** Sounds, subtitles and qualities that the channel has. */
  offer: Offer;
  timeline: Timeline | null;
  /** What comes is converted into something that this browser plays. */
  converted: boolean;
  /** Why nothing plays, or why what should play is waited for. */
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
