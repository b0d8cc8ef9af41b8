/**
 * A cookie as the engine itself would set it, with its signature, in the form of a Cookie header.
 *
 * @param keys those of the engine's configuration (`cookies.keys`)
 * @param name the cookie's name
 * @param value without characters that a cookie cannot hold
 */
export const signedCookie = (keys: { sign(pair: string): string }, name: string, value: string): string => {
  const pair = `${name}=${value}`;
  return `${pair}; ${name}.sig=${keys.sign(pair)}`;
};
