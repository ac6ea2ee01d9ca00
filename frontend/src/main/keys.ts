/** Keys: channel numbers with a moment to type the rest, and one action each for the others. */

import type { Actions, Model } from "../ui/model.svelte";
import { actionOf, keepsKeys, type KeyAction } from "../ui/shortcuts";

/** After the last digit; television sets wait as long. */
const DIGIT_SECONDS = 1.5;
const MOST_DIGITS = 5;
const VOLUME_STEP = 5;

export interface KeyTargets {
  model: Model;
  actions: Actions;
  number: (channel: number) => void;
  lastChannel: () => void;
  back: () => void;
}

/** Listens to the whole page. */
export function listenToKeys({ model, actions, number, lastChannel, back }: KeyTargets): void {
  let pending: ReturnType<typeof setTimeout> | undefined;

  function type(digit: string): void {
    model.digits = (model.digits + digit).slice(-MOST_DIGITS);
    clearTimeout(pending);
    pending = setTimeout(() => {
      number(Number(model.digits));
      model.digits = "";
    }, DIGIT_SECONDS * 1000);
  }

  const picture = (): Model["picture"] => model.picture;
  const run: Record<Extract<KeyAction, string>, () => void> = {
    play_pause: () => actions.playPause(),
    channel_up: () => actions.step(1),
    channel_down: () => actions.step(-1),
    volume_up: () => actions.setVolume(picture().volume + VOLUME_STEP),
    volume_down: () => actions.setVolume(picture().volume - VOLUME_STEP),
    mute: () => actions.setMuted(!picture().muted),
    fullscreen: () => actions.fullscreen(!model.filled && !document.fullscreenElement),
    guide: () => actions.open(model.screen === "guide" ? "live" : "guide"),
    captions: () => actions.setSubtitles(!picture().subtitles),
    help: () => (model.dialog = model.dialog ? null : "shortcuts"),
    search: () => document.getElementById("search")?.focus(),
    talk: () => actions.talk(true),
    last_channel: lastChannel,
    back,
  };

  document.addEventListener("keydown", (event) => {
    const action = actionOf(event);
    if (!action || keepsKeys(event.target, event.key)) return;
    if (event.repeat && action !== "volume_up" && action !== "volume_down") return;
    event.preventDefault();
    if (typeof action === "string") run[action]();
    else type(action.digit);
  });
  document.addEventListener("keyup", (event) => {
    if (actionOf(event) === "talk" && !keepsKeys(event.target, event.key)) actions.talk(false);
  });
}
