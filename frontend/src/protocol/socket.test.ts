import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backoffSeconds } from "./backoff";
import { createSocket, type Socket } from "./socket";

/** A connection whose other end is the test. */
class Line {
  readyState = 0;
  bufferedAmount = 0;
  binaryType = "";
  sent: (string | ArrayBuffer)[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((closed: { code: number }) => void) | null = null;
  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }
  close(code = 1000): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(type: string, data: object, rest: object = {}): void {
    this.onmessage?.({ data: JSON.stringify({ label: "rtvi-ai", type, id: "s", data, ...rest }) });
  }
  lastSent(): { type: string; data: Record<string, unknown> } {
    return JSON.parse(String(this.sent.at(-1))) as { type: string; data: Record<string, unknown> };
  }
}

let lines: Line[];
let socket: Socket;
const line = (): Line => lines.at(-1) as Line;

beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  const kept = new Map<string, string>();
  socket = createSocket({
    url: "ws://prism/ws",
    version: "1",
    about: {},
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    random: () => 0,
    open: () => {
      lines.push(new Line());
      return line() as unknown as WebSocket;
    },
  });
});

afterEach(() => {
  socket.close();
  vi.useRealTimers();
});

function ready(session = "s1"): void {
  line().accept();
  line().say("bot-ready", { version: "1", session, resumed: false });
}

test("nothing is sent before the server is ready, and text is afterwards", () => {
  socket.connect();
  line().accept();
  expect(socket.send({ type: "send-text", content: "hi" })).toBe(false);
  line().say("bot-ready", { version: "1", session: "s1" });
  expect(socket.status).toBe("ready");
  expect(socket.send({ type: "send-text", content: "hi" })).toBe(true);
  expect(line().lastSent()).toMatchObject({ type: "send-text", data: { content: "hi" } });
});

test("a lost connection comes back by itself and asks for the same session", () => {
  const statuses: string[] = [];
  socket.onStatus((status) => statuses.push(status));
  socket.connect();
  ready("mine");
  line().close();
  expect(socket.status).toBe("away");
  vi.advanceTimersByTime(301);
  expect(lines).toHaveLength(2);
  line().accept();
  expect(line().lastSent()).toMatchObject({ type: "client-ready", data: { session: "mine" } });
  line().say("bot-ready", { version: "1", session: "mine" });
  expect(statuses).toEqual(["ready", "away", "ready"]);
});

test("attempts grow apart up to five seconds, and a success starts over", () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => backoffSeconds(attempt, 0))).toEqual([
    0.3, 0.6, 1.2, 2.4, 4.8, 5, 5,
  ]);
  expect(backoffSeconds(5, 0.999)).toBeGreaterThan(2.49);
  socket.connect();
  line().close();
  vi.advanceTimersByTime(301);
  line().close();
  vi.advanceTimersByTime(301);
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(300);
  expect(lines).toHaveLength(3);
  ready();
  line().close();
  vi.advanceTimersByTime(301);
  expect(lines).toHaveLength(4);
});

test("messages and sound of an interrupted reply are dropped", () => {
  const heard: string[] = [];
  const voices: number[] = [];
  socket.on("bot-llm-text", (event) => heard.push(event.text));
  socket.onVoice((frame) => voices.push(frame.header.generation));
  socket.connect();
  ready();
  const sound = (generation: number): void => {
    const head = new TextEncoder().encode(`${JSON.stringify({ kind: "voice", generation })}\n`);
    line().onmessage?.({ data: head.buffer as ArrayBuffer });
  };
  line().say("bot-llm-text", { text: "old" }, { generation: 1 });
  sound(1);
  line().say("bot-llm-text", { text: "new" }, { generation: 2 });
  line().say("bot-llm-text", { text: "late" }, { generation: 1 });
  sound(1);
  sound(2);
  expect(heard).toEqual(["old", "new"]);
  expect(voices).toEqual([1, 2]);
});

test("after a reconnect the generation counts anew", () => {
  const heard: string[] = [];
  socket.on("bot-llm-text", (event) => heard.push(event.text));
  socket.connect();
  ready();
  line().say("bot-llm-text", { text: "nine" }, { generation: 9 });
  line().close();
  vi.advanceTimersByTime(301);
  ready();
  line().say("bot-llm-text", { text: "zero" }, { generation: 0 });
  expect(heard).toEqual(["nine", "zero"]);
});

test("microphone frames are dropped while two seconds of them wait already", () => {
  socket.connect();
  ready();
  expect(socket.sendAudio(new ArrayBuffer(1024), null)).toBe(true);
  line().bufferedAmount = 70_000;
  expect(socket.sendAudio(new ArrayBuffer(1024), null)).toBe(false);
});

test("a listener that left hears nothing more, and a closed socket stays closed", () => {
  const heard: string[] = [];
  const leave = socket.on("bot-output", (event) => heard.push(event.text));
  socket.connect();
  ready();
  line().say("bot-output", { text: "one", spoken: true });
  leave();
  line().say("bot-output", { text: "two", spoken: true });
  expect(heard).toEqual(["one"]);
  socket.close();
  vi.advanceTimersByTime(20_000);
  expect(lines).toHaveLength(1);
});

test("a session that was opened in another window is left to it", () => {
  socket.connect();
  ready("s1");
  line().close(4001);
  vi.runOnlyPendingTimers();
  line().accept();
  expect(line().lastSent().data["session"]).toBeNull();
});
