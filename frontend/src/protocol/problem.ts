/** What went wrong with a request, in words for a viewer (problem details, RFC 9457). */

/** A request that failed. `message` can be shown as it is. */
export class Problem extends Error {
  constructor(
    message: string,
    /** HTTP status, 0 where no answer came. */
    readonly status: number,
    /** The problem's stable type, such as `…/not-found`; empty where the answer had none. */
    readonly type = "",
    /** Seconds that the answer asks to wait; null where it does not say. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
    this.name = "Problem";
  }

  /** Whether asking again later may help. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The problem that a failed answer tells of. */
export async function problemOf(response: Response): Promise<Problem> {
  const details = await readDetails(response);
  const said = details.detail ?? details.title;
  const wait = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new Problem(
    said ? sentence(said) : fallback(response.status),
    response.status,
    details.type ?? "",
    Number.isNaN(wait) ? null : wait,
  );
}

/** The problem of a request that got no answer at all. */
export function noAnswer(): Problem {
  return new Problem(
    "Prism's server does not answer. It may be restarting; this page tries again by itself.",
    0,
  );
}

interface Details {
  type?: string;
  title?: string;
  detail?: string;
}

async function readDetails(response: Response): Promise<Details> {
  try {
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null) return {};
    const fields = body as Record<string, unknown>;
    return { ...text(fields, "type"), ...text(fields, "title"), ...text(fields, "detail") };
  } catch {
    return {};
  }
}

function text(fields: Record<string, unknown>, name: keyof Details): Details {
  const value = fields[name];
  return typeof value === "string" && value ? { [name]: value } : {};
}

/** With a capital, as on a page; a host's name or a word in quotes stays as it is. */
export function sentence(said: string): string {
  const [first = ""] = said.split(" ");
  return /^\p{Ll}+[,:;]?$/u.test(first) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}

function fallback(status: number): string {
  if (status === 401) return "You are not signed in.";
  if (status === 404) return "That is not there any more.";
  if (status === 413) return "That file is too large for this server.";
  if (status === 429) return "Too many requests at once; wait a moment and try again.";
  if (status >= 500) return "A part of Prism is away for a moment. Try again shortly.";
  return `The server refused the request (HTTP ${status}).`;
}
