/** Keeps the player with what the party watches: its channel, its pauses, and its place in time. */

import type { Player } from "../../player/player";
import { Steering } from "../../player/steering";
import { isWhole, type Playable } from "../../player/types";
import type { PartyItem, PartyPlayback } from "../../protocol/events";

/** A pause that stands so far off is put right; nobody sees less in a still picture. */
const STILL_SECONDS = 0.1;

export interface FollowerOptions {
  player: Player;
  /** Unix seconds of the gateways' clock. */
  now: () => number;
  /** What could not be put on. */
  failed: (error: unknown) => void;
}

export interface Follower {
  /** Follow it from now on; null: go one's own way. */
  follow(playback: PartyPlayback | null): void;
  /** A moment has passed. */
  step(): void;
  /** Seconds by which the picture is late; null while that is not known. */
  readonly drift: number | null;
}

export function createFollower({ player, now, failed }: FollowerOptions): Follower {
  const steering = new Steering();
  let playback: PartyPlayback | null = null;
  let opened: string | null = null;
  let drift: number | null = null;

  function wanted(): number | null {
    if (!playback || playback.position === null) return null;
    return playback.position + (playback.playing ? (now() - playback.at) * playback.rate : 0);
  }

  function late(): number | null {
    const target = wanted();
    const here = playback?.clock === "media" ? player.video.currentTime : player.programmeTime();
    return target === null || here === null ? null : target - here;
  }

  function open(item: PartyItem): void {
    const key = keyOf(item);
    if (opened === key) return; // It was tried; the player says why there is no picture, and goes on trying.
    opened = key;
    steering.reset();
    const from = playback?.clock === "media" ? (wanted() ?? undefined) : undefined;
    player.open(playable(item), from).catch(failed);
  }

  function jump(seconds: number): void {
    player.seek(player.video.currentTime + seconds);
  }

  function inStep(): void {
    if (!playback) return;
    const { phase } = player.snapshot();
    if (!playback.playing) {
      if (phase === "playing" || phase === "waiting") player.pause();
      player.steer(1);
      if (drift !== null && phase === "paused" && !player.video.seeking && Math.abs(drift) > STILL_SECONDS)
        jump(drift);
      return;
    }
    if (phase === "paused") return void player.play().catch(failed);
    if (phase !== "playing" || drift === null || player.video.seeking) return player.steer(1);
    if (player.snapshot().rate !== playback.rate) player.setRate(playback.rate);
    const { factor, jump: far } = steering.update(drift, now());
    player.steer(factor);
    if (far !== null) jump(far);
  }

  return {
    follow(next) {
      if (next?.item && playback?.at !== next.at) opened = null;
      playback = next;
      drift = null;
      if (!next) player.steer(1);
    },
    step() {
      drift = null;
      if (!playback || playback.withheld) return;
      const { channel, phase } = player.snapshot();
      if (!playback.item) {
        if (phase !== "stopped") player.stop();
      } else if (phase === "stopped" || !channel || keyOf(playback.item) !== keyOf(itemOf(channel))) {
        open(playback.item);
      } else {
        drift = late();
        inStep();
      }
    },
    get drift() {
      return drift;
    },
  };
}

/** What a player plays, as a party is told of it. */
export function itemOf({ id, name, number, logo, kind, past, source }: Playable): PartyItem {
  const { start = null, stop = null } = past ?? {};
  return { id, name, number, logo, kind, start, stop, source: source ?? null };
}

/** The clock on which a party keeps together while `playable` is on. */
export function clockOf(playable: Playable): PartyPlayback["clock"] {
  return isWhole(playable) || playable.past ? "media" : "programme";
}

function playable({ id, name, number, logo, kind, start, stop, source }: PartyItem): Playable {
  return {
    ...{ id, name, number, logo, kind },
    // Which programme of the past it is, the party does not say to those who may not know.
    ...(start && stop ? { past: { title: name, start, stop } } : {}),
    ...(source ? { source } : {}),
  };
}

/** Times are written in several ways. */
function keyOf({ id, start, stop, source }: PartyItem): string {
  return [id, start && Date.parse(start), stop && Date.parse(stop), source].join("|");
}
