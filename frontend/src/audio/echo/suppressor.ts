/**
 * What the linear filter leaves of the echo: its power in each band is learnt from the programme's own, and taken off
 * by a Wiener filter (decision-directed, Ephraim & Malah 1984). What no echo explains is the viewer.
 */

import { BAND_EDGES, BANDS, bandPowers, BINS, BLOCK, decibels, powerOf, ROOT_HANN, SPECTRUM } from "./blocks";
import { Fft } from "./fft";

/** A room's reverberation outlasts the programme: 1.5 dB a block are 60 dB in 0.64 s. */
const REVERBERATION = 0.7;
/** Decibels a block by which the coupling follows what is heard: in balance one block in five lies above it. */
const UP = 0.2;
const DOWN = 0.05;
/** While somebody speaks it rises no faster, or their voice would be taken for echo. */
const UP_AGAINST_SPEECH = 0.008;
/** Decibels by which echo is held for louder than learnt: it fluctuates. */
const MARGIN = 4;
/** A programme below this power in a band makes no echo that could be heard. */
const SILENT = 1e-5;
/** Least gain, -26 dB: silence between words would sound, and be heard by the recogniser, as a click. */
const FLOOR = 0.05;
const CONTINUITY = 0.9;
/** Share of the sound that must be unexplained for somebody to be speaking. */
const SPEECH = 0.5;

/** What is known of one block. */
export interface Heard {
  /** Share of the microphone's power that no echo explains, [0, 1]. */
  near: number;
  /** Level of the echo at the microphone, in dB of full scale. */
  far: number;
}

/** One way from the programme to the microphone, by power alone. */
class Coupling {
  readonly expected = new Float32Array(BANDS);
  private readonly lasting = new Float32Array(BANDS);
  private readonly level = new Float32Array(BANDS);

  constructor(first: number) {
    this.level.fill(first);
  }

  /** Expects the echo of a block whose source has `source` band powers. */
  expect(source: Float32Array): void {
    for (let band = 0; band < BANDS; band++) {
      this.lasting[band] = Math.max(source[band]!, REVERBERATION * this.lasting[band]!);
      const heard = this.lasting[band]! > SILENT;
      this.expected[band] = heard ? this.lasting[band]! * powerOf(this.level[band]! + MARGIN) : 0;
    }
  }

  /** Follows what was `heard` in truth. */
  learn(heard: Float32Array, speech: boolean): void {
    for (let band = 0; band < BANDS; band++) {
      if (this.lasting[band]! <= SILENT) continue;
      const above = decibels(heard[band]!) - decibels(this.lasting[band]!) > this.level[band]!;
      this.level[band]! += above ? (speech ? UP_AGAINST_SPEECH : UP) : -DOWN;
    }
  }
}

export class Suppressor {
  private readonly fft = new Fft(SPECTRUM);
  private readonly re = new Float32Array(SPECTRUM);
  private readonly im = new Float32Array(SPECTRUM);
  private readonly tail = new Float32Array(BLOCK);
  private readonly before = [0, 1, 2].map(() => new Float32Array(BLOCK));
  private readonly powers = [0, 1, 2].map(() => new Float32Array(BANDS));
  private readonly byProgramme = new Coupling(-20);
  private readonly byFilter = new Coupling(-10);
  private readonly echo = new Float32Array(BANDS);
  private readonly clean = new Float32Array(BANDS);
  private readonly gains = new Float32Array(BANDS).fill(1);
  private speech = 0;

  /**
   * Takes a block of what the filter left, of its echo and of the programme, and whether that is `heard` at all; writes
   * the block before it, cleaned.
   */
  process(
    residual: Float32Array,
    echo: Float32Array,
    far: Float32Array,
    heard: boolean,
    out: Float32Array,
  ): Heard {
    const [left, filtered, programme] = this.powers as [Float32Array, Float32Array, Float32Array];
    this.analyse(2, far, programme);
    this.analyse(1, echo, filtered);
    this.analyse(0, residual, left);
    this.byProgramme.expect(programme);
    this.byFilter.expect(filtered);
    this.explain(left, heard);
    const found = this.weigh(left, filtered);
    if (heard) this.learn(left, found.near);
    this.apply(out);
    return found;
  }

  /** What of each band may be echo; nothing, where none is heard, or a viewer with headphones would be silenced. */
  private explain(left: Float32Array, heard: boolean): void {
    for (let band = 0; band < BANDS; band++)
      this.echo[band] = heard
        ? Math.min(left[band]!, Math.max(this.byProgramme.expected[band]!, this.byFilter.expected[band]!))
        : 0;
  }

  private learn(left: Float32Array, near: number): void {
    this.speech = 0.8 * this.speech + 0.2 * near;
    this.byProgramme.learn(left, this.speech > SPEECH);
    this.byFilter.learn(left, this.speech > SPEECH);
  }

  private analyse(index: number, block: Float32Array, powers: Float32Array): void {
    const before = this.before[index]!;
    for (let n = 0; n < BLOCK; n++) {
      this.re[n] = before[n]! * ROOT_HANN[n]!;
      this.re[BLOCK + n] = block[n]! * ROOT_HANN[BLOCK + n]!;
    }
    this.im.fill(0);
    before.set(block);
    this.fft.forward(this.re, this.im);
    bandPowers(this.re, this.im, powers);
  }

  private weigh(left: Float32Array, filtered: Float32Array): Heard {
    let [all, explained, far] = [1e-9, 0, 0];
    for (let band = 0; band < BANDS; band++) {
      const [power, echo] = [left[band]!, this.echo[band]!];
      all += power;
      explained += echo;
      far += filtered[band]! + echo;
      const ratio = (CONTINUITY * this.clean[band]! + (1 - CONTINUITY) * (power - echo)) / (echo + 1e-9);
      this.gains[band] = Math.max(FLOOR, ratio / (1 + ratio));
      this.clean[band] = this.gains[band]! ** 2 * power;
    }
    // The window keeps half of the power of each of the spectrum's samples.
    return { near: 1 - explained / all, far: decibels(far / (0.5 * SPECTRUM * BLOCK)) };
  }

  private apply(out: Float32Array): void {
    const { re, im } = this;
    for (let band = 0; band < BANDS; band++)
      for (let bin = BAND_EDGES[band]!; bin < BAND_EDGES[band + 1]!; bin++)
        this.scale(bin, this.gains[band]!);
    for (let bin = 0; bin < BAND_EDGES[0]!; bin++) this.scale(bin, this.gains[0]!);
    for (let bin = BAND_EDGES[BANDS]!; bin < BINS; bin++) this.scale(bin, this.gains[BANDS - 1]!);
    this.fft.inverse(re, im);
    for (let n = 0; n < BLOCK; n++) {
      out[n] = this.tail[n]! + re[n]! * ROOT_HANN[n]!;
      this.tail[n] = re[BLOCK + n]! * ROOT_HANN[BLOCK + n]!;
    }
  }

  private scale(bin: number, gain: number): void {
    this.re[bin]! *= gain;
    this.im[bin]! *= gain;
    const mirrored = SPECTRUM - bin;
    if (bin === 0 || mirrored === bin) return;
    this.re[mirrored]! *= gain;
    this.im[mirrored]! *= gain;
  }
}
