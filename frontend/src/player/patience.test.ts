import { expect, test } from "vitest";
import { createPatience, refusalOf, type Refusal } from "./patience";
import { PlayerProblem } from "./types";

const unreachable: Refusal = {
  status: 502,
  detail: "tv.example does not answer.",
  type: null,
  promised: false,
};
const away: Refusal = { status: 503, detail: "The media service is away.", type: null, promised: false };
const prepared: Refusal = { status: 503, detail: "It is being made.", type: null, promised: true };

/** Seconds after which asking ends where each answer takes `latency`, and how; null where it goes on past `longest`. */
function ask(answer: (attempt: number) => Refusal | null, latency = 0.1, longest = 300) {
  const patience = createPatience(0);
  let now = 0;
  for (let attempt = 1; now < longest; attempt += 1) {
    now += latency;
    const next = patience.after(answer(attempt), now);
    if (next instanceof PlayerProblem) return { attempt, now, problem: next };
    now += next;
  }
  return null;
}

test("a channel whose provider cannot be reached ends after three attempts, with the relay's sentence", () => {
  const end = ask(() => unreachable);
  expect(end?.attempt).toBe(3);
  expect(end?.now).toBeLessThan(8);
  expect(end?.problem).toMatchObject({ kind: "network", message: "tv.example does not answer." });
});

test("where each answer takes long, there are fewer attempts", () => {
  expect(ask(() => unreachable, 3)).toMatchObject({ attempt: 2, now: 8 });
});

test("a lost connection is waited for without end", () => {
  expect(ask(() => null)).toBeNull();
});

test("a restart of ten seconds does not end a channel that is being opened", () => {
  const end = ask((attempt) => (attempt <= 10 ? away : unreachable));
  expect(end?.attempt).toBe(13);
});

test("a part that stays away is told after forty seconds, a channel being prepared has two minutes", () => {
  const end = ask(() => away);
  expect(end?.now).toBeGreaterThan(39);
  expect(end?.now).toBeLessThan(43);
  expect(end?.problem.message).toBe("The media service is away.");
  expect(ask(() => prepared)?.now).toBeGreaterThan(119);
});

test("a channel that was seen is asked for until it is back", () => {
  const patience = createPatience(0);
  patience.arrived();
  for (let now = 0; now < 200; now += 1) expect(patience.after(unreachable, now)).toBe(1);
});

test("an answer that no repetition changes ends at once", () => {
  const patience = createPatience(0);
  expect(patience.after({ status: 404, detail: null, type: null, promised: false }, 0)).toMatchObject({
    kind: "unknown_channel",
    message: "This channel is not in the list any more.",
  });
  expect(patience.after({ status: 403, detail: null, type: null, promised: false }, 0)).toMatchObject({
    message: expect.stringMatching(/playlist's account/),
  });
});

test("the sentence and the promise are read from the answer, whatever it is", () => {
  const request = (response: unknown, header: string | null = null) => ({
    response,
    getResponseHeader: (name: string) => (name === "retry-after" ? header : null),
  });
  expect(refusalOf(502, request('{"detail":"No."}'))).toEqual({
    status: 502,
    detail: "No.",
    type: null,
    promised: false,
  });
  expect(refusalOf(503, request("<html>", "2"))).toEqual({
    status: 503,
    detail: null,
    type: null,
    promised: true,
  });
  expect(refusalOf(500, request("null"))?.detail).toBeNull();
  expect(refusalOf(500, null)?.promised).toBe(false);
  expect(refusalOf(0, request(""))).toBeNull();
  const segment = new TextEncoder().encode('{"detail":"It is gone."}').buffer;
  expect(refusalOf(404, request(segment))?.detail).toBe("It is gone.");
});

test("a format that this browser does not play is a matter of the media, which is asked for again converted", () => {
  const body = JSON.stringify({
    type: "urn:prism:problem:codec-not-playable",
    detail: "It is sent as AC-3.",
  });
  const refusal = refusalOf(415, { response: body, getResponseHeader: () => null });
  expect(createPatience(0).after(refusal, 0)).toMatchObject({
    kind: "media",
    message: "It is sent as AC-3.",
  });
});
