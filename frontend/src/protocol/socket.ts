/**
 * The browser's end of `/ws`: connects, says who it is, finds its session again after a break, and hands typed events
 * to whoever listens. The programme never passes here, so that television goes on without it.
 */

import { backoffSeconds } from "./backoff";
import { decode, decodeVoice, encode, encodeMicrophone, type VoiceFrame } from "./envelope";
import type { ClientEvent, ClientReady, MicrophoneHeader, ServerEvent } from "./events";
import { createGenerationFilter } from "./generation";

/** `away`: no conversation now, and the next attempt is planned. */
export type SocketStatus = "connecting" | "ready" | "away";
export type EventOf<T extends ServerEvent["type"]> = Extract<ServerEvent, { type: T }>;
export type Handler<T extends ServerEvent["type"]> = (event: EventOf<T>, turn: string | null) => void;

/** What the socket needs of its surroundings. */
export interface SocketOptions {
  url: string;
  /** Version of this page, for the server's log. */
  version: string;
  /** Facts about the browser that help to understand a log; nothing personal. */
  about: Record<string, string>;
  /** Remembers the session for this tab. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  open?: (url: string) => WebSocket;
  /** Done before each attempt after a loss, such as having access anew; a refused handshake does not say why it was. */
  prepare?: () => Promise<unknown>;
  random?: () => number;
}

export interface Socket {
  readonly status: SocketStatus;
  readonly session: string | null;
  connect(): void;
  /** Calls `handler` for each event of `type`; the result takes it off again. */
  on<T extends ServerEvent["type"]>(type: T, handler: Handler<T>): () => void;
  onVoice(handler: (frame: VoiceFrame) => void): () => void;
  onStatus(handler: (status: SocketStatus) => void): () => void;
  /** Sends `event`; false where nobody is there to take it. */
  send(event: ClientEvent): boolean;
  /** Sends a window of the microphone: mono int16 at 16 kHz, and how much of it is not this page's own sound. */
  sendAudio(pcm: ArrayBuffer, header: Omit<MicrophoneHeader, "kind"> | null): boolean;
  close(): void;
}

/** Close code: the session was opened in another window (the gateway's `REPLACED`). */
const OPENED_ELSEWHERE = 4001;
const SESSION_KEY = "prism.session";
/** Bytes waiting in the browser above which microphone frames are dropped: 2 s of sound behind is too late. */
const AUDIO_BACKLOG_BYTES = 64_000;

/** Creates a socket; it stays closed until `connect`. */
export function createSocket(options: SocketOptions): Socket {
  const { random = Math.random, open = (url) => new WebSocket(url) } = options;
  const handlers = new Map<string, Set<(event: never, turn: string | null) => void>>();
  const voiceHandlers = new Set<(frame: VoiceFrame) => void>();
  const statusHandlers = new Set<(status: SocketStatus) => void>();
  const generations = createGenerationFilter();
  let socket: WebSocket | null = null;
  let status: SocketStatus = "connecting";
  let attempt = 0;
  let messages = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;

  function setStatus(next: SocketStatus): void {
    if (next === status) return;
    status = next;
    for (const handler of statusHandlers) handler(next);
  }

  function connect(): void {
    wanted = true;
    clearTimeout(retry);
    const current = open(options.url);
    socket = current;
    current.binaryType = "arraybuffer";
    current.onopen = () => greet();
    current.onmessage = (message: MessageEvent<string | ArrayBuffer>) => receive(message.data);
    current.onclose = (closed: CloseEvent) => {
      // A copy of this tab brought the session along: it is theirs now, and asking for it would take it back for ever.
      if (closed.code === OPENED_ELSEWHERE) options.storage.removeItem(SESSION_KEY);
      if (current === socket) lost();
    };
  }

  function greet(): void {
    const session = options.storage.getItem(SESSION_KEY);
    write({ type: "client-ready", version: options.version, session, ...clock(), about: options.about });
  }

  function lost(): void {
    socket = null;
    setStatus("away");
    if (!wanted) return;
    retry = setTimeout(() => void again(), backoffSeconds(attempt, random()) * 1000);
    attempt += 1;
  }

  async function again(): Promise<void> {
    if (options.prepare) await options.prepare();
    if (wanted && !socket) connect();
  }

  function receive(data: string | ArrayBuffer): void {
    if (typeof data === "string") receiveText(data);
    else receiveVoice(data);
  }

  function receiveText(frame: string): void {
    const received = decode(frame);
    if (!received) return;
    const { event, turn, generation } = received;
    if (event.type === "bot-ready") welcome(event.session);
    if (!generations.accepts(generation)) return;
    for (const handler of handlers.get(event.type) ?? []) handler(event as never, turn);
  }

  function receiveVoice(frame: ArrayBuffer): void {
    const voice = decodeVoice(frame);
    if (!voice || !generations.accepts(voice.header.generation)) return;
    for (const handler of voiceHandlers) handler(voice);
  }

  function welcome(session: string): void {
    attempt = 0;
    generations.reset();
    options.storage.setItem(SESSION_KEY, session);
    setStatus("ready");
  }

  function write(event: ClientEvent): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    messages += 1;
    socket.send(encode(event, String(messages)));
    return true;
  }

  return {
    get status() {
      return status;
    },
    get session() {
      return options.storage.getItem(SESSION_KEY);
    },
    connect,
    on(type, handler) {
      const set = handlers.get(type) ?? new Set();
      handlers.set(type, set);
      return subscribe(set, handler as (event: never, turn: string | null) => void);
    },
    onVoice: (handler) => subscribe(voiceHandlers, handler),
    onStatus: (handler) => subscribe(statusHandlers, handler),
    send: (event) => status === "ready" && write(event),
    sendAudio(pcm, header) {
      if (status !== "ready" || !socket || socket.bufferedAmount > AUDIO_BACKLOG_BYTES) return false;
      socket.send(encodeMicrophone(pcm, header));
      return true;
    },
    close() {
      wanted = false;
      clearTimeout(retry);
      socket?.close();
    },
  };
}

/** How this browser tells the time, so that Lumen says it likewise. */
function clock(): Pick<ClientReady, "time_zone" | "hour_cycle"> {
  const { timeZone, hourCycle } = new Intl.DateTimeFormat([], { hour: "numeric" }).resolvedOptions();
  return { time_zone: timeZone, hour_cycle: hourCycle === "h11" || hourCycle === "h12" ? "h12" : "h23" };
}

function subscribe<T>(set: Set<T>, handler: T): () => void {
  set.add(handler);
  return () => set.delete(handler);
}
