import { beforeEach, expect, test } from "vitest";
import { createSession, REFRESH_SECONDS, type Session } from "./session";

let asked: string[];
let access: boolean;
let refreshStatus: number;
let clock: number;
let session: Session;
let over: number;

/** A Prism whose access the test takes away. */
async function prism(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = String(input);
  asked.push(`${init?.method ?? "GET"} ${url}`);
  await Promise.resolve();
  if (url === "/api/auth/refresh") {
    access ||= refreshStatus === 200;
    return new Response("{}", { status: refreshStatus });
  }
  return new Response("{}", { status: access && url !== "/api/auth/sign-in" ? 200 : 401 });
}

beforeEach(() => {
  asked = [];
  access = true;
  refreshStatus = 200;
  clock = 0;
  over = 0;
  session = createSession({ fetcher: prism as typeof fetch, now: () => clock });
  session.onOver(() => (over += 1));
  session.begin();
});

const refreshes = (): number => asked.filter((one) => one === "POST /api/auth/refresh").length;

test("access that has ended is had anew and the request is asked again", async () => {
  access = false;
  clock = 601;
  const answer = await session.fetch("/api/favourites/x", { method: "PUT", body: "{}" });
  expect(answer.status).toBe(200);
  expect(asked).toEqual(["PUT /api/favourites/x", "POST /api/auth/refresh", "PUT /api/favourites/x"]);
});

test("many requests at once have access anew a single time", async () => {
  access = false;
  clock = 601;
  const answers = await Promise.all(["/a", "/b", "/c"].map((path) => session.fetch(path)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(refreshes()).toBe(1);
});

test("a session that cannot go on is told once", async () => {
  access = false;
  refreshStatus = 401;
  const answers = await Promise.all(["/a", "/b"].map((path) => session.fetch(path)));
  expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
  expect(over).toBe(1);
  expect(session.active).toBe(false);
  await session.fetch("/a");
  expect(refreshes()).toBe(1);
});

test("a Prism that is away does not end the session", async () => {
  access = false;
  refreshStatus = 503;
  expect((await session.fetch("/a")).status).toBe(401);
  expect(over).toBe(0);
  expect(session.active).toBe(true);
});

test("a wrong password is no end of the session", async () => {
  expect((await session.fetch("/api/auth/sign-in", { method: "POST" })).status).toBe(401);
  expect(refreshes()).toBe(0);
});

test("access is had anew before it ends, and not sooner", async () => {
  clock = REFRESH_SECONDS - 1;
  await session.keep();
  expect(refreshes()).toBe(0);
  clock = REFRESH_SECONDS;
  await session.keep();
  await session.keep();
  expect(refreshes()).toBe(1);
});

test("where nobody signs in, nothing is asked twice", async () => {
  session.end();
  access = false;
  await session.fetch("/a");
  clock = 10 * REFRESH_SECONDS;
  await session.keep();
  expect(asked).toEqual(["GET /a"]);
});
