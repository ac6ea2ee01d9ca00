/**
 * The sound that this page plays, for whoever must tell it from the viewer's voice: the programme's, as loud as it leaves
 * the page, and Lumen's.
 *
 * The programme is taken with `captureStream`, which leaves the element's own way to the loudspeaker as it is;
 * `createMediaElementSource` would redirect it for ever, and a suspended context would then silence the television.
 * Where a browser has no such thing (Safari) there is no reference, and her name has to be said.
 */

type Capturing = HTMLVideoElement & { captureStream?: () => MediaStream };

/** A volume that is changed arrives as fast as the element follows it, in seconds. */
const FOLLOW_SECONDS = 0.02;

export interface Reference {
  /** The programme is in it: this browser hands out what its elements play. */
  readonly programme: boolean;
  /** Lumen's voice leaves by `node`. */
  voice(node: AudioNode): void;
  /** Feeds all of it into `input` of `node` until what it gives is called. */
  connect(node: AudioNode, input: number): () => void;
}

/** Creates the reference of a page whose programme plays on `video`. */
export function createReference(video: Capturing): Reference {
  // Once for the page: Chromium hands an element's sound to one capture only.
  let programme: MediaStream | null = null;
  const outputs = new WeakMap<BaseAudioContext, MediaStreamAudioDestinationNode>();
  const streams = new Set<MediaStream>();
  const listeners = new Set<(stream: MediaStream) => void>();

  function voice(node: AudioNode): void {
    const context = node.context as AudioContext;
    let output = outputs.get(context);
    if (!output) {
      output = context.createMediaStreamDestination();
      outputs.set(context, output);
      streams.add(output.stream);
      for (const listener of listeners) listener(output.stream);
    }
    node.connect(output);
  }

  return {
    programme: "captureStream" in video,
    voice,
    connect(node, input) {
      const context = node.context as AudioContext;
      programme ??= captured(video);
      const untap = programme ? tapProgramme(context, video, programme, node, input) : () => {};
      const sources: AudioNode[] = [];
      const add = (stream: MediaStream): void => {
        const source = context.createMediaStreamSource(stream);
        source.connect(node, 0, input);
        sources.push(source);
      };
      for (const stream of streams) add(stream);
      listeners.add(add);
      return () => {
        listeners.delete(add);
        untap();
        for (const source of sources) source.disconnect();
      };
    },
  };
}

function tapProgramme(
  context: AudioContext,
  video: HTMLVideoElement,
  stream: MediaStream,
  node: AudioNode,
  input: number,
): () => void {
  const gain = context.createGain();
  let source: AudioNode | null = null;
  const follow = (): void =>
    void gain.gain.setTargetAtTime(video.muted ? 0 : video.volume, context.currentTime, FOLLOW_SECONDS);
  /** Another channel is another track. */
  const renew = (): void => {
    source?.disconnect();
    source = null;
    if (!stream.getAudioTracks().length) return;
    source = context.createMediaStreamSource(stream);
    source.connect(gain);
  };
  gain.gain.value = video.muted ? 0 : video.volume;
  gain.connect(node, 0, input);
  renew();
  video.addEventListener("volumechange", follow);
  stream.addEventListener("addtrack", renew);
  stream.addEventListener("removetrack", renew);
  return () => {
    video.removeEventListener("volumechange", follow);
    stream.removeEventListener("addtrack", renew);
    stream.removeEventListener("removetrack", renew);
    source?.disconnect();
    gain.disconnect();
  };
}

/** Null where the browser has no such thing, or the programme is another site's that does not allow it. */
function captured(video: Capturing): MediaStream | null {
  try {
    return video.captureStream?.() ?? null;
  } catch {
    return null;
  }
}
