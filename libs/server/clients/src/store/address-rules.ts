const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** RFC 8252 §7.1: a private scheme is the reverse of a domain name of one's own, so it has a dot. */
const privateScheme = /^[a-z][a-z\d+-]*(\.[a-z\d+-]+)+:$/;

/** Why an address cannot be used, or undefined. */
type AddressRule = (address: string) => string | undefined;

const parsed = (address: string): URL | string => {
  // Compared character by character later, so anything that a parser would normalize is refused.
  if (/[\s\p{Cc}\\]/u.test(address)) return 'must not contain blanks, control characters or backslashes';
  if (address.includes('*')) return 'must not contain wildcards';
  if (address.includes('#')) return 'must not have a fragment';
  const url = URL.parse(address);
  if (url === null) return 'must be an absolute address';
  if (url.username !== '' || url.password !== '') return 'must not contain credentials';
  // On a page under https, a browser takes `https:name` as a path of that page's own host (URL Standard, "special relative").
  if (/^https?:(?!\/\/[^/])/i.test(address)) return 'must have a host after https://';
  return url;
};

/** Schemes that browsers or the operating system handle themselves; an application cannot own them. */
const reservedSchemes: ReadonlySet<string> = new Set(
  [
    ...[
      'about',
      'blob',
      'cid',
      'content',
      'data',
      'file',
      'filesystem',
      'javascript',
      'mid',
      'vbscript',
      'view-source',
    ],
    ...['ftp', 'ftps', 'http', 'https', 'sftp', 'ssh', 'ws', 'wss', 'ldap', 'ldaps', 'smb', 'telnet', 'urn'],
    ...['intent', 'mailto', 'news', 'sip', 'sips', 'sms', 'smsto', 'tel', 'callto', 'facetime', 'geo', 'market'],
    ...[
      'chrome',
      'edge',
      'opera',
      'resource',
      'moz-extension',
      'chrome-extension',
      'safari-extension',
      'jar',
      'search-ms',
    ],
  ].map((name) => `${name}:`),
);
const undottedScheme = /^[a-z][a-z\d+-]*:$/;

/** Which private schemes an application may use in redirect URIs. */
export interface PrivateSchemes {
  /** Only native applications have one at all. */
  readonly native: boolean;
  /** One without a dot, too. */
  readonly undotted: boolean;
}

/** Redirect URIs: https; http on this machine only; private schemes for native applications. */
export const redirectRule =
  ({ native, undotted }: PrivateSchemes): AddressRule =>
  (address) => {
    const url = parsed(address);
    if (typeof url === 'string') return url;
    if (url.protocol === 'https:') return undefined;
    if (url.protocol === 'http:') return loopbackHosts.has(url.hostname) ? undefined : 'must use https';
    if (!native) return 'must use https';
    if (reservedSchemes.has(url.protocol)) return `must not use ${url.protocol}, which belongs to no application`;
    if (privateScheme.test(url.protocol)) return undefined;
    if (!undottedScheme.test(url.protocol)) return 'must use https, or a scheme such as com.example.app';
    return undotted
      ? undefined
      : 'must use https, or a scheme such as com.example.app; allow_undotted_schemes accepts others';
  };

/** An address that the server calls: as redirect URIs, https, or http on this machine for development. */
export const calledRule: AddressRule = redirectRule({ native: false, undotted: false });

/**
 * An origin as browsers send it (Fetch §3.2): scheme, host and port, without a path. `null` is none, because every sandboxed frame and
 * every local file has it.
 */
export const originRule =
  (native: boolean): AddressRule =>
  (origin) => {
    if (origin === 'null') return 'must not be null, which every sandboxed page has';
    const url = parsed(origin);
    if (typeof url === 'string') return url;
    const serialized = `${url.protocol}//${url.host}`;
    if (url.host === '' || serialized !== origin) return 'must be an origin such as https://app.example.org';
    if (url.protocol === 'https:') return undefined;
    if (url.protocol === 'http:') return loopbackHosts.has(url.hostname) ? undefined : 'must use https';
    if (!native || reservedSchemes.has(url.protocol)) return 'must use https';
    return undefined;
  };

/** Links that people follow and addresses that the server calls. */
export const httpsRule: AddressRule = (address) => {
  const url = parsed(address);
  if (typeof url === 'string') return url;
  return url.protocol === 'https:' ? undefined : 'must use https';
};
