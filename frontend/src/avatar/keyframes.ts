/**
 * The programme layer: samples the companion's keyframes at the time of the picture on screen, so that she moves with
 * what the viewer hears, however far behind live that is.
 */

import type { Gesture, Keyframe, Keyframes as KeyframesEvent } from "../protocol/events";
import { easeInOutCubic, smoothstep } from "./ease";
import { EMOTIONS, type Emotion } from "./emotions";

const FADE_SECONDS = 1;
const CROSSFADE_SECONDS = 0.4;
/** Keyframes this much older than the picture are dropped; a small jump back still finds some. */
const KEPT_SECONDS = 30;
/** A viewer who paused is this far behind the newest keyframes at most, or without any. */
const LONGEST_BEHIND_SECONDS = 3600;
/** A longer step in programme time is a jump, whose gestures are not made up for. */
const JUMP_SECONDS = 1;
/** An expression the programme brings is a mood, not an outburst. */
const MOOD_SHARE = 0.6;

/** One moment of the layer. */
export interface Motion {
  /** Nod in [-1, 1]; 1 is the deepest. */
  bob: number;
  /** Lean in [-1, 1]; 1 is the furthest to her left. */
  sway: number;
  /** Weights of `EMOTIONS`. */
  readonly emotions: Float32Array;
}

/** The number of the last keyframe at or before `time`, -1 where there is none (binary search). */
function lastBefore(keyframes: readonly Keyframe[], time: number): number {
  let low = 0;
  let high = keyframes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keyframes[middle] as Keyframe).timestamp <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * A cubic Hermite curve through four values at four times, at `time` between the middle two; slopes by finite
 * differences (Catmull-Rom for uneven steps).
 */
export function cubic(times: readonly number[], values: readonly number[], time: number): number {
  const [t0 = 0, t1 = 0, t2 = 0, t3 = 0] = times;
  const [v0 = 0, v1 = 0, v2 = 0, v3 = 0] = values;
  const span = t2 - t1;
  if (span <= 0) return v2;
  const rise = t2 > t0 ? ((v2 - v0) / (t2 - t0)) * span : 0;
  const fall = t3 > t1 ? ((v3 - v1) / (t3 - t1)) * span : 0;
  const u = (time - t1) / span;
  const [square, cube] = [u * u, u * u * u];
  return (
    (2 * cube - 3 * square + 1) * v1 +
    (cube - 2 * square + u) * rise +
    (3 * square - 2 * cube) * v2 +
    (cube - square) * fall
  );
}

const clamp = (value: number): number => Math.max(-1, Math.min(1, value));

/** Reused between samples, so that a frame allocates nothing. */
const times = [0, 0, 0, 0];
const bobs = [0, 0, 0, 0];
const sways = [0, 0, 0, 0];

/** How much of the layer there is at `time`: it fades in before the first keyframe and out after the last. */
function presence(keyframes: readonly Keyframe[], time: number): number {
  const first = keyframes[0];
  const last = keyframes.at(-1);
  if (!first || !last) return 0;
  if (time < first.timestamp) return 1 - smoothstep((first.timestamp - time) / FADE_SECONDS);
  return 1 - smoothstep((time - last.timestamp) / FADE_SECONDS);
}

function addMood(keyframe: Keyframe | undefined, share: number, out: Float32Array): void {
  if (!keyframe) return;
  const emotion = EMOTIONS.indexOf(keyframe.expression as Emotion);
  if (emotion >= 0) out[emotion] = (out[emotion] ?? 0) + keyframe.intensity * MOOD_SHARE * share;
}

