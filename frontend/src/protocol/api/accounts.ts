/** Who may use this Prism: accounts, sessions, and the tokens that people give to agents. */

import type { Http } from "./http";

export type Role = "admin" | "viewer" | "child";
export type Scope =
  "mcp:control" | "mcp:media" | "mcp:memory" | "mcp:sports" | "mcp:search" | "api:read" | "api:write";

export interface Account {
  id: string;
  name: string;
  role: Role;
  /** Years, for a child. */
  age_limit: number | null;
  disabled: boolean;
  /** Without one they sign in at a provider only. */
  has_password: boolean;
  /** Whether they sign in at a provider, alone or as well. */
  at_provider: boolean;
  created_at: string;
  signed_in_at: string | null;
}

/** Where else one may sign in. */
export interface Provider {
  id: string;
  name: string;
  url: string;
}

/** Who asks, and what must be shown before anything else. */
export interface Me {
  account: Account | null;
  /** Whether one must sign in here. */
  required: boolean;
  /** Whether the first account is still to be made. */
  setup: boolean;
  oidc: Provider[];
}

export interface NewAccount {
  name: string;
  password: string;
  role: Role;
  age_limit?: number;
}

export interface AccountChange {
  name?: string;
  password?: string;
  role?: Role;
  age_limit?: number;
  disabled?: boolean;
}

/** A browser that is signed in. */
export interface SignedIn {
  id: string;
  began_at: string;
  used_at: string;
  /** What it calls itself. */
  browser: string;
  current: boolean;
}

export interface Token {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  expires_at: string | null;
  used_at: string | null;
}

/** A new token; `token` is told this once. */
export interface NewToken extends Token {
  token: string;
}

const id = encodeURIComponent;

/** The accounts' part of the client. */
export function accountsApi(http: Http) {
  return {
    me: (): Promise<Me> => http.get("/api/auth/me"),
    setUp: (first: { token: string; name: string; password: string }): Promise<Account> =>
      http.send("POST", "/api/auth/setup", first),
    signIn: (name: string, password: string): Promise<Account> =>
      http.send("POST", "/api/auth/sign-in", { name, password }),
    signOut: (): Promise<void> => http.send("POST", "/api/auth/sign-out"),
    signOutEverywhere: (): Promise<void> => http.send("POST", "/api/auth/sign-out-everywhere"),
    changePassword: (current: string, wanted: string): Promise<void> =>
      http.send("POST", "/api/auth/password", { current, new: wanted }),
    /** Where to go to bind one's account to a provider. */
    bindToProvider: async (): Promise<string> =>
      (await http.send<{ url: string }>("POST", "/api/auth/oidc/link")).url,
    partFromProvider: (): Promise<void> => http.remove("/api/auth/oidc/link"),
    sessions: async (): Promise<SignedIn[]> =>
      (await http.get<{ sessions: SignedIn[] }>("/api/auth/sessions")).sessions,
    endSession: (session: string): Promise<void> => http.remove(`/api/auth/sessions/${id(session)}`),
    accounts: async (): Promise<Account[]> =>
      (await http.get<{ accounts: Account[] }>("/api/auth/accounts")).accounts,
    addAccount: (account: NewAccount): Promise<Account> => http.send("POST", "/api/auth/accounts", account),
    changeAccount: (account: string, change: AccountChange): Promise<Account> =>
      http.send("PATCH", `/api/auth/accounts/${id(account)}`, change),
    removeAccount: (account: string): Promise<void> => http.remove(`/api/auth/accounts/${id(account)}`),
    tokens: async (): Promise<Token[]> => (await http.get<{ tokens: Token[] }>("/api/auth/tokens")).tokens,
    addToken: (token: { name: string; scopes: Scope[]; expires_at: string | null }): Promise<NewToken> =>
      http.send("POST", "/api/auth/tokens", token),
    removeToken: (token: string): Promise<void> => http.remove(`/api/auth/tokens/${id(token)}`),
  };
}
