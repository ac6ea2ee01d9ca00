/** Lumen on the page: finds out what can be drawn, loads her at the right level of detail and keeps her alive. */

import { Avatar, type AvatarOptions, type AvatarState } from "./avatar";
import { GESTURES } from "./gestures";
import { detectGraphics, type Graphics } from "./graphics";
import { fetchBytes, loadAvatar, type Fetcher } from "./load";
import { Stage } from "./stage";

export type { Avatar, AvatarState } from "./avatar";
export type { GazeGoal } from "./gaze";
export type { Stance } from "./stance";

export interface LumenOptions extends Omit<AvatarOptions, "reducedMotion"> {
  /** What she fills; a poster may stand in it, which is the caller's to hide. */
  container: HTMLElement;
  /** Where the avatar's files are, with a slash at the end. */
  base?: string;
  /** The viewer's own avatar in place of Lumen. */
  avatarUrl?: string | null;
  /** Where it differs from the system's setting. */
  reducedMotion?: boolean;
  fetcher?: Fetcher;
  /** Told when she appears, and when a poster must stand in for her. */
  onMode?: (mode: LumenMode) => void;
}

/** `poster`: nothing is drawn, for want of WebGL or of speed. */
export type LumenMode = "live" | "poster";

/** What `Lumen.inspect` gives. */
export interface LumenState {
  readonly mode: LumenMode;
  readonly graphics: Graphics;
  /** Frames a second aimed at. */
  readonly pace: number;
  /** Null while only the poster shows. */
  readonly avatar: AvatarState | null;
}

/** Lumen, live or as a poster. */
export interface Lumen {
  /** Null while only the poster shows; what one asks of her then is dropped with `?.`. */
  readonly avatar: Avatar | null;
  inspect(): LumenState;
  /** Stands still while something lies over her, where drawing her takes the processor that the page needs. */
  rest(on: boolean): void;
  /** Freezes the loop, moves her on by `frames` steps of `delta` seconds and draws: for tests and pictures. */
  step(delta: number, frames: number): void;
  dispose(): void;
}

/**
 * Loads Lumen into `container`.
 *
 * @throws Error where a file cannot be had or holds no avatar.
 */
export async function createLumen(options: LumenOptions): Promise<Lumen> {
  const graphics = detectGraphics(document.createElement("canvas"));
  if (graphics === "none") {
    options.onMode?.("poster");
    return poster(graphics);
  }
  const base = options.base ?? "/avatar/";
  const url = options.avatarUrl ?? `${base}${graphics === "software" ? "lumen-light" : "lumen"}.vrm`;
  const loaded = await loadAvatar(options.fetcher ?? fetchBytes, url, base, GESTURES);
  const reducedMotion =
    options.reducedMotion ?? window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return live(new Avatar(loaded, { ...options, reducedMotion }), graphics, options);
}

function poster(graphics: Graphics): Lumen {
  return {
    avatar: null,
    inspect: () => ({ mode: "poster", graphics, pace: 0, avatar: null }),
    rest: () => {},
    step: () => {},
    dispose: () => {},
  };
}

/** One frame. */
const FRAME_SECONDS = 1 / 30;

async function live(avatar: Avatar, graphics: Graphics, options: LumenOptions): Promise<Lumen> {
  let current: Avatar | null = avatar;
  const stage = new Stage({
    container: options.container,
    software: graphics === "software",
    onFrame: (delta) => avatar.update(delta),
    onTooSlow: () => {
      current = null;
      stage.dispose();
      avatar.dispose();
      options.onMode?.("poster");
    },
  });
  await stage.show(avatar.vrm);
  stage.start();
  options.onMode?.("live");
  return {
    get avatar() {
      return current;
    },
    inspect: () => ({
      mode: current ? "live" : "poster",
      graphics,
      pace: stage.framesPerSecond,
      avatar: current?.inspect() ?? null,
    }),
    rest(on) {
      if (!current || graphics !== "software") return;
      if (!on) return stage.start();
      stage.stop();
      // Covered before her first frame, she would stand there as her file has her, arms stretched out.
      avatar.update(FRAME_SECONDS);
      stage.draw();
    },
    step(delta, frames) {
      if (!current) return;
      stage.stop();
      for (let frame = 0; frame < frames; frame++) current.update(delta);
      stage.draw();
    },
    dispose() {
      if (!current) return;
      current = null;
      stage.dispose();
      avatar.dispose();
    },
  };
}
