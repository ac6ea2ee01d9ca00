import { expect, test, vi } from "vitest";
import type { Playable } from "../player/types";
import { sameProgramme, streams } from "./television";

const recording: Playable = { id: "r1", name: "News", number: null, logo: null, kind: "recording" };

test("a recording comes as it is, and converted where this browser does not play it", () => {
  const api = { stream: vi.fn(() => "channel"), recordingStream: vi.fn(() => "recording") };
  const address = streams(api, ["hevc"]);
  expect([address(recording, false), address(recording, true)]).toEqual(["recording", "recording"]);
  expect(api.recordingStream.mock.calls).toEqual([
    ["r1", {}],
    ["r1", { convert: "auto", can: ["hevc"] }],
  ]);
});

test("live after its past, and another source, are noted as watched; the same again is not", () => {
  const live: Playable = { id: "c1", name: "One", number: 1, logo: null, kind: "tv" };
  const past = {
    ...live,
    past: { title: "News", start: "2027-01-01T10:00:00Z", stop: "2027-01-01T11:00:00Z" },
  };
  expect(sameProgramme(live, { ...live })).toBe(true);
  expect(sameProgramme(live, past)).toBe(false);
  expect(sameProgramme({ ...live, source: "c2" }, live)).toBe(false);
  expect(sameProgramme(live, null)).toBe(false);
});
