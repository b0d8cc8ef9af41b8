/** The server's time, derived from its responses: a wrong local clock must not hide that tickets have expired. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  readonly fetch: typeof globalThis.fetch;
}

/** @param offset milliseconds by which the server's clock is known to be ahead */
export const createServerClock = (offset = 0): ServerClock => {
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
