import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "../../protocol/problem";
import { clientConfiguration } from "../settings/agents";
import SetUp from "./SetUp.svelte";
import SignIn from "./SignIn.svelte";
import { browserSaid, failureSaid, safePath, waitSaid } from "./words";

const ANNA = {
  id: "a1", name: "Anna", role: "admin", age_limit: null, disabled: false, has_password: true, at_provider: false,
  created_at: "2026-01-01T00:00:00Z", signed_in_at: null,
} as const; // prettier-ignore

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function type(label: string, text: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
}

async function signIn(answer: () => Promise<typeof ANNA>, done = vi.fn()): Promise<typeof done> {
  render(SignIn, { api: { signIn: answer }, providers: [], back: "/", done });
  await type("Name", "Anna");
  await type("Password", "a long password");
  await fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await vi.advanceTimersByTimeAsync(0);
  return done;
}

test("whoever gives the right password is in", async () => {
  const done = await signIn(async () => ANNA);
  expect(done).toHaveBeenCalledWith(ANNA);
});

test("a wrong password is said, and has to be typed again", async () => {
  await signIn(async () => {
    throw new Problem("That name and password do not belong together.", 401);
  });
  expect(screen.getByRole("alert").textContent).toBe("That name and password do not belong together.");
  expect((screen.getByLabelText("Password") as HTMLInputElement).value).toBe("");
});

test("after too many tries the wait is counted down and then over", async () => {
  await signIn(async () => {
    throw new Problem("Too many tries.", 429, "", 30);
  });
  await type("Password", "another one");
  expect(screen.getByRole("alert").textContent).toContain("Try again in 30 s");
  expect(screen.getByRole("button", { name: "Sign in" })).toHaveProperty("disabled", true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(screen.getByRole("alert").textContent).toContain("Try again in 20 s");
  await vi.advanceTimersByTimeAsync(20_500);
  expect(screen.getByRole("button", { name: "Sign in" })).toHaveProperty("disabled", false);
});

test("another place is told where to send people back to", () => {
  const providers = [{ id: "home", name: "Home", url: "/api/auth/oidc/home/start" }];
  render(SignIn, { api: { signIn: async () => ANNA }, providers, back: "/?a=1", done: vi.fn() });
  const link = screen.getByRole("link", { name: "Sign in with Home" });
  expect(link.getAttribute("href")).toBe("/api/auth/oidc/home/start?return=%2F%3Fa%3D1");
});

test("a new Prism opened without its link says where the link is", () => {
  render(SetUp, { api: { setUp: async () => ANNA }, token: "", done: vi.fn() });
  expect(document.body.textContent).toContain("in its log");
  expect(screen.queryByRole("button", { name: "Make the account" })).toBeNull();
});

test.each([
  ["/", "/"],
  ["/films?kind=movie", "/films?kind=movie"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/sign-in?error=x", "/"],
  [null, "/"],
])("the way back of %s is %s", (asked, way) => {
  expect(safePath(asked)).toBe(way);
});

test("a failure elsewhere is said in words of ours, whatever the address says", () => {
  expect(failureSaid(null)).toBeNull();
  expect(failureSaid("not-allowed")).toContain("does not know that account");
  expect(failureSaid("<b>you won</b>")).toBe("Signing in there did not work. Try once more.");
});

test.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
    "Safari on iPhone",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"],
  ["curl/8.0", "curl/8.0"],
  ["", "A browser"],
])("%s is %s", (agent, said) => {
  expect(browserSaid(agent)).toBe(said);
});

test("waits are said in the unit that fits", () => {
  expect([waitSaid(45), waitSaid(180), waitSaid(181)]).toEqual(["45 s", "3 min", "4 min"]);
});

test("a token is put into a client's configuration for the servers that it opens", () => {
  const token = {
    id: "t", name: "Laptop", scopes: ["mcp:media", "api:read"] as ("mcp:media" | "api:read")[], token: "prism_pat_x",
    created_at: "", expires_at: null, used_at: null,
  }; // prettier-ignore
  expect(JSON.parse(clientConfiguration(token, "https://tv.lan"))).toEqual({
    mcpServers: {
      "prism-media": {
        type: "http",
        url: "https://tv.lan/mcp/media",
        headers: { Authorization: "Bearer prism_pat_x" },
      },
    },
  });
  expect(clientConfiguration({ ...token, scopes: ["api:read"] }, "https://tv.lan")).toBe("");
});
