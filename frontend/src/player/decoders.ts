/** What this browser decodes beyond what all of them do, in the words of the relay's `can`. */

/** One typical profile of each; whoever plays it plays what television sends. */
const BEYOND: Readonly<Record<string, string>> = {
  hevc: 'video/mp4; codecs="hvc1.1.6.L120.90"',
  av1: 'video/mp4; codecs="av01.0.08M.08"',
  vp9: 'video/mp4; codecs="vp09.00.40.08"',
  ac3: 'audio/mp4; codecs="ac-3"',
  ec3: 'audio/mp4; codecs="ec-3"',
  opus: 'audio/mp4; codecs="opus"',
  flac: 'audio/mp4; codecs="flac"',
};

/** The codecs for which `supports` (such as `MediaSource.isTypeSupported`) says yes. */
export function decoders(supports: (type: string) => boolean): string[] {
  return Object.keys(BEYOND).filter((name) => supports(BEYOND[name] ?? ""));
}
