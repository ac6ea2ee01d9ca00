/** What tokens may open, how long they last, and how a client is told of one. */

import type { NewToken, Scope } from "../../protocol/api";

export const SCOPES: readonly (readonly [Scope, string])[] = [
  ["mcp:control", "change what plays"],
  ["mcp:media", "find channels, films and programmes"],
  ["mcp:memory", "read and keep memories"],
  ["mcp:sports", "ask for matches and scores"],
  ["mcp:search", "search the web"],
  ["api:read", "read the HTTP API"],
  ["api:write", "change things by the HTTP API"],
];

/** Days, and the words for them. */
export const LASTS: readonly (readonly [number | null, string])[] = [
  [7, "a week"],
  [30, "a month"],
  [90, "three months"],
  [365, "a year"],
  [null, "until it is removed"],
];

/** The servers that `token` opens, as MCP clients keep them in their configuration; empty where it opens none. */
export function clientConfiguration(token: NewToken, origin: string): string {
  const servers = token.scopes.filter((scope) => scope.startsWith("mcp:")).map((scope) => scope.slice(4));
  if (!servers.length) return "";
  const entries = servers.map((server) => [
    `prism-${server}`,
    {
      type: "http",
      url: `${origin}/mcp/${server}`,
      headers: { Authorization: `Bearer ${token.token}` },
    },
  ]);
  return JSON.stringify({ mcpServers: Object.fromEntries(entries) as object }, null, 2);
}
