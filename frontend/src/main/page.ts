/** What commands may do to the page around the picture: pages, search, selection, full screen, theme. */

import { timeSaid } from "../protocol/when";
import type { Page } from "../player/commands";
import type { Filter } from "../ui/catalogue.svelte";
import type { Model, Screen } from "../ui/model.svelte";
import { themeLike } from "../ui/preferences";

const SCROLL_SHARE = 0.8;
/** What is said once a page is open. */
const OPENED: Readonly<Record<Screen, string>> = {
  live: "Live television is open.",
  home: "Live television is open.",
  guide: "The guide is open.",
  favourites: "Your favourites are open.",
  search: "The search is open.",
  radio: "The radio stations are open.",
  movies: "The films are open.",
  recordings: "The recordings are open.",
  settings: "The settings are open.",
};

/** Pages that show the list of channels. */
const LISTED: ReadonlySet<Screen> = new Set(["live", "home", "guide", "favourites", "search", "radio"]);

export interface PageOptions {
  model: Model;
  video: HTMLVideoElement;
  /** Plays the channel. */
  watch: (id: string) => Promise<string | null>;
  preferencesChanged: () => void;
  changed: () => void;
}

/** Creates the page's side of the commands. */
export function createPage({ model, video, watch, preferencesChanged, changed }: PageOptions): Page {
  const catalogue = model.catalogue;
  const visited: { screen: Screen; filter: Filter }[] = [];

  async function show(screen: Screen, filter: Filter): Promise<void> {
    visited.push({ screen: model.screen, filter: catalogue.filter });
    await enter(screen, filter);
  }

  async function enter(screen: Screen, filter: Filter): Promise<void> {
    model.screen = screen;
    model.withLumen = false;
    changed();
    if (LISTED.has(screen)) await catalogue.show(filter);
  }

  async function open(name: string): Promise<{ ok: boolean; said: string }> {
    const screen = (name in OPENED ? name : "live") as Screen;
    const filter: Filter =
      screen === "favourites" ? { favourite: true }
      : screen === "radio" ? { kind: "radio" }
      : {}; // prettier-ignore
    await show(screen, filter);
    return { ok: true, said: OPENED[screen] };
  }

  async function search(query: string): Promise<number> {
    await show("search", { q: query });
    return catalogue.total;
  }

  return {
    get screen() {
      return model.screen;
    },
    open,
    async guide({ channel, when }) {
      await show("guide", channel ? { q: channel } : {});
      const at = when ? timeSaid(when, Date.now() / 1000) : null;
      model.guideAt = at === null ? Date.now() : at * 1000;
      const time = new Date(model.guideAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      return at === null ? "The guide is open." : `The guide is open at ${time}.`;
    },
    search,
    async select(index) {
      const place = index < 0 ? catalogue.total + index : index - 1;
      const channel = catalogue.channels[place];
      return channel ? watch(channel.id) : null;
    },
    back() {
      if (model.dialog) model.dialog = null;
      else if (model.filled) model.filled = false;
      else {
        const before = visited.pop();
        if (!before) return false;
        void enter(before.screen, before.filter);
      }
      changed();
      return true;
    },
    scroll(direction) {
      const view = document.querySelector<HTMLElement>(".deck .scroll");
      if (!view) return false;
      const before = { top: view.scrollTop, left: view.scrollLeft };
      const sign = direction === "up" || direction === "left" ? -SCROLL_SHARE : SCROLL_SHARE;
      if (direction === "up" || direction === "down") view.scrollTop += sign * view.clientHeight;
      else view.scrollLeft += sign * view.clientWidth;
      return view.scrollTop !== before.top || view.scrollLeft !== before.left;
    },
    async fullscreen(on) {
      if (!on && document.fullscreenElement) await document.exitFullscreen();
      const entered = on && (await enterFullscreen());
      model.filled = on && !entered;
      changed();
      return entered ? "screen" : "window";
    },
    async pip(on) {
      if (on) await video.requestPictureInPicture();
      else if (document.pictureInPictureElement) await document.exitPictureInPicture();
    },
    theme(name) {
      const theme = themeLike(name);
      if (!theme) return null;
      model.preferences.theme = theme;
      preferencesChanged();
      return theme;
    },
  };
}

/** Whether the picture got the whole screen; browsers give it only for a moment after a click or key. */
async function enterFullscreen(): Promise<boolean> {
  try {
    await document.querySelector("section.picture")?.requestFullscreen();
    return document.fullscreenElement !== null;
  } catch {
    return false;
  }
}
