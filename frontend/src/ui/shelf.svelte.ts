/** A long list that is loaded page by page as it is looked at. */

export interface ShelfPage<T> {
  items: T[];
  next_cursor: string | null;
  total: number;
}

type Load<T> = (
  query: { q?: string; cursor?: string; limit: number },
  signal: AbortSignal,
) => Promise<ShelfPage<T>>;

const PAGE = 60;

export class Shelf<T> {
  items = $state.raw<T[]>([]);
  total = $state(0);
  loading = $state(false);
  problem = $state<string | null>(null);

  #q = "";
  #cursor: string | null = null;
  #request: AbortController | null = null;

  constructor(private readonly ask: Load<T>) {}

  /** Show what fits `q` from its beginning. */
  async load(q: string): Promise<void> {
    this.#request?.abort();
    this.#q = q;
    await this.#load(null);
  }

  /** The next page, where there is one and none is on its way. */
  async more(): Promise<void> {
    if (this.#cursor && !this.loading) await this.#load(this.#cursor);
  }

  async #load(cursor: string | null): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    this.loading = true;
    try {
      const query = { limit: PAGE, ...(this.#q ? { q: this.#q } : {}), ...(cursor ? { cursor } : {}) };
      const page = await this.ask(query, request.signal);
      if (request.signal.aborted) return;
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.total = page.total;
      this.#cursor = page.next_cursor;
      this.problem = null;
    } catch (error) {
      if (request.signal.aborted) return;
      this.problem = error instanceof Error ? error.message : "The list could not be loaded.";
    } finally {
      if (this.#request === request) this.loading = false;
    }
  }
}
