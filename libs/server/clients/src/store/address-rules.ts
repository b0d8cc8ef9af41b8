const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** RFC 8252 §7.1: a private scheme is the reverse of a domain name of one's own, so it has a dot. */
const privateScheme = /^[a-z][a-z\d+-]*(\.[a-z\d+-]+)+:$/;

/** Why an address cannot be used, or undefined. */
type AddressRule = (address: string) => string | undefined;

const parsed = (address: string): URL | string => {
  // Compared character by character later: what a parser would quietly mend or drop is refused.
  if (/[\s\p{Cc}\\]/u.test(address)) return 'must not contain blanks, control characters or backslashes';
  if (address.includes('*')) return 'must not contain wildcards';
  if (address.includes('#')) return 'must not have a fragment';
  const url = URL.parse(address);
  if (url === null) return 'must be an absolute address';
  if (url.username !== '' || url.password !== '') return 'must not contain credentials';
  return url;
};

/** Where browsers are sent back to: https; http on this machine only; schemes of one's own for native applications. */
export const redirectRule =
  (native: boolean): AddressRule =>
  (address) => {
    const url = parsed(address);
    if (typeof url === 'string') return url;
    if (url.protocol === 'https:') return undefined;
    if (url.protocol === 'http:') return loopbackHosts.has(url.hostname) ? undefined : 'must use https';
    if (!native) return 'must use https';
    return privateScheme.test(url.protocol) ? undefined : 'must use https, or a scheme such as com.example.app';
  };

/** Links that people follow and addresses that the server calls. */
export const httpsRule: AddressRule = (address) => {
  const url = parsed(address);
  if (typeof url === 'string') return url;
  return url.protocol === 'https:' ? undefined : 'must use https';
};
