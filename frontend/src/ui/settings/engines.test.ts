import { expect, test } from "vitest";
import { engineNotices } from "./engines";

const answer = (status: number, services: unknown[]): typeof fetch =>
  (async () => new Response(JSON.stringify({ services }), { status })) as typeof fetch;

test("an engine that stands in for the wanted one is said with its reason", async () => {
  const services = [
    {
      service: "stt",
      engine: { engine: "pocketsphinx", notice: "stands in for whisper large-v3: downloading" },
    },
    { service: "tts", engine: { engine: "flite", notice: "" } },
    { service: "media" },
  ];
  expect(await engineNotices(answer(200, services))).toEqual([
    "Lumen hears with pocketsphinx: stands in for whisper large-v3: downloading.",
  ]);
});

test("whoever may not read the status is shown nothing", async () => {
  expect(await engineNotices(answer(403, []))).toEqual([]);
});
