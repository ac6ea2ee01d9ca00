/** What commands need beyond the player: the page, Lumen, the catalogue. `main.ts` brings them together. */

import type { Api } from "../../protocol/api";
import type { ChannelTarget, Command, CommandName } from "../../protocol/events";
import type { History } from "../history";
import type { Player } from "../player";
import type { Outcome } from "./outcome";

/** The page around the picture. Each answer says whether it could. */
export interface Page {
  readonly screen: string;
  /** Opens a page of `ui.open`; `said` is the sentence that tells it, or why there is nothing to show. */
  open(page: string): Promise<{ ok: boolean; said: string }>;
  guide(at: { channel?: string; when?: string }): Promise<string>;
  /** The number of results. */
  search(query: string): Promise<number>;
  /** Chooses from the list on the screen, from 1, -1 the last; the sentence says what was chosen, null if nothing. */
  select(index: number): Promise<string | null>;
  back(): boolean;
  scroll(direction: "up" | "down" | "left" | "right"): boolean;
  /** `window` where the browser only lets the picture fill the page. */
  fullscreen(on: boolean): Promise<"screen" | "window">;
  /** Rejects where the browser wants a click first. */
  pip(on: boolean): Promise<void>;
  /** Name of the theme that came closest; null where none does. */
  theme(name: string): string | null;
}

/** Lumen, as far as the page can tell her anything. */
export interface Lumen {
  hush(on: boolean): void;
  stop(): void;
  companion(on: boolean): void;
  /** The new loudness of her voice in percent, or null where the change is not one of loudness. */
  voice(change: { louder?: boolean; quieter?: boolean }): number | null;
  /** False where she does not know the gesture. */
  gesture(name: string): boolean;
}

export interface Context {
  player: Player;
  api: Api;
  page: Page;
  lumen: Lumen;
  history: History;
  /** Star a channel, or take its star, on the server and wherever the page shows it. */
  setFavourite: (channel: string, on: boolean) => Promise<void>;
  /** Seconds at which a film or recording was left; undefined where it was not. */
  leftAt: (item: string) => number | undefined;
  random: () => number;
  /** Unix seconds. */
  now: () => number;
}

/** What goes with a command of that name. */
export type SlotsOf<N extends CommandName> = Extract<Command, { name: N }>["slots"];
/** Carries out one command. */
export type Execute<N extends CommandName> = (
  context: Context,
  slots: SlotsOf<N>,
  target: ChannelTarget | null,
) => Promise<Outcome> | Outcome;
/** Commands by name. */
export type Table = { readonly [N in CommandName]?: Execute<N> };
