/** What the page shows, as reactive state, and what a viewer can ask for; `main.ts` keeps the one and does the other. */

import { getContext, setContext } from "svelte";
import type { EpisodePlace } from "../protocol/episodes";
import type { Account, Api, Channel, Imported, NewPlaylist, Programme } from "../protocol/api";
import type { SocketStatus } from "../protocol/socket";
import type { Catalogue } from "./catalogue.svelte";
import type { Entry } from "./chat";
import type { Library } from "./library.svelte";
import type { Preferences } from "./preferences";

/** Pages of `ui.open`. */
export type Screen =
  | "live" | "guide" | "favourites" | "search" | "radio" | "movies" | "recordings" | "settings" | "home"; // prettier-ignore

/** What can be put on. */
export interface Watchable {
  id: string;
  name: string;
  number: number | null;
  logo: string | null;
  kind: "tv" | "radio" | "movie" | "episode" | "recording";
  /** A programme that began before now, to be seen from its beginning; ISO times. */
  past?: { title: string; start: string; stop: string };
  /** One of the channel's sources. */
  source?: string;
}

/** How the picture stands; what of the player's snapshot is shown. */
export interface Picture {
  channel: Watchable | null;
  phase: "stopped" | "opening" | "playing" | "paused" | "waiting" | "failed" | "ended";
  muted: boolean;
  soundBlocked: boolean;
  volume: number;
  behindLive: number | null;
  height: number | null;
  subtitles: boolean;
  captions: string[];
  /** What the channel has to choose from, and the places of what is on; -1 where nothing is. */
  offer: { sounds: readonly string[]; sound: number; subtitles: readonly string[]; subtitle: number };
  /** What can be sought, in media time; `live` where its end moves on. */
  timeline: { start: number; end: number; at: number; live: boolean } | null;
  converted: boolean;
  problem: string | null;
  notice: string | null;
}

/** The watch party that this browser is in. */
export interface Party {
  /** What its link has. */
  code: string;
  you: string;
  host: string;
  /** Everybody may choose what is watched, not the host alone. */
  everybody: boolean;
  members: readonly { id: string; name: string }[];
  /** Why there is nothing to see of what the others watch; empty where there is. */
  withheld: string;
}

export type Talk = "idle" | "listening" | "thinking" | "speaking";
export type Microphone = "off" | "starting" | "on";

export interface Toast {
  id: number;
  text: string;
}

export const TOAST_SECONDS = 5;

export class Model {
  socket = $state<SocketStatus>("connecting");
  /** Who is signed in; null where nobody has to. */
  account = $state.raw<Account | null>(null);
  /** The session has ended while the page was open. */
  signedOut = $state(false);
  picture = $state.raw<Picture>({
    channel: null, phase: "stopped", muted: false, soundBlocked: false, volume: 80, behindLive: null, height: null,
    subtitles: false, captions: [], offer: { sounds: [], sound: -1, subtitles: [], subtitle: -1 }, timeline: null,
    converted: false, problem: null, notice: null,
  }); // prettier-ignore
  /** Where the episode that plays stands in its series; null where none plays. */
  episode = $state.raw<EpisodePlace | null>(null);
  screen = $state<Screen>("live");
  /** On a narrow page Lumen and the television take turns below the picture. */
  withLumen = $state(false);
  filled = $state(false);
  dialog = $state<"source" | "shortcuts" | "profiles" | "channel-guide" | "tracks" | "party" | null>(null);
  party = $state.raw<Party | null>(null);
  /** Code of the party whose link was opened. */
  partyAsked = $state<string | null>(null);
  /** The profile that was asked for and needs its PIN. */
  profileAsked = $state<string | null>(null);
  /** Digits of a channel number as they are typed. */
  digits = $state("");
  entries = $state.raw<readonly Entry[]>([]);
  talk = $state<Talk>("idle");
  /** What is being heard: words that stay, */
  transcript = $state("");
  /** and words after them that may still change. */
  tentative = $state("");
  /** The viewer spoke just now and no word of it was understood. */
  unheard = $state(false);
  microphone = $state<Microphone>("off");
  /** Why there is no microphone. */
  microphoneProblem = $state<string | null>(null);
  /** This page can tell the programme's sound from the viewer's voice. */
  hasReference = true;
  /** Loudness at the microphone in [0, 1]. */
  level = $state(0);
  avatar = $state<"poster" | "loading" | "live">("poster");
  /** Which part of the settings is open, by its title. */
  settings = $state("This browser");
  toasts = $state.raw<Toast[]>([]);
  /** Unix milliseconds, once in a while. */
  clock = $state(Date.now());
  /** Where the guide was asked to go, in Unix milliseconds. */
  guideAt = $state<number | null>(null);
  preferences: Preferences;

