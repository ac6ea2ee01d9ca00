import { expect, test } from "vitest";
import { decode, decodeVoice, encode, encodeMicrophone } from "./envelope";

function frame(type: string, data: object, rest: object = {}): string {
  return JSON.stringify({ label: "rtvi-ai", type, id: "1", data, ...rest });
}

function voice(header: object, samples: number[]): ArrayBuffer {
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const pcm = new Uint8Array(new Int16Array(samples).buffer);
  const whole = new Uint8Array(head.length + pcm.length);
  whole.set(head);
  whole.set(pcm, head.length);
  return whole.buffer;
}

test("a plain client event becomes a message of its own type", () => {
  expect(JSON.parse(encode({ type: "send-text", content: "hello" }, "7"))).toEqual({
    label: "rtvi-ai",
    type: "send-text",
    id: "7",
    data: { content: "hello" },
  });
});

test("an event of Prism's own travels inside ui-event and keeps its type", () => {
  expect(JSON.parse(encode({ type: "interrupt" }, "8"))).toEqual({
    label: "rtvi-ai",
    type: "ui-event",
    id: "8",
    data: { type: "interrupt" },
  });
});

test("a plain server message is an event by its own name", () => {
  const received = decode(
    frame("user-transcription", { text: "mute", final: true }, { turn: "t1", generation: 3 }),
  );
  expect(received).toEqual({
    event: { type: "user-transcription", text: "mute", final: true },
    turn: "t1",
    generation: 3,
  });
});

test("what rides inside server-message is an event by its inner name", () => {
  const received = decode(frame("server-message", { type: "avatar.gesture", gesture: "cheer" }));
  expect(received?.event).toEqual({ type: "avatar.gesture", gesture: "cheer" });
  expect(received?.generation).toBeNull();
});

test.each([
  "not json",
  "[]",
  '{"type":"bot-ready"}',
  '{"label":"rtvi-ai","type":"server-message","data":{}}',
])("what is not a message of the protocol is nothing: %s", (text) => expect(decode(text)).toBeNull());

test("a voice frame splits at its first line feed, however odd the header's length", () => {
  for (const turn of ["a", "ab"]) {
    const taken = decodeVoice(voice({ kind: "voice", turn, start: 0.5 }, [1, -2, 2570]));
    expect(taken?.header).toMatchObject({ turn, start: 0.5 });
    expect([...(taken?.pcm ?? [])]).toEqual([1, -2, 2570]);
  }
});

test("a binary frame without a voice header is nothing", () => {
  expect(decodeVoice(new Uint8Array([1, 2, 3]).buffer)).toBeNull();
  expect(decodeVoice(voice({ kind: "other" }, [1]))).toBeNull();
});

test("a window of the microphone carries what is known of it in a line before its samples", () => {
  const pcm = new Int16Array([1, -2, 3]).buffer;
  const bytes = new Uint8Array(encodeMicrophone(pcm, { near: 0.5, far: -40 }));
  const end = bytes.indexOf(0x0a);
  expect(new TextDecoder().decode(bytes.subarray(0, end))).toBe('{"kind":"mic","near":0.5,"far":-40}');
  expect([...new Int16Array(bytes.slice(end + 1).buffer)]).toEqual([1, -2, 3]);
  expect(encodeMicrophone(pcm, null)).toBe(pcm);
});
