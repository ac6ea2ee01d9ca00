/** Words and rules that the forms of accounts share. */

/** The shortest password that the server takes for a new one. */
export const PASSWORD_LENGTH = 10;

/** A wait in words: "45 s", "3 min". */
export function waitSaid(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

const FAILED: Readonly<Record<string, string>> = {
  refused: "The other place did not sign you in.",
  expired: "That took too long, or began in another browser. Try once more.",
  provider: "The other place does not answer as it should. Try again, or sign in with a password.",
  "not-allowed": "This Prism does not know that account. Its administrator can let you in.",
  disabled: "This account is switched off. The administrator can switch it on.",
};

/** Why signing in elsewhere failed, by the code that the server sent along; null where there is none. */
export function failureSaid(code: string | null): string | null {
  return code === null ? null : (FAILED[code] ?? "Signing in there did not work. Try once more.");
}

/** `path` if it is one of our own pages, else the start: an address that somebody sends must not lead elsewhere. */
export function safePath(path: string | null): string {
  return path &&
    /^\/(?![/\\])[^\\\s]*$/.test(path) &&
    !path.startsWith("/setup") &&
    !path.startsWith("/sign-in")
    ? path
    : "/";
}

const SYSTEMS = [[/iphone/i, "iPhone"], [/ipad/i, "iPad"], [/android/i, "Android"], [/windows/i, "Windows"], [/mac os/i, "Mac"], [/linux/i, "Linux"]] as const; // prettier-ignore
const BROWSERS = [[/edg\//i, "Edge"], [/firefox|fxios/i, "Firefox"], [/chrome|crios/i, "Chrome"], [/safari/i, "Safari"]] as const; // prettier-ignore

/** A browser in two words, from what it calls itself. */
export function browserSaid(agent: string): string {
  const find = (known: readonly (readonly [RegExp, string])[]): string | undefined =>
    known.find(([mark]) => mark.test(agent))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? (agent.slice(0, 40) || "A browser");
}