  #toast = 0;

  constructor(
    readonly catalogue: Catalogue,
    preferences: Preferences,
    readonly library: Library,
  ) {
    this.preferences = $state(preferences);
  }

  /** How Lumen listens: as chosen, but by her name alone where all that is heard may be the programme's. */
  get listening(): Preferences["microphone"] {
    const chosen = this.preferences.microphone;
    return chosen === "open" && !this.hasReference ? "wake" : chosen;
  }

  toast(text: string): void {
    if (this.toasts.some((one) => one.text === text)) return; // Two requests that fail for one reason say it once.
    const id = ++this.#toast;
    this.toasts = [...this.toasts.slice(-2), { id, text }];
    setTimeout(() => (this.toasts = this.toasts.filter((one) => one.id !== id)), TOAST_SECONDS * 1000);
  }
}

/** What a viewer can ask for with mouse, finger or keys. */
export interface Actions {
  /** Put it on, where it was left or from media time `from`. */
  watch(what: Watchable, from?: number): void;
  /** Jump to media time `seconds`. */
  seek(seconds: number): void;
  /** Record what is on, or stop recording it. */
  record(on: boolean): void;
  step(by: 1 | -1): void;
  playPause(): void;
  setMuted(on: boolean): void;
  setVolume(volume: number): void;
  setSubtitles(on: boolean): void;
  /** Choose from the channel's offer by its place there, -1 for no subtitles. */
  pickTrack(what: "sound" | "subtitle", index: number): void;
  fullscreen(on: boolean): void;
  pip(): void;
  open(screen: Screen): void;
  favourite(channel: Pick<Channel, "id">, on: boolean): void;
  say(text: string): void;
  interrupt(): void;
  /** The talk button went down or up; false where it was held long enough to be a hold. */
  talk(down: boolean): void;
  importPlaylist(source: File | NewPlaylist, signal: AbortSignal): Promise<Imported>;
  /** Channels, films or stations came or went. */
  catalogueChanged(): void;
  signOut(everywhere: boolean): Promise<void>;
  /** Somebody signed in over the room. */
  signedInAgain(account: Account): void;
  /**
   * Become another profile.
   *
   * @throws Problem the PIN is wrong or missing.
   */
  enterProfile(profile: string, pin?: string): Promise<void>;
  /** Join the party of `code`, or start one, called `name` there; empty for the profile's name. */
  joinParty(code: string | null, name: string): void;
  /** Leave the party, or end it for everybody. */
  leaveParty(end: boolean): void;
  /** Let everybody choose what is watched, or the host alone. */
  ruleParty(everybody: boolean): void;
  guide(from: Date, to: Date, channels: string[], signal: AbortSignal): Promise<Programme[]>;
  preferencesChanged(): void;
  /** A dialog lies over the room, or does no more. */
  covered(on: boolean): void;
}

/** Elements that live outside Svelte's reach: the picture and Lumen's canvas. */
export interface Hosts {
  video: HTMLVideoElement;
  lumen: HTMLElement;
}

interface Page {
  model: Model;
  actions: Actions;
  hosts: Hosts;
  api: Api;
}

const KEY = Symbol("page");
export const providePage = (page: Page): Page => setContext(KEY, page);
/** The page's state and actions, for a component inside `App`. */
export const page = (): Page => getContext<Page>(KEY);