/** What sorted `keyframes` say at `time` (seconds of programme time), written into `out`. */
export function sample(keyframes: readonly Keyframe[], time: number, out: Motion): void {
  out.emotions.fill(0);
  const share = presence(keyframes, time);
  if (share === 0) {
    out.bob = 0;
    out.sway = 0;
    return;
  }
  const index = lastBefore(keyframes, time);
  for (let offset = 0; offset < 4; offset++) {
    const at = Math.min(keyframes.length - 1, Math.max(0, index - 1 + offset));
    const keyframe = keyframes[at] as Keyframe;
    times[offset] = keyframe.timestamp;
    bobs[offset] = keyframe.head_bob;
    sways[offset] = keyframe.body_sway;
  }
  const inside = Math.min(Math.max(time, times[1] as number), times[2] as number);
  out.bob = clamp(cubic(times, bobs, inside)) * share;
  out.sway = clamp(cubic(times, sways, inside)) * share;
  const current = keyframes[Math.max(0, index)] as Keyframe;
  const arrived = easeInOutCubic((time - current.timestamp) / CROSSFADE_SECONDS);
  addMood(keyframes[index - 1], (1 - arrived) * share, out.emotions);
  addMood(current, (index < 1 ? 1 : arrived) * share, out.emotions);
}

export interface ProgrammeOptions {
  /** Unix seconds of the picture on screen; null while nothing plays. */
  programmeTime: () => number | null;
  /** Called when the picture reaches a keyframe with a gesture. */
  onGesture: (gesture: Gesture) => void;
}

/** The keyframes of the channel that plays. */
export class Programme {
  readonly motion: Motion = { bob: 0, sway: 0, emotions: new Float32Array(EMOTIONS.length) };
  private channel: string | null = null;
  private keyframes: Keyframe[] = [];
  private previous: number | null = null;
  private paused = 0;
  private heard = 0;

  constructor(private readonly options: ProgrammeOptions) {}

  /**
   * Takes over what is known of the next seconds; later news replaces earlier from its first keyframe on. What is past
   * for the viewer is no news: it comes late, from an analysis that was cut off and that another one has replaced.
   */
  receive(event: KeyframesEvent): void {
    if (event.channel_id !== this.channel) this.clear();
    this.channel = event.channel_id;
    const first = event.keyframes[0];
    const last = event.keyframes.at(-1);
    if (!first || !last) return;
    const seen = this.options.programmeTime() ?? first.timestamp;
    if (last.timestamp < seen) return;
    const oldest = Math.max(
      Math.min(first.timestamp, seen) - KEPT_SECONDS,
      first.timestamp - LONGEST_BEHIND_SECONDS,
    );
    const kept = this.keyframes.filter(({ timestamp }) => timestamp < first.timestamp && timestamp > oldest);
    this.keyframes = [...kept, ...event.keyframes];
  }

  /** Forgets everything: another channel, or none. */
  clear(): void {
    this.channel = null;
    this.keyframes = [];
    this.previous = null;
  }

  update(delta: number): void {
    const time = this.options.programmeTime();
    if (time === null) {
      this.rest();
      this.previous = null;
      return;
    }
    this.settle(time, delta);
    sample(this.keyframes, time, this.motion);
    this.scale(1 - smoothstep(this.paused / FADE_SECONDS));
    this.gesture(time);
    this.previous = time;
  }

  /** Counts how long the picture has stood still: a pause ends the dance like an end of keyframes does. */
  private settle(time: number, delta: number): void {
    // The player tells the time only with each picture, so a still moment shorter than a few of them is none.
    this.heard = time === this.previous ? this.heard + delta : 0;
    this.paused = Math.max(0, this.heard - 0.25);
  }

  private rest(): void {
    this.motion.bob = 0;
    this.motion.sway = 0;
    this.motion.emotions.fill(0);
  }

  private scale(share: number): void {
    this.motion.bob *= share;
    this.motion.sway *= share;
    for (let index = 0; index < EMOTIONS.length; index++) {
      this.motion.emotions[index] = (this.motion.emotions[index] ?? 0) * share;
    }
  }

  private gesture(time: number): void {
    if (this.previous === null || time <= this.previous || time - this.previous > JUMP_SECONDS) return;
    for (let index = lastBefore(this.keyframes, time); index >= 0; index--) {
      const keyframe = this.keyframes[index] as Keyframe;
      if (keyframe.timestamp <= this.previous) return;
      if (keyframe.gesture) {
        this.options.onGesture(keyframe.gesture);
        return;
      }
    }
  }
}
