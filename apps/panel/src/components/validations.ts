/** Catches typing errors only; the server decides. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export const isHttpsOrLocal = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, hash } = new URL(text);
  const local = protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]');
  return (protocol === 'https:' || local) && hash === '';
};

/** A valid redirect URI: https, loopback, or a private-use scheme (RFC 8252 §7). */
export const isRedirectUri = (text: string, undotted = false): boolean => {
  if (isHttpsOrLocal(text)) return true;
  const scheme = undotted ? /^(?!https?:)[a-z][a-z\d+.-]*:\// : /^[a-z][a-z\d+-]*\.[a-z\d+.-]*:\//;
  return scheme.test(text) && URL.canParse(text);
};
