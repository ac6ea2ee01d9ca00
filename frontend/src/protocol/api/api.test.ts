import { expect, test } from "vitest";
import { createApi } from "./index";
import { Problem } from "../problem";

function answering(
  status: number,
  body: unknown,
  type = "application/json",
): { api: ReturnType<typeof createApi>; asked: [string, RequestInit | undefined][] } {
  const asked: [string, RequestInit | undefined][] = [];
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    asked.push([String(input), init]);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers: { "content-type": type } });
  };
  return { api: createApi(fetcher as typeof fetch), asked };
}

test("a query leaves out what was not given and joins lists", async () => {
  const { api, asked } = answering(200, { channels: {} });
  await api.guideNow(["a", "b c"]);
  await api.channels({ q: "", group: "News & more", limit: 50 });
  expect(asked.map(([url]) => url)).toEqual([
    "/api/guide/now?channels=a%2Cb+c",
    "/api/channels?group=News+%26+more&limit=50",
  ]);
});

test("problem details are shown in their own words", async () => {
  const { api } = answering(404, {
    type: "x/not-found",
    title: "Not found",
    detail: "channel 'zz' does not exist",
  });
  await expect(api.channel("zz")).rejects.toMatchObject({
    message: "Channel 'zz' does not exist",
    status: 404,
    type: "x/not-found",
    retryable: false,
  });
});

test("an answer that is no problem document still gives a readable sentence", async () => {
  const { api } = answering(502, "<html>bad gateway</html>", "text/html");
  await expect(api.groups()).rejects.toMatchObject({
    message: "A part of Prism is away for a moment. Try again shortly.",
    retryable: true,
  });
});

test("no answer at all is a problem that may pass", async () => {
  const api = createApi((async () => Promise.reject(new TypeError("Failed to fetch"))) as typeof fetch);
  const problem = await api.groups().catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect((problem as Problem).retryable).toBe(true);
});

test("an aborted request stays an abort", async () => {
  const api = createApi((async () => Promise.reject(new DOMException("gone", "AbortError"))) as typeof fetch);
  await expect(api.channels({})).rejects.toMatchObject({ name: "AbortError" });
});

test("a playlist file goes up as a form, an address as JSON", async () => {
  const { api, asked } = answering(201, { id: "p", channels_imported: 2, skipped: [] });
  const done = await api.importFile(new File(["#EXTM3U"], "list.m3u"));
  await api.addPlaylist({ url: "http://tv.example/list.m3u" });
  expect(done.channels_imported).toBe(2);
  expect((asked[0]?.[1]?.body as FormData).get("file")).toBeInstanceOf(File);
  expect(asked[1]?.[1]?.body).toBe('{"url":"http://tv.example/list.m3u"}');
});
