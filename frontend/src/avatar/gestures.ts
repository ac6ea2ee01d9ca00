/** Gestures: VRM animation clips played once each, faded into one another. */

import { AnimationMixer, LoopOnce, type AnimationAction, type AnimationClip } from "three";

import type { Gesture } from "../protocol/events";
import type { Pose } from "./pose";

export const GESTURES: readonly Gesture[] = [
  "thumbs_up",
  "shrug",
  "cheer",
  "clap",
  "lean_in",
  "surprised_step_back",
];

const FADE_IN_SECONDS = 0.12;
const FADE_OUT_SECONDS = 0.25;

/** Plays gestures on a pose's rig. */
export class Gestures {
  private readonly mixer: AnimationMixer;
  private readonly actions = new Map<Gesture, AnimationAction>();
  private playing: Gesture | null = null;

  /** `clips` are made for the avatar of `pose`; a gesture without one is not known. */
  constructor(pose: Pose, clips: ReadonlyMap<Gesture, AnimationClip>) {
    this.mixer = new AnimationMixer(pose.rig);
    for (const [name, clip] of clips) {
      // The rig has no stand-in for the gaze, nor for bones that this avatar lacks.
      const tracks = clip.tracks.filter((track) => pose.rig.getObjectByName(track.name.split(".")[0] ?? ""));
      const action = this.mixer.clipAction(Object.assign(clip.clone(), { tracks }));
      action.setLoop(LoopOnce, 1);
      this.actions.set(name, action);
    }
    this.mixer.addEventListener("finished", ({ action }) => {
      if (this.playing && this.actions.get(this.playing) === action) this.playing = null;
    });
  }

  /** The gesture under way, null when she is at rest. */
  get current(): Gesture | null {
    return this.playing;
  }

  /** Starts a gesture, from the beginning if it is under way; gives false for one without a clip. */
  play(name: Gesture): boolean {
    const action = this.actions.get(name);
    if (!action) return false;
    if (this.playing && this.playing !== name) this.actions.get(this.playing)?.fadeOut(FADE_OUT_SECONDS);
    action.reset().setEffectiveWeight(1).fadeIn(FADE_IN_SECONDS).play();
    this.playing = name;
    return true;
  }

  /** Lets the gesture under way fade. */
  stop(): void {
    if (this.playing) this.actions.get(this.playing)?.fadeOut(FADE_OUT_SECONDS);
    this.playing = null;
  }

  update(delta: number): void {
    this.mixer.update(delta);
  }

  dispose(): void {
    this.mixer.stopAllAction();
    for (const action of this.actions.values()) this.mixer.uncacheClip(action.getClip());
  }
}
