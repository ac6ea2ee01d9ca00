/** Where the page begins: who asks decides whether it is the room or the door to it. */

import { mount } from "svelte";
import { api, enter, session } from "./main/own";
import type { Me } from "./protocol/api";
import Gate from "./ui/account/Gate.svelte";
import { failureSaid, safePath } from "./ui/account/words";
import { readPreferences } from "./ui/preferences";

/** Who asks; null where Prism does not say, and the room itself tells that it is away. */
async function whoAsks(): Promise<Me | null> {
  try {
    const me = await api.me();
    // Access ends with the minutes, the session does not.
    return me.required && !me.account && !me.setup && (await session.refresh()) === "fresh"
      ? await api.me()
      : me;
  } catch {
    return null;
  }
}

function showGate(me: Me): void {
  document.documentElement.dataset["theme"] = readPreferences(localStorage).theme;
  const asked = new URLSearchParams(location.search);
  const here = safePath(asked.get("return") ?? location.pathname + location.search);
  mount(Gate, {
    target: document.getElementById("app") as HTMLElement,
    props: {
      api,
      me,
      token: new URLSearchParams(location.hash.slice(1)).get("token") ?? "",
      notice: failureSaid(asked.get("error")),
      back: here,
      done: () => location.replace(here),
    },
  });
}

const me = await whoAsks();
if (me?.required && !me.account) showGate(me);
else {
  if (me?.account) enter(me.account);
  const [from, failure] = [location.pathname, failureSaid(new URLSearchParams(location.search).get("error"))];
  if (["/setup", "/sign-in", "/account"].includes(from)) history.replaceState(null, "", "/");
  const { model } = await import("./main");
  if (from === "/account") [model.screen, model.settings] = ["settings", "Account"];
  // Whoever is signed in and could not be bound to a provider sees no sign-in page to read it on.
  if (from === "/sign-in" && failure) model.toast(failure);
}
