/**
 * Lumen's voice: schedules PCM on one audio clock and tells how much of a turn's speech the viewer has heard.
 *
 * Each chunk says where it starts on the clock of its turn. The turn's zero is put a short lead after its first chunk
 * came; where chunks come too late the zero moves back by the gap, so that nothing is skipped and the lips wait too.
 */

import type { VoiceFrame } from "../protocol/envelope";
import { Heard } from "./heard";

/** Time to collect a little sound before the first is played. */
const LEAD_SECONDS = 0.12;
/** The lead after a gap: the sender is behind, so wait a little less than at first. */
const CATCH_UP_SECONDS = 0.06;
/** Long enough not to click, too short to be heard as a fade. */
const HUSH_SECONDS = 0.03;
const PROGRESS_SECONDS = 0.25;
const SAMPLE_SCALE = 1 / 32768;

export interface Progress {
  turn: string;
  secondsHeard: number;
  /** All of the turn's speech was heard, or it was cut off. */
  finished: boolean;
}

export interface VoiceOptions {
  /** An audio clock at a rate in Hz. Chunks at another rate than the clock's would click where they meet. */
  createContext: (sampleRate: number) => AudioContext;
  /** Calls back every so many seconds until what it gave is called. */
  every: (seconds: number, call: () => void) => () => void;
  /** Told four times a second while she speaks, and once at the end. */
  onProgress: (progress: Progress) => void;
  /** Given the node by which each turn's sound leaves, so that it can be known again in the microphone. */
  onOutput?: (node: AudioNode) => void;
  /** Told when the programme should be turned down for her, and when up again. */
  onDuck: (speaking: boolean) => void;
}

interface Turn {
  readonly id: string;
  readonly gain: GainNode;
  readonly sources: Set<AudioBufferSourceNode>;
  readonly heard: Heard;
  /** All of it has been sent. */
  complete: boolean;
}

/** Plays one turn's speech at a time. */
export class Voice {
  private context: AudioContext | null = null;
  private turn: Turn | null = null;
  private readonly hushed = new Set<string>();
  private stopTicking: (() => void) | null = null;
  private loudness = 1;

  constructor(private readonly options: VoiceOptions) {}

  /** Lets sound out; call from a click or a key, since browsers keep a page silent until one. */
  async unlock(sampleRate = 24_000): Promise<void> {
    this.context ??= this.options.createContext(sampleRate);
    await this.context.resume();
  }

  /** How loud she speaks, in [0, 1]; also what she is saying now. */
  setLoudness(loudness: number): void {
    this.loudness = loudness;
    if (this.turn) this.turn.gain.gain.value = loudness;
  }

  /** Plays a chunk at its place on its turn's clock. One of a turn that was cut off is dropped. */
  play({ header, pcm }: VoiceFrame): void {
    if (this.hushed.has(header.turn) || pcm.length === 0) return;
    if (this.turn?.id !== header.turn) this.begin(header.turn, header.sample_rate);
    const { context, turn } = this;
    if (!context || !turn) return;
    const buffer = context.createBuffer(1, pcm.length, header.sample_rate);
    const samples = buffer.getChannelData(0);
    for (let index = 0; index < pcm.length; index++) samples[index] = (pcm[index] ?? 0) * SAMPLE_SCALE;
    const at = turn.heard.schedule(
      header.start,
      buffer.duration,
      context.currentTime,
      LEAD_SECONDS,
      CATCH_UP_SECONDS,
    );
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(turn.gain);
    source.onended = () => turn.sources.delete(source);
    turn.sources.add(source);
    source.start(at);
  }

  /** No more sound of the turn will come; it ends when what was sent has been heard. */
  complete(turn: string): void {
    if (this.turn?.id === turn) this.turn.complete = true;
  }

  /** Seconds of the turn's speech that have reached the ear; null while it is not being spoken. */
  now(turn: string): number | null {
    if (!this.turn || this.turn.id !== turn) return null;
    return this.turn.heard.at(this.audible());
  }

  /** The same for whichever turn is spoken: the clock of the lips. */
  currentTime(): number | null {
    return this.turn ? this.turn.heard.at(this.audible()) : null;
  }

  /** Falls silent within 30 ms; the rest of the turn is dropped. Gives the seconds that were heard, null if none. */
  hush(): number | null {
    const { context, turn } = this;
    if (!context || !turn) return null;
    const { currentTime } = context;
    const heard = turn.heard.at(this.audible());
    turn.gain.gain.setValueAtTime(this.loudness, currentTime);
    turn.gain.gain.linearRampToValueAtTime(0, currentTime + HUSH_SECONDS);
    for (const source of turn.sources) source.stop(currentTime + HUSH_SECONDS);
    this.hushed.add(turn.id);
    this.end(turn, heard);
    return heard;
  }

  /** Silence, and the audio device given back. */
  dispose(): void {
    this.hush();
    void this.context?.close();
    this.context = null;
  }

  /** The moment of the audio clock that is leaving the loudspeaker. */
  private audible(): number {
    if (!this.context) return 0;
    // Safari and older Firefox do not know the output's latency.
    return this.context.currentTime - (this.context.outputLatency || 0);
  }

  private begin(id: string, sampleRate: number): void {
    this.hush();
    if (this.context && this.context.sampleRate !== sampleRate) {
      void this.context.close();
      this.context = null;
    }
    this.context ??= this.options.createContext(sampleRate);
    void this.context.resume();
    const gain = this.context.createGain();
    gain.gain.value = this.loudness;
    gain.connect(this.context.destination);
    this.options.onOutput?.(gain);
    this.turn = { id, gain, sources: new Set(), heard: new Heard(), complete: false };
    this.options.onDuck(true);
    this.stopTicking = this.options.every(PROGRESS_SECONDS, () => this.tick());
  }

  private tick(): void {
    const { turn } = this;
    if (!turn) return;
    const heard = turn.heard.at(this.audible());
    if (turn.complete && heard >= turn.heard.end - 1e-3) this.end(turn, heard);
    else this.options.onProgress({ turn: turn.id, secondsHeard: heard, finished: false });
  }

  private end(turn: Turn, heard: number): void {
    this.stopTicking?.();
    this.stopTicking = null;
    this.turn = null;
    this.options.onProgress({ turn: turn.id, secondsHeard: heard, finished: true });
    this.options.onDuck(false);
  }
}
