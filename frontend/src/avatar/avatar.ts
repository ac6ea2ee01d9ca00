/**
 * Lumen's layers, put together once a frame: gestures below, then the programme's motion, breath and stance, then the
 * face (emotions, moods and gestures' faces), and on top of all of it speech and blinks.
 */

import { VRMUtils, type VRM, type VRMHumanBoneName } from "@pixiv/three-vrm";

import type { Expression, Gesture, Keyframes, VisemeCue } from "../protocol/events";
import { Blink } from "./blink";
import { dance } from "./dance";
import { EMOTIONS, Emotions } from "./emotions";
import { Gaze, type GazeGoal } from "./gaze";
import { Gestures } from "./gestures";
import { Idle } from "./idle";
import { Programme } from "./keyframes";
import type { LoadedAvatar } from "./load";
import { Pose } from "./pose";
import { Springs } from "./springs";
import { StanceLayer, type Stance } from "./stance";
import { MOUTH_SHAPES, Visemes } from "./visemes";

const RADIANS = Math.PI / 180;

export interface AvatarOptions {
  /** Seconds of the turn's speech that have been heard; null while nothing is spoken. */
  speechTime: () => number | null;
  /** Unix seconds of the picture on screen; null while nothing plays. */
  programmeTime: () => number | null;
  /** In [0, 1). */
  random: () => number;
  /** The viewer asked for less motion: she breathes, blinks and speaks, but neither sways nor dances. */
  reducedMotion: boolean;
  /** Degrees to her left at which the picture is; negative to her right. */
  pictureYaw: number;
}

/** What a test may ask of her. */
export interface AvatarState {
  /** Weights by expression, mouth shapes and blink included. */
  readonly expressions: Readonly<Record<string, number>>;
  /** Rotations of normalised bones about x, y and z, in degrees. */
  readonly bones: Readonly<Record<string, readonly [number, number, number]>>;
  readonly gesture: Gesture | null;
  readonly stance: Stance;
  /** Frames updated so far. */
  readonly frames: number;
  /** The programme's motion as it is sampled now. */
  readonly motion: { readonly bob: number; readonly sway: number };
}

/** The avatar, alive. Call `update` once a frame. */
export class Avatar {
  readonly vrm: VRM;
  readonly visemes: Visemes;
  private readonly pose: Pose;
  private readonly gestures: Gestures;
  private readonly emotions = new Emotions();
  private readonly blink: Blink;
  private readonly gaze: Gaze;
  private readonly idle: Idle;
  private readonly stances: StanceLayer;
  private readonly programme: Programme;
  private readonly springs: Springs;
  private readonly face = new Float32Array(EMOTIONS.length);
  private stance: Stance = "idle";
  private frames = 0;

  constructor(
    { vrm, clips }: LoadedAvatar,
    private readonly options: AvatarOptions,
  ) {
    this.vrm = vrm;
    this.visemes = new Visemes(options);
    this.pose = new Pose(vrm);
    this.gestures = new Gestures(this.pose, clips);
    this.blink = new Blink(options.random);
    this.gaze = new Gaze({ ...options, onJump: () => this.blink.now() });
    this.idle = new Idle(options.reducedMotion);
    this.stances = new StanceLayer(options.reducedMotion);
    this.springs = new Springs(vrm.springBoneManager);
    this.programme = new Programme({ ...options, onGesture: (gesture) => this.playFromProgramme(gesture) });
  }

  /** Adds a sentence's mouth shapes, on the turn's clock. */
  addVisemes(cues: readonly VisemeCue[]): void {
    this.visemes.add(cues);
  }

  /** Forgets the mouth shapes of the turn: another begins, or this one was cut off. */
  clearSpeech(): void {
    this.visemes.clear();
  }

  /** Shows an emotion at `intensity` in [0, 1] for `seconds`, then eases back. */
  showExpression(expression: Expression, intensity: number, seconds: number): void {
    this.emotions.show(expression, intensity, seconds);
  }

  /** Plays a gesture once; false where the avatar has none of that name. */
  playGesture(gesture: Gesture): boolean {
    return this.gestures.play(gesture);
  }

  /** Takes over what is known of the programme's next seconds. */
  receiveKeyframes(event: Keyframes): void {
    this.programme.receive(event);
  }

