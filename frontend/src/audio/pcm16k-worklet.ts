/** The audio thread's part of the microphone: resamples what it hears and posts frames of 640 bytes. */

import { Resampler } from "./resample";

// TypeScript's library does not describe the scope of an audio worklet.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class Pcm16k extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate, ({ buffer }) =>
    this.port.postMessage(buffer, [buffer]),
  );

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) this.resampler.push(channel);
    return true;
  }
}

registerProcessor("pcm16k", Pcm16k);
