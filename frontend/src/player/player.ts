/**
 * The television set: one video element, one channel at a time.
 *
 * Opening a channel is done when its picture moves. After that the player looks after itself: it waits for services
 * that restart, steps over broken spots, starts a channel again that stands still, and says what is missing.
 */

import type { Caption } from "../protocol/events";
import { createCaptions } from "./captions";
import { createChoices } from "./choices";
import type { CreateEngine, Engine } from "./engine";
import { createRate } from "./rate";
import { createSound } from "./sound";
import { isWhole, PlayerProblem, type Phase, type Playable, type Snapshot, type Timeline } from "./types";
import { createWatchdog } from "./watchdog";
import { sampleOf } from "./sample";

export interface PlayerOptions {
  video: HTMLVideoElement;
  createEngine: CreateEngine;
  /** Address of the HLS playlist of what plays, as it comes or converted into what this browser plays. */
  stream: (playable: Playable, converted: boolean) => string;
  /** As chosen in an earlier visit. */
  volume: number;
  muted: boolean;
  subtitles: boolean;
  /** The viewer's language (BCP 47), for subtitles where none is asked for. */
  language?: string;
  /** Seconds on a steady clock. */
  now?: () => number;
}

export interface Player {
  /**
   * Play `channel`, from media time `from` where it has a beginning; resolves when its picture moves.
   *
   * @throws PlayerProblem it does not within 8 s, or another channel was asked for meanwhile.
   */
  open(channel: Playable, from?: number): Promise<void>;
  play(): Promise<void>;
  pause(): void;
  stop(): void;
  /** Jump to media time `seconds`, within what the channel keeps; the result is where it landed. */
  seek(seconds: number): number;
  readonly engine: Engine | null;
  readonly video: HTMLVideoElement;
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  duck(share: number): void;
  unblockSound(): void;
  setRate(rate: number): void;
  /** Run a little faster or slower than at the chosen speed, to keep in step with others; 1 as chosen. */
  steer(factor: number): void;
  /** False where the channel has no subtitles in that language. */
  setSubtitles(on: boolean, language?: string): boolean;
  /** Index of the chosen track, -1 where there is none like it. */
  setAudio(choice: { language?: string; description?: boolean }): number;
  /** Lines of the chosen quality, null for automatic, -1 where the channel has no choice. */
  setQuality(height: number | null): number | null;
  /** Choose from what the channel offers by its place there, -1 for no subtitles. */
  pick(what: "sound" | "subtitle", index: number): void;
  addCaption(caption: Caption): void;
  /** Programme time of the picture in Unix seconds, null where the channel does not tell. */
  programmeTime(): number | null;
  snapshot(): Snapshot;
  onChange(handler: () => void): () => void;
  dispose(): void;
}

/** A channel that shows no picture by then is told as failed; the player goes on trying. */
export const OPEN_SECONDS = 8;
const TICK_SECONDS = 0.25;
const NUDGE_SECONDS = 0.2;
/** A channel that was asked for anew so often without a picture does not come by itself. */
const FUTILE_RELOADS = 3;

