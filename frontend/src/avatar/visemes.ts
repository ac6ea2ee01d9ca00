/**
 * Lip sync: the weight of each mouth shape as a pure function of the time of the sound that is heard.
 *
 * Nothing here depends on the frame rate: a slow renderer shows fewer of the same positions. The envelope's times are
 * TalkingHead's (github.com/met4citizen/TalkingHead): a shape begins up to 60 ms before its sound, peaks 25 ms into it
 * and dies away up to 60 ms after.
 */

import type { VisemeCue } from "../protocol/events";
import { MOUTH_SHAPES, MOUTHS } from "../protocol/mouths";
import { smoothstep } from "./ease";

export { MOUTH_SHAPES, MOUTHS };

const LEAD_SECONDS = 0.06;
const PEAK_SECONDS = 0.025;
const RELEASE_SECONDS = 0.06;
/** How fast lips close when speech is cut off; as long as the sound's own ramp plus a frame. */
const HUSH_SECONDS = 0.06;

/** How strongly a cue shows at `time` (seconds on its clock), in [0, weight]. */
export function envelope(cue: VisemeCue, time: number): number {
  const begin = cue.start - Math.min(LEAD_SECONDS, (2 * cue.duration) / 3);
  const peak = cue.start + Math.min(PEAK_SECONDS, cue.duration / 2);
  const end = cue.start + cue.duration;
  const gone = end + Math.min(RELEASE_SECONDS, cue.duration / 2);
  if (time <= begin || time >= gone) return 0;
  if (time < peak) return cue.weight * smoothstep((time - begin) / (peak - begin));
  if (time <= end) return cue.weight;
  return cue.weight * (1 - smoothstep((time - end) / (gone - end)));
}

/**
 * The weights of `MOUTH_SHAPES` at `time`, written into `out`. Where cues overlap the stronger one counts for each
 * shape; lips that close do so over everything; together the shapes never open further than one of them alone.
 */
export function mouthAt(cues: readonly VisemeCue[], time: number, out: Float32Array): void {
  out.fill(0);
  let closure = 0;
  for (const cue of cues) {
    const strength = envelope(cue, time);
    if (strength === 0) continue;
    const mouth = MOUTHS[cue.viseme];
    closure = Math.max(closure, mouth.closure * strength);
    for (let shape = 0; shape < out.length; shape++) {
      out[shape] = Math.max(out[shape] ?? 0, (mouth.shapes[shape] ?? 0) * strength);
    }
  }
  let total = 0;
  for (const weight of out) total += weight;
  const scale = (1 - closure) / Math.max(1, total);
  for (let shape = 0; shape < out.length; shape++) out[shape] = (out[shape] ?? 0) * scale;
}

export interface VisemesOptions {
  /** Seconds of the turn's speech that have been heard; null while nothing is spoken. */
  speechTime: () => number | null;
}

/** The mouth of one turn after the other. */
export class Visemes {
  /** Weights of `MOUTH_SHAPES`, in [0, 1]. */
  readonly weights = new Float32Array(MOUTH_SHAPES.length);
  private cues: VisemeCue[] = [];
  private readonly last = new Float32Array(MOUTH_SHAPES.length);
  private sinceHush = HUSH_SECONDS;

  constructor(private readonly options: VisemesOptions) {}

  /** Adds the cues of a sentence, on the turn's clock. */
  add(cues: readonly VisemeCue[]): void {
    this.cues = [...this.cues, ...cues].sort((a, b) => a.start - b.start);
  }

  /** Forgets all cues: another turn begins, or this one was cut off. The lips close instead of snapping shut. */
  clear(): void {
    this.cues = [];
    this.last.set(this.weights);
    this.sinceHush = 0;
  }

  /** How far the mouth is open, in [0, 1]. */
  get openness(): number {
    let total = 0;
    for (const weight of this.weights) total += weight;
    return Math.min(1, total);
  }

  update(delta: number): void {
    const time = this.options.speechTime();
    if (time === null) this.weights.fill(0);
    else mouthAt(this.cues, time, this.weights);
    if (this.sinceHush >= HUSH_SECONDS) return;
    this.sinceHush += delta;
    const left = 1 - smoothstep(this.sinceHush / HUSH_SECONDS);
    for (let shape = 0; shape < this.weights.length; shape++) {
      this.weights[shape] = Math.max(this.weights[shape] ?? 0, (this.last[shape] ?? 0) * left);
    }
  }
}
