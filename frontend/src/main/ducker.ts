/** Lowers the programme while the viewer or Lumen speaks. */

import { Ducking, type Speaker } from "../player/ducking";
import type { Socket } from "../protocol/socket";

/** Small enough that no step of the volume is heard. */
const STEP_SECONDS = 0.02;

export interface Ducker {
  speaks(speaker: Speaker, on: boolean): void;
  /** Follow what the server hears of the viewer. */
  listen(socket: Pick<Socket, "on" | "onStatus">): void;
}

/** Creates it; `duck` plays the programme at a share of its volume. */
export function createDucker(duck: (share: number) => void): Ducker {
  const ducking = new Ducking();
  let timer: ReturnType<typeof setInterval> | undefined;
  let before = 0;

  function tick(): void {
    const now = performance.now() / 1000;
    duck(ducking.update(now - before));
    before = now;
    if (!ducking.still) return;
    clearInterval(timer);
    timer = undefined;
  }

  function speaks(speaker: Speaker, on: boolean): void {
    ducking.speaks(speaker, on);
    if (timer !== undefined || ducking.still) return;
    before = performance.now() / 1000;
    timer = setInterval(tick, STEP_SECONDS * 1000);
  }

  return {
    speaks,
    listen(socket) {
      socket.on("user-started-speaking", () => speaks("viewer", true));
      socket.on("user-stopped-speaking", () => speaks("viewer", false));
      socket.onStatus((status) => status === "ready" || speaks("viewer", false));
    },
  };
}
