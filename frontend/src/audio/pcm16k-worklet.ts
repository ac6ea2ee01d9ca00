/**
 * The audio thread's part of the microphone: resamples what it hears, takes the page's own sound out of it where it is
 * given that as its second input, and posts windows of 32 ms.
 */

import { EchoWindow, WINDOW } from "./echo/window";
import type { MicrophoneFrame } from "./microphone";
import { Resampler, toPcm } from "./resample";

// TypeScript's library does not describe the scope of an audio worklet.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const SILENCE = new Float32Array(128);

class Pcm16k extends AudioWorkletProcessor {
  private readonly echo = new EchoWindow();
  private readonly reference = new Float32Array(WINDOW);
  /** The page has made sound since the microphone was opened. */
  private referenced = false;
  private readonly far = new Resampler(sampleRate, WINDOW, (window) => this.reference.set(window));
  private readonly near = new Resampler(sampleRate, WINDOW, (window) => this.heard(window));

  process(inputs: Float32Array[][]): boolean {
    const near = inputs[0]?.[0];
    if (!near) return true;
    const far = inputs[1]?.[0];
    this.referenced ||= far !== undefined;
    // The far end first: both windows are full at the same sample.
    this.far.push(far ?? SILENCE.subarray(0, near.length));
    this.near.push(near);
    return true;
  }

  private heard(window: Float32Array): void {
    const frame = this.referenced ? this.clean(window) : { pcm: toPcm(window).buffer, near: null, far: null };
    this.port.postMessage(frame, [frame.pcm]);
  }

  private clean(window: Float32Array): MicrophoneFrame {
    const { pcm, near, far } = this.echo.process(window, this.reference);
    return { pcm: pcm.buffer, near, far };
  }
}

registerProcessor("pcm16k", Pcm16k);
