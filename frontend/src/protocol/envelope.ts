/**
 * The RTVI envelope of text frames and the header line of binary ones.
 *
 * Every message is `{"label":"rtvi-ai","type","id","data"}` (https://docs.pipecat.ai/client/rtvi-standard). Events of
 * Prism's own ride as the data of `ui-event`, `ui-command` or `server-message` and keep their `type` inside.
 */

import type { ClientEvent, MicrophoneHeader, ServerEvent, VoiceHeader } from "./events";

const LABEL = "rtvi-ai";
/** Messages that carry an event of Prism as their data; every other type is an event by itself. */
const CARRIERS: ReadonlySet<string> = new Set(["ui-command", "server-message", "ui-event"]);
const PLAIN_FROM_CLIENT: ReadonlySet<string> = new Set(["client-ready", "send-text"]);

/** A server event with what it belongs to. */
export interface Received {
  event: ServerEvent;
  /** The turn that it is part of, if any. */
  turn: string | null;
  /** Rises at each interruption; older ones are void. Null on messages outside the conversation. */
  generation: number | null;
}

/** Lumen's voice: `pcm` is mono at `header.sample_rate`. */
export interface VoiceFrame {
  header: VoiceHeader;
  pcm: Int16Array;
}

/** The text frame that carries `event` to the server. */
export function encode(event: ClientEvent, id: string): string {
  if (!PLAIN_FROM_CLIENT.has(event.type)) return message("ui-event", id, event);
  const { type, ...data } = event;
  return message(type, id, data);
}

function message(type: string, id: string, data: object): string {
  return JSON.stringify({ label: LABEL, type, id, data });
}

/**
 * What a text frame from the server says, or null where it is not a message of this protocol (RTVI lets a server
 * send types that a client does not know).
 */
export function decode(frame: string): Received | null {
  const parsed = parseObject(frame);
  if (!parsed || parsed["label"] !== LABEL || typeof parsed["type"] !== "string") return null;
  const data = isObject(parsed["data"]) ? parsed["data"] : {};
  const type = CARRIERS.has(parsed["type"]) ? data["type"] : parsed["type"];
  if (typeof type !== "string") return null;
  return {
    event: { ...data, type } as unknown as ServerEvent,
    turn: typeof parsed["turn"] === "string" ? parsed["turn"] : null,
    generation: typeof parsed["generation"] === "number" ? parsed["generation"] : null,
  };
}

/** The binary frame that carries `pcm` of the microphone; without a header where nothing is known of it. */
export function encodeMicrophone(
  pcm: ArrayBuffer,
  header: Omit<MicrophoneHeader, "kind"> | null,
): ArrayBuffer {
  if (!header) return pcm;
  const line = new TextEncoder().encode(`${JSON.stringify({ kind: "mic", ...header })}\n`);
  const frame = new Uint8Array(line.length + pcm.byteLength);
  frame.set(line);
  frame.set(new Uint8Array(pcm), line.length);
  return frame.buffer;
}

/** A binary frame taken apart: one line of JSON, a line feed, then int16 little-endian samples; null if malformed. */
export function decodeVoice(frame: ArrayBuffer): VoiceFrame | null {
  const bytes = new Uint8Array(frame);
  const end = bytes.indexOf(0x0a);
  if (end < 0) return null;
  const header = parseObject(new TextDecoder().decode(bytes.subarray(0, end)));
  if (header?.["kind"] !== "voice") return null;
  // Copied, since samples rarely start on an even byte, as Int16Array demands.
  const payload = frame.slice(end + 1);
  const whole = payload.byteLength - (payload.byteLength % 2);
  return { header: header as unknown as VoiceHeader, pcm: new Int16Array(payload, 0, whole / 2) };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
