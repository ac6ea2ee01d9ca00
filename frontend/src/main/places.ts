/** Keeps on the server where a film, an episode or a recording was left. */

import type { Player } from "../player/player";
import { isWhole, type Playable } from "../player/types";
import type { Api } from "../protocol/api";

/** While it plays; also when it stops, and when something else comes on. */
const EVERY_SECONDS = 15;
/** Left earlier than this, it was only looked into. */
const WORTH_SECONDS = 20;

export interface PlaceOptions {
  player: Pick<Player, "snapshot" | "onChange">;
  api: Pick<Api, "setResume">;
  /** Calls back when the page is about to go, or may go without a further word. */
  onLeaving: (handler: () => void) => void;
  /** A place was kept. */
  onKept: () => void;
  /** Seconds on a steady clock. */
  now?: () => number;
}

interface Place {
  item: Playable;
  seconds: number;
  duration: number | null;
}

/** Watches the player from now on. */
export function keepPlace({
  player,
  api,
  onLeaving,
  onKept,
  now = () => performance.now() / 1000,
}: PlaceOptions): void {
  let last: Place | null = null;
  let keptAt = 0;
  let kept = -1;

  function keep(place: Place, keepalive = false): void {
    if (place.seconds < WORTH_SECONDS || place.seconds === kept) return;
    keptAt = now();
    kept = place.seconds;
    const { item, seconds, duration } = place;
    // The next time tells it again; a film must not stop for that.
    api
      .setResume(item.id, { title: item.name, seconds, duration_seconds: duration }, { keepalive })
      .then(onKept, () => undefined);
  }

  onLeaving(() => {
    if (last) keep(last, true);
  });
  player.onChange(() => {
    const { channel, phase, timeline } = player.snapshot();
    if (last && last.item.id !== channel?.id) {
      keep(last);
      last = null;
      kept = -1;
    }
    if (!channel || !isWhole(channel) || !timeline || phase === "opening") return;
    const seconds = phase === "ended" ? timeline.end - timeline.start : timeline.at - timeline.start;
    last = { item: channel, seconds, duration: timeline.live ? null : timeline.end - timeline.start };
    if (phase !== "playing" || now() - keptAt >= EVERY_SECONDS) keep(last);
  });
}

/** Calls `handler` when the page closes, is reloaded or goes out of sight; a phone may end it there without a word. */
export function onLeaving(handler: () => void): void {
  window.addEventListener("pagehide", handler);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && handler());
}
