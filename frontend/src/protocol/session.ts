/**
 * The signed-in session of this page. Access ends after minutes and is had anew from the refresh cookie: before it ends,
 * and where an answer says 401, once for all requests that wait for it. Only when that is refused, the session is over.
 */

/** Access lasts 10 minutes; it is had anew before that, so that what cannot be asked twice never meets its end. */
export const REFRESH_SECONDS = 8 * 60;
const REFRESH = "/api/auth/refresh";
/** Where a 401 says that a password or link was wrong, or nobody is signed in to begin with. */
const PROVING = [REFRESH, "/api/auth/sign-in", "/api/auth/setup", "/api/auth/password", "/api/auth/me"];

/** `unknown`: Prism did not answer. */
export type Refreshed = "fresh" | "over" | "unknown";

export interface SessionOptions {
  fetcher: typeof fetch;
  base?: string;
  /** Seconds of any clock that goes on while a laptop sleeps. */
  now?: () => number;
}

export interface Session {
  /** `fetch`, for whoever is signed in. */
  readonly fetch: typeof fetch;
  /** Whether somebody is signed in, as far as this page knows. */
  readonly active: boolean;
  /** Somebody has signed in. */
  begin(): void;
  /** They have signed out. */
  end(): void;
  /** Have access anew; one request for everybody who asks at the same time. */
  refresh(): Promise<Refreshed>;
  /** Have access anew where it ends soon. */
  keep(): Promise<void>;
  /** Calls `handler` when a session that was active cannot go on. */
  onOver(handler: () => void): void;
}

/** Creates a session in which nobody is signed in yet. */
export function createSession({
  fetcher,
  base = "",
  now = () => Date.now() / 1000,
}: SessionOptions): Session {
  const handlers: (() => void)[] = [];
  let active = false;
  let freshAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<Refreshed> | null = null;

  async function askAnew(): Promise<Refreshed> {
    const answer = await fetcher(base + REFRESH, { method: "POST" }).catch(() => null);
    if (answer?.ok) {
      freshAt = now();
      return "fresh";
    }
    // Anything but a refusal, such as a restart or too many requests, says nothing about the session.
    return answer?.status === 401 ? "over" : "unknown";
  }

  async function refresh(): Promise<Refreshed> {
    refreshing ??= askAnew().finally(() => (refreshing = null));
    const outcome = await refreshing;
    if (outcome === "over" && active) {
      active = false;
      for (const handler of handlers) handler();
    }
    return outcome;
  }

  async function fetchSignedIn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const asked = now();
    const answer = await fetcher(input, init);
    if (answer.status !== 401 || !active || proves(String(input))) return answer;
    // Somebody else's refresh may have come between the question and its answer.
    const outcome = freshAt > asked ? "fresh" : await refresh();
    return outcome === "fresh" ? fetcher(input, init) : answer;
  }

  const proves = (url: string): boolean => PROVING.some((path) => url === base + path);

  return {
    fetch: fetchSignedIn as typeof fetch,
    get active() {
      return active;
    },
    begin() {
      active = true;
      freshAt = now();
    },
    end() {
      active = false;
    },
    refresh,
    async keep() {
      if (active && now() - freshAt >= REFRESH_SECONDS) await refresh();
    },
    onOver: (handler) => void handlers.push(handler),
  };
}
