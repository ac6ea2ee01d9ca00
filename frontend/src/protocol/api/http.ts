/** Requests to Prism's services on its own address. Failures are thrown as `Problem`. */

import { noAnswer, problemOf } from "../problem";

/** Values of a query; lists are joined by commas, what is absent or empty is left out. */
export type Query = Record<string, string | number | boolean | string[] | undefined>;

export interface SendOptions {
  signal?: AbortSignal;
  /** Goes on although the page closes. */
  keepalive?: boolean;
}

export interface Http {
  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T>;
  /** Send `body` as JSON, or as the form that it is. */
  send<T>(method: "POST" | "PUT" | "PATCH", path: string, body?: object, options?: SendOptions): Promise<T>;
  remove(path: string): Promise<void>;
  /** The address of a path, for what the browser itself loads. */
  address(path: string, query?: Query): string;
}

/** Creates the client; `base` goes before every path and is empty on Prism's own page. */
export function createHttp(fetcher: typeof fetch, base: string): Http {
  async function ask(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetcher(base + path, init).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw noAnswer();
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  return {
    async get<T>(path: string, query: Query = {}, signal?: AbortSignal) {
      const response = await ask(path + parameters(query), signal ? { signal } : undefined);
      return (await response.json()) as T;
    },
    async send<T>(method: string, path: string, body?: object, options?: SendOptions) {
      const response = await ask(path, { method, ...content(body), ...options });
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
    async remove(path) {
      await ask(path, { method: "DELETE" });
    },
    address: (path, query = {}) => base + path + parameters(query),
  };
}

function content(body: object | undefined): RequestInit {
  if (!body) return {};
  if (body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

function parameters(values: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(",") : value === undefined ? "" : String(value);
    if (text) search.set(name, text);
  }
  const query = search.toString();
  return query ? `?${query}` : "";
}
