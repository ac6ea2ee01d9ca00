/** Prism's HTTP, typed, a module for each domain. Failures are thrown as `Problem`. */

import { accountsApi } from "./accounts";
import { catalogueApi } from "./catalogue";
import { guideApi } from "./guide";
import { createHttp } from "./http";
import { recordingsApi } from "./recordings";
import { sourcesApi } from "./sources";
import { viewersApi } from "./viewers";

export type * from "./accounts";
export type * from "./catalogue";
export type * from "./guide";
export type * from "./recordings";
export type * from "./sources";
export type * from "./viewers";

export type Api = ReturnType<typeof createApi>;

/** Creates the client; `base` goes before every path and is empty on Prism's own page. */
export function createApi(fetcher: typeof fetch = (...input) => fetch(...input), base = "") {
  const http = createHttp(fetcher, base);
  return {
    ...catalogueApi(http),
    ...guideApi(http),
    ...sourcesApi(http),
    ...viewersApi(http),
    ...recordingsApi(http),
    ...accountsApi(http),
  };
}