  /** Forgets the programme: another channel, or none. */
  clearProgramme(): void {
    this.programme.clear();
  }

  /** How she holds herself in the conversation. */
  setStance(stance: Stance): void {
    // Eyes return to the viewer and lids fall when a sentence has ended.
    if (this.stance === "speaking" && stance !== "speaking") this.blink.now();
    this.stance = stance;
  }

  lookAt(goal: GazeGoal): void {
    this.gaze.lookAt(goal);
  }

  /** Moves everything on by `delta` seconds. */
  update(delta: number): void {
    this.frames += 1;
    this.pose.begin();
    this.gestures.update(delta);
    this.visemes.update(delta);
    this.emotions.update(delta);
    this.programme.update(delta);
    this.blink.update(delta);
    this.moveBody(delta);
    this.showFace();
    this.vrm.humanoid.update();
    this.vrm.lookAt?.update(delta);
    this.vrm.expressionManager?.update();
    this.vrm.nodeConstraintManager?.update();
    this.springs.update(delta);
    for (const material of this.vrm.materials ?? []) {
      if ("update" in material && typeof material.update === "function") material.update(delta);
    }
  }

  /** How she stands, for tests and for the curious. */
  inspect(): AvatarState {
    const expressions: Record<string, number> = {};
    for (const expression of this.vrm.expressionManager?.expressions ?? []) {
      expressions[expression.expressionName] = expression.weight;
    }
    const bones: Record<string, [number, number, number]> = {};
    for (const name of Object.keys(this.vrm.humanoid.humanBones) as VRMHumanBoneName[]) {
      const rotation = this.vrm.humanoid.getNormalizedBoneNode(name)?.rotation;
      if (rotation) bones[name] = [rotation.x / RADIANS, rotation.y / RADIANS, rotation.z / RADIANS];
    }
    const { bob, sway } = this.programme.motion;
    return {
      expressions,
      bones,
      gesture: this.gestures.current,
      stance: this.stance,
      frames: this.frames,
      motion: { bob, sway },
    };
  }

  dispose(): void {
    this.gestures.dispose();
    VRMUtils.deepDispose(this.vrm.scene);
  }

  /** A gesture of the programme gives way to one under way and to speech. */
  private playFromProgramme(gesture: Gesture): void {
    if (!this.options.reducedMotion && !this.gestures.current && this.stance === "idle")
      this.gestures.play(gesture);
  }

  private moveBody(delta: number): void {
    this.idle.update(delta, Math.abs(this.programme.motion.bob), this.pose);
    if (!this.options.reducedMotion) {
      // While she listens or speaks she keeps time with half a mind.
      dance(this.programme.motion, this.stance === "idle" ? 1 : 0.35, this.pose);
    }
    this.stances.update(delta, this.stance, this.visemes.openness, this.pose);
    this.gaze.update(delta);
    this.pose.rotate("head", this.gaze.headPitch * RADIANS, this.gaze.headYaw * RADIANS, 0);
    this.pose.apply();
    if (this.vrm.lookAt) {
      this.vrm.lookAt.yaw = this.gaze.eyeYaw;
      this.vrm.lookAt.pitch = this.gaze.eyePitch;
    }
  }

  /** The stronger of what was asked for and what a gesture shows; the programme's mood has what is left. */
  private showFace(): void {
    const manager = this.vrm.expressionManager;
    if (!manager) return;
    let total = 0;
    const free = 1 - this.emotions.presence;
    for (let index = 0; index < EMOTIONS.length; index++) {
      const mood = (this.programme.motion.emotions[index] ?? 0) * free;
      const weight = Math.max(this.emotions.weights[index] ?? 0, this.pose.face(index), mood);
      this.face[index] = weight;
      total += weight;
    }
    // Two emotions at once are a blend, not a sum: their morphs add up.
    const scale = 1 / Math.max(1, total);
    EMOTIONS.forEach((emotion, index) => manager.setValue(emotion, (this.face[index] ?? 0) * scale));
    MOUTH_SHAPES.forEach((shape, index) => manager.setValue(shape, this.visemes.weights[index] ?? 0));
    manager.setValue("blink", this.blink.weight);
  }
}
