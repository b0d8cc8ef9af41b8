/** Seconds to wait, from a `Retry-After` header in either of its forms (RFC 9110, section 10.2.3); null when there is none. */
export const readRetryAfter = (headers: Headers, now: number = Date.now()): number | null => {
  const value = headers.get('retry-after')?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
};
