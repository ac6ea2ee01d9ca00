import { expect, test } from "vitest";
import type { Alternative } from "../protocol/api";
import { toldApart } from "./alternatives";

function source(id: string, name: string, playlist_id: string, group: string | null): Alternative {
  return { id, name, playlist_id, group, healthy: true, failure: null };
}

test("sources of the same name say their playlist and group, others their name alone", () => {
  const others = [
    source("a", "News", "home", "UK"),
    source("b", "News", "away", null),
    source("c", "News HD", "away", "UK"),
  ];
  const named = toldApart("News 24", others, [{ id: "home", name: "My provider" }]);
  expect([...named.values()]).toEqual(["News · My provider, UK", "News", "News HD"]);
});

test("a source called like the channel itself says where it comes from", () => {
  const named = toldApart("News", [source("a", "News", "home", null)], [{ id: "home", name: "Mine" }]);
  expect(named.get("a")).toBe("News · Mine");
});

test("sources that nothing tells apart are numbered", () => {
  const others = [source("a", "News", "home", "UK"), source("b", "News", "home", "UK")];
  const named = toldApart("News", others, [{ id: "home", name: "Mine" }]);
  expect([...named.values()]).toEqual(["News · Mine, UK", "News · Mine, UK (2)"]);
});
