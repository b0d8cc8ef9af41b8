/** The server's time, learned from its answers: a wrong clock in the browser must not let tickets run out unseen. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  readonly fetch: typeof globalThis.fetch;
}

export const createServerClock = (): ServerClock => {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    fetch: async (...request) => {
      const response = await globalThis.fetch(...request);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) offset = date - Date.now();
      return response;
    },
  };
};