/** Creates the player on `options.video`. */
export function createPlayer(options: PlayerOptions): Player {
  const { video, createEngine, stream } = options;
  const now = options.now ?? (() => performance.now() / 1000);
  const sound = createSound(video, options.volume, options.muted);
  const rate = createRate(video);
  const watchdog = createWatchdog();
  const captions = createCaptions(video);
  const choices = createChoices(options.subtitles, options.language);
  const listeners = new Set<() => void>();
  let engine: Engine | null = null;
  let channel: Playable | null = null;
  let phase: Phase = "stopped";
  let problem: string | null = null;
  let trouble: string | null = null;
  /** What is said while nothing else is known of a channel that takes its time. */
  let slowness: string | null = null;
  let converted = false;
  let reloads = 0;
  let opening: { resolve: () => void; reject: (problem: PlayerProblem) => void } | null = null;

  const changed = (): void => listeners.forEach((listener) => listener());
  const ticker = setInterval(tick, TICK_SECONDS * 1000);
  video.addEventListener("playing", onPlaying);
  video.addEventListener("pause", onPause);
  video.addEventListener("ended", onEnded);
  video.addEventListener("emptied", onEmptied);
  for (const event of ["volumechange", "ratechange", "resize", "seeked"] as const)
    video.addEventListener(event, changed);

  function setPhase(next: Phase, why: string | null = null): void {
    if (phase === next && problem === why) return;
    phase = next;
    problem = why;
    changed();
  }

  function open(next: Playable, from?: number): Promise<void> {
    release(new PlayerProblem("timeout", `${next.name} was asked for before ${channel?.name} came on.`));
    channel = next;
    converted = false;
    setPhase("opening");
    // A past programme that is still on would begin at its live edge.
    start(next, from ?? (next.past ? 0 : undefined));
    return new Promise((resolve, reject) => {
      const slow = new PlayerProblem("timeout", `${next.name} sends no picture yet; Prism goes on trying.`);
      const deadline = setTimeout(() => {
        slowness = slow.message;
        settle(slow);
        changed();
      }, OPEN_SECONDS * 1000);
      opening = {
        resolve: () => (clearTimeout(deadline), resolve()),
        reject: (why) => (clearTimeout(deadline), reject(why)),
      };
      sound.start().then(changed, settle);
    });
  }

  function start(next: Playable, from?: number): void {
    reloads = 0;
    trouble = null;
    slowness = null;
    const events = { failed: fail, changed: onTracks, troubled };
    engine = createEngine(video, stream(next, converted), events, from);
  }

  /** Ask for the same once more, in a form that this browser plays. */
  function convert(): boolean {
    if (!channel || converted) return false;
    converted = true;
    const from = isWhole(channel) || channel.past ? video.currentTime : undefined;
    engine?.dispose();
    watchdog.reset();
    setPhase("opening");
    start(channel, from);
    void sound.start().then(changed, settle);
    return true;
  }

  function troubled(why: string | null): void {
    if (trouble === why) return;
    trouble = why;
    changed();
  }

  /** Let go of the present channel; whoever waits for it is told `why`. */
  function release(why: PlayerProblem): void {
    settle(why);
    engine?.dispose();
    engine = null;
    watchdog.reset();
    captions.clear();
    rate.reset();
  }

  function settle(why?: PlayerProblem): void {
    const waiting = opening;
    opening = null;
    if (why) waiting?.reject(why);
    else waiting?.resolve();
  }

  function fail(why: PlayerProblem): void {
    if (why.kind === "media" && convert()) return;
    engine?.dispose();
    engine = null;
    setPhase("failed", why.message);
    settle(why);
  }

  function onPlaying(): void {
    if (!engine) return;
    setPhase("playing");
    settle();
  }

  /** Also from the browser's own controls, such as those of picture in picture. */
  function onPause(): void {
    if (engine && (phase === "playing" || phase === "waiting")) setPhase("paused");
  }

  function onEnded(): void {
    if (engine) setPhase("ended");
  }

  /** An element that is given its channel anew is paused by that, and no event says so (HTML, load algorithm). */
  function onEmptied(): void {
    if (engine && phase !== "paused") sound.start().then(changed, () => setPhase("paused"));
  }

  function onTracks(): void {
    choices.apply(engine);
    changed();
  }

  function tick(): void {
    if (!engine || phase === "stopped" || phase === "ended") return;
    const verdict = watchdog.update(now(), sampleOf(video));
    if (verdict === "nudge") video.currentTime += NUDGE_SECONDS;
    if (verdict === "reload" && !reload()) return;
    if (missing() && convert()) return;
    if (verdict === "fine" && phase === "waiting" && !video.paused) setPhase("playing");
    if (verdict !== "fine" && phase === "playing") setPhase("waiting");
    if (phase === "playing" || phase === "waiting") changed();
  }

  /** Begin again; false where that has been tried often enough without a picture. */
  function reload(): boolean {
    reloads += 1;
    if (phase === "opening" && reloads >= FUTILE_RELOADS) {
      fail(new PlayerProblem("network", trouble ?? `${channel?.name} sends nothing that can be seen.`));
      return false;
    }
    engine?.reload();
    return true;
  }

  /** Without the picture that it should have; radio and podcasts (which are episodes) have none. */
  function blind(): boolean {
    return watchdog.blind && (channel?.kind === "tv" || channel?.kind === "movie");
  }

  function missing(): boolean {
    return watchdog.silent || blind();
  }

  function timeline(): Timeline | null {
    const range = engine?.seekable();
    return range ? { ...range, at: video.currentTime } : null;
  }

  function notice(): string | null {
    if (watchdog.silent)
      return "No sound arrives from this channel; its format may be one that browsers cannot play.";
    if (blind()) return "This channel sends sound only, or a picture that browsers cannot play.";
    return null;
  }

  /** Why there is no picture at the moment. */
  function hindrance(): string | null {
    if (phase === "opening") return trouble ?? slowness;
    return phase === "waiting" ? trouble : null;
  }

  function programmeTime(): number | null {
    return engine?.programmeTime() ?? null;
  }

  return {
    open,
    async play() {
      if (channel && (!engine || phase === "ended")) return open(channel);
      await sound.start();
      if (engine) setPhase("playing");
    },
    pause() {
      video.pause();
      if (engine) setPhase("paused");
    },
    stop() {
      release(new PlayerProblem("nothing_playing", "The player was stopped."));
      video.pause();
      video.removeAttribute("src");
      video.load();
      setPhase("stopped");
    },
    seek(seconds) {
      const range = engine?.seekable();
      const target = range ? Math.min(range.end, Math.max(range.start, seconds)) : video.currentTime;
      video.currentTime = target;
      return target;
    },
    get engine() {
      return engine;
    },
    video,
    setVolume: (volume) => (sound.setVolume(volume), changed()),
    setMuted: (muted) => (sound.setMuted(muted), changed()),
    duck: (share) => sound.duck(share),
    unblockSound() {
      if (!sound.blocked) return;
      sound.unblock();
      changed();
    },
    setRate: (chosen) => rate.choose(chosen),
    steer: (factor) => rate.steer(factor),
    setSubtitles(on, language) {
      const found = choices.setSubtitles(engine, on, language);
      changed();
      return found;
    },
    setAudio: (choice) => choices.setAudio(engine, choice),
    setQuality: (height) => choices.setQuality(engine, height),
    pick: (what, index) => (choices.pick(engine, what, index), changed()),
    addCaption(caption) {
      if (caption.channel_id === channel?.id) captions.add(caption);
    },
    programmeTime,
    snapshot() {
      const position = programmeTime();
      return {
        channel,
        phase,
        muted: sound.muted || sound.blocked,
        soundBlocked: sound.blocked,
        volume: sound.volume,
        rate: rate.chosen,
        position,
        behindLive: engine?.behindLive() ?? null,
        height: engine && video.videoHeight ? video.videoHeight : null,
        subtitles: choices.subtitles,
        captions: choices.subtitles ? captions.lines(position) : [],
        offer: choices.offer(engine),
        timeline: timeline(),
        converted,
        problem: problem ?? hindrance(),
        notice: notice(),
      };
    },
    onChange(handler) {
      listeners.add(handler);
      return () => listeners.delete(handler);
    },
    dispose() {
      clearInterval(ticker);
      release(new PlayerProblem("nothing_playing", "The page closes."));
      listeners.clear();
    },
  };
}
