/** The player with what belongs to it: history, commands, reports of its state, its picture on the page. */

import type { Api } from "../protocol/api";
import type { PlaybackCommand, PlaybackState } from "../protocol/events";
import { createCommands, type Lumen, type Outcome, type Page } from "../player/commands";
import { decoders } from "../player/decoders";
import { createHistory, type History } from "../player/history";
import { createPlayer, type Player } from "../player/player";
import type { Playable } from "../player/types";
import { createStateReporter, playbackState, type StateReporter } from "../player/state";
import type { Catalogue } from "../ui/catalogue.svelte";
import type { Model } from "../ui/model.svelte";

export interface Television {
  player: Player;
  /** The same, for what nobody asks for, and no party is told of. */
  screen: Player;
  history: History;
  reporter: StateReporter;
  state(): PlaybackState;
  execute(command: PlaybackCommand["command"], target: PlaybackCommand["target"]): Promise<Outcome>;
}

export interface TelevisionOptions {
  video: HTMLVideoElement;
  model: Model;
  api: Api;
  page: Page;
  lumen: Lumen;
  catalogue: Catalogue;
  /** Whose television it is, once that is known. */
  profile: Promise<string>;
  send: (state: PlaybackState) => void;
  /** The player for commands and by hand. */
  guard: (player: Player) => Player;
}

/** Loads hls.js and sets the television up. */
export async function createTelevision(options: TelevisionOptions): Promise<Television> {
  const { video, model, api, page, lumen, catalogue, profile, send } = options;
  const { createHlsEngine, supported } = await import("../player/engine");
  if (!supported())
    throw new Error("This browser cannot play live streams; use a current Chrome, Firefox, Edge or Safari.");
  const history = createHistory(localStorage, await profile);
  const screen = createPlayer({
    video,
    createEngine: createHlsEngine,
    stream: streams(
      api,
      decoders((type) => MediaSource.isTypeSupported(type)),
    ),
    ...model.preferences,
    language: navigator.language,
  });
  const player = options.guard(screen);
  const commands = createCommands({
    player,
    api,
    page,
    lumen,
    history,
    setFavourite: (id, on) => catalogue.setFavourite({ id }, on),
    leftAt: (item) => model.library.leftAt(item),
    random: Math.random,
    now: () => Date.now() / 1000,
  });
  const state = (): PlaybackState =>
    playbackState(player.snapshot(), {
      fullscreen: model.filled || document.fullscreenElement !== null,
      screen: model.screen,
      sleepAt: commands.sleepAt(),
    });
  const reporter = createStateReporter(state, send);

  player.onChange(() => {
    const snapshot = player.snapshot();
    model.picture = snapshot;
    reporter.changed();
    if (snapshot.phase === "playing" && snapshot.channel && !sameProgramme(snapshot.channel, history.last()))
      history.watched(snapshot.channel);
  });
  model.picture = player.snapshot();
  return {
    player,
    screen,
    history,
    reporter,
    state,
    execute: (command, target) => commands.execute(command, target),
  };
}

/** Whether both are one channel and, of a channel's past, one programme: what a later visit would begin with. */
export function sameProgramme(one: Playable, other: Playable | null): boolean {
  return one.id === other?.id && one.past?.start === other.past?.start && one.source === other.source;
}

/** Gives the address of whatever can be played; `can` is what this browser decodes beyond the usual. */
export function streams(api: Pick<Api, "stream" | "recordingStream">, can: string[]) {
  return ({ id, kind, past, source }: Playable, converted: boolean): string => {
    if (kind === "recording") return api.recordingStream(id, converted ? { convert: "auto", can } : {});
    return api.stream(id, {
      ...(past ? { start: past.start, stop: past.stop } : {}),
      ...(source ? { source } : {}),
      ...(converted ? { convert: "auto" } : {}),
      can,
    });
  };
}
