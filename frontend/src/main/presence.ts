/** Lumen on the page: her body, her voice, and what of both waits until she is loaded. */

import { Voice, type Reference } from "../audio";
import type { Gesture } from "../protocol/events";
import type { Socket } from "../protocol/socket";
import type { Lumen as Body, Stance } from "../avatar";
import type { Lumen } from "../player/commands";
import type { Model, Talk } from "../ui/model.svelte";

/** Degrees to her left at which the picture is: it hangs to her right. */
const PICTURE_YAW = -28;
/** Without a picture by then, she comes first. */
const IDLE_SECONDS = 8;

export interface PresenceOptions {
  model: Model;
  container: HTMLElement;
  socket: Socket;
  video: HTMLVideoElement;
  programmeTime: () => number | null;
  /** What is told of the sounds that the page makes. */
  reference: Pick<Reference, "voice">;
  /** She begins or ends to speak. */
  onSpeaking: (speaking: boolean) => void;
  preferencesChanged: () => void;
}

export interface Presence {
  /** What plays her voice. */
  speech: Voice;
  /** What commands may ask of her. */
  lumen: Lumen;
  /** Null until she is loaded. */
  readonly body: Body | null;
  setTalk(talk: Talk): void;
  /** Something lies over her, or does no more. */
  covered(on: boolean): void;
}

/** Creates her voice at once; her body loads after the first picture, or after 8 s without one. */
export function createPresence(options: PresenceOptions): Presence {
  const { model, socket } = options;
  let body: Body | null = null;

  const voice = new Voice({
    createContext: (sampleRate) => new AudioContext({ sampleRate }),
    every(seconds, call) {
      const timer = setInterval(call, seconds * 1000);
      return () => clearInterval(timer);
    },
    onProgress: ({ turn, secondsHeard, finished }) =>
      void socket.send({ type: "speech.progress", turn, seconds_heard: secondsHeard, finished }),
    onOutput: (node) => options.reference.voice(node),
    onDuck(speaking) {
      options.onSpeaking(speaking);
      setTalk(speaking ? "speaking" : "idle");
    },
  });

  function setTalk(talk: Talk): void {
    model.talk = talk;
    body?.avatar?.setStance(talk satisfies Stance);
    body?.avatar?.lookAt(talk === "idle" ? "picture" : talk === "thinking" ? "thought" : "viewer");
  }

  async function load(): Promise<void> {
    if (model.preferences.avatar === "still") return;
    model.avatar = "loading";
    try {
      const { createLumen } = await import("../avatar");
      body = await createLumen({
        container: options.container,
        speechTime: () => voice.currentTime(),
        programmeTime: options.programmeTime,
        random: Math.random,
        pictureYaw: PICTURE_YAW,
        avatarUrl: avatarFile(model.preferences.avatar),
        onMode: (mode) => (model.avatar = mode),
      });
      setTalk(model.talk);
      body.rest(model.dialog !== null);
    } catch (error) {
      console.warn("Lumen's avatar could not be loaded; her picture stands in", error);
      model.avatar = "poster";
    }
  }

  afterFirstPicture(options.video, () => void load());

  const lumen: Lumen = {
    hush: (on) => void (on && voice.hush()),
    stop: () => void voice.hush(),
    companion: (on) => void (on || body?.avatar?.clearProgramme()),
    voice({ louder, quieter }) {
      if (!louder && !quieter) return null;
      model.preferences.voice = Math.min(100, Math.max(10, model.preferences.voice + (louder ? 20 : -20)));
      options.preferencesChanged();
      return model.preferences.voice;
    },
    gesture: (name) => body?.avatar?.playGesture(name as Gesture) ?? false,
  };

  return {
    speech: voice,
    lumen,
    get body() {
      return body;
    },
    setTalk,
    covered: (on) => body?.rest(on),
  };
}

function avatarFile(choice: "auto" | "full" | "light" | "still"): string | null {
  if (choice === "full") return "/avatar/lumen.vrm";
  return choice === "light" ? "/avatar/lumen-light.vrm" : null;
}

function afterFirstPicture(video: HTMLVideoElement, load: () => void): void {
  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    clearTimeout(idle);
    load();
  };
  const idle = setTimeout(begin, IDLE_SECONDS * 1000);
  video.requestVideoFrameCallback?.(begin);
}
