import { expect, test, vi } from "vitest";
import type { Playable } from "../player/types";
import { streams } from "./television";

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
