/** What the door and the room behind it share: the session of this page, its client, and who is signed in. */

import { HISTORY } from "../player/history";
import { createApi, type Account } from "../protocol/api";
import { createSession } from "../protocol/session";

export const session = createSession({ fetcher: (...input) => fetch(...input) });
export const api = createApi(session.fetch);
export const own: { account: Account | null } = { account: null };

/** How often it is looked whether access ends soon; a sleeping laptop skips some. */
const LOOK_SECONDS = 30;

/** `account` is signed in here: keep it so for as long as the page is open. */
export function enter(account: Account): void {
  own.account = account;
  session.begin();
  setInterval(() => void session.keep(), LOOK_SECONDS * 1000);
  document.addEventListener("visibilitychange", () => void session.keep());
  window.addEventListener("online", () => void session.keep());
}

/** Forget what this browser remembers of whoever was here; its settings stay. */
export function forget(storages: { local: Storage; tab: Storage }): void {
  own.account = null;
  session.end();
  storages.tab.clear();
  const histories = Object.keys(storages.local).filter((key) => key.startsWith(HISTORY));
  for (const key of histories) storages.local.removeItem(key);
}
