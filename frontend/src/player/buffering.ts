/** How hls.js buffers live television here, and how patiently it asks again. */

import type { HlsConfig, LoaderResponse, LoadPolicy, RetryConfig } from "hls.js";

/**
 * Whether a failed request is worth repeating. A lost connection (status 0), a restarting gateway (502, 503, 504) and
 * a busy server (408, 425, 429) are; hls.js by itself would give up on the first while the browser thinks that it
 * is online. Any other 4xx is an answer: a segment that has left the window does not come back.
 */
export function worthRepeating(status: number | undefined): boolean {
  if (!status || status >= 500) return true;
  return status === 408 || status === 425 || status === 429;
}

function shouldRetry(
  policy: RetryConfig | null | undefined,
  count: number,
  timedOut: boolean,
  response: LoaderResponse | undefined,
): boolean {
  return !!policy && count < policy.maxNumRetry && (timedOut || worthRepeating(response?.code));
}

/** Asks up to `times` again, at most 1 s apart: a service is back within 5 s, and a buffer is short. */
function patient(times: number, firstByteSeconds: number, wholeSeconds = 20): LoadPolicy {
  const retry: RetryConfig = {
    maxNumRetry: times,
    retryDelayMs: 300,
    maxRetryDelayMs: 1000,
    backoff: "linear",
    shouldRetry,
  };
  return {
    default: {
      maxTimeToFirstByteMs: firstByteSeconds * 1000,
      maxLoadTimeMs: wholeSeconds * 1000,
      timeoutRetry: retry,
      errorRetry: retry,
    },
  };
}

/** As `policy`, without repeating what was answered. */
function onceAnswered({ default: policy }: LoadPolicy): LoadPolicy {
  return { default: { ...policy, errorRetry: null } };
}

/** Settings for live channels, with `workerPath` the address of hls.js's worker, served from our own origin. */
export function liveConfig(workerPath: string): Partial<HlsConfig> {
  return {
    workerPath,
    // Three segments behind the edge (RFC 8216 §6.3.3): also the time that a restart may take unseen.
    liveSyncDurationCount: 3,
    liveDurationInfinity: true,
    lowLatencyMode: false,
    // Bounded, for a television that stays on for days.
    maxBufferLength: 20,
    maxMaxBufferLength: 40,
    maxBufferSize: 40_000_000,
    backBufferLength: 90,
    startFragPrefetch: true,
    // The first estimate decides the first picture's quality; 2 Mbit/s is the slowest line that television needs.
    abrEwmaDefaultEstimate: 2_000_000,
    capLevelToPlayerSize: true,
    // The first request is held while the sources of the channel are tried and an encoder starts: the relay answers
    // within 30 s, and asking again before that would only learn the reason later. An answer that is no playlist is
    // told at once: how often to ask again depends on what it says.
    manifestLoadPolicy: onceAnswered(patient(20, 32, 40)),
    playlistLoadPolicy: patient(60, 6),
    fragLoadPolicy: patient(60, 6),
    enableInterstitialPlayback: false,
  };
}
