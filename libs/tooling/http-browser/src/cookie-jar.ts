interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
  readonly path: string;
  /** Set with `Domain`: goes to every host below it. */
  readonly shared: boolean;
}

const attribute = (parts: readonly string[], name: string): string | undefined =>
  parts.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);

const isExpired = (parts: readonly string[]): boolean => {
  const age = attribute(parts, 'max-age');
  const expires = attribute(parts, 'expires');
  return (age !== undefined && Number(age) <= 0) || (expires !== undefined && Date.parse(expires) <= Date.now());
};

const covers = (path: string, request: string): boolean =>
  request === path || request.startsWith(path.endsWith('/') ? path : `${path}/`);

const belongs = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** What the name promises, browsers check (RFC 6265bis §4.1.3), whatever the case of its letters. */
const keepsPromise = (name: string, parts: readonly string[]): boolean => {
  const secure = parts.some((part) => part.toLowerCase() === 'secure');
  if (/^__host-/i.test(name)) {
    return secure && attribute(parts, 'path') === '/' && attribute(parts, 'domain') === undefined;
  }
  return secure || !/^__secure-/i.test(name);
};

/** Cookies as a browser keeps them: by host or domain, and path (RFC 6265 §5). Ports do not tell cookies apart. */
export class CookieJar {
  private readonly cookies = new Map<string, Cookie>();

  store(url: URL, header: readonly string[]): void {
    for (const line of header) {
      const [pair = '', ...parts] = line.split(/; */);
      const name = pair.slice(0, pair.indexOf('=')).trim();
      const path = attribute(parts, 'path') ?? '/';
      const domain = attribute(parts, 'domain')?.replace(/^\./, '');
      if (!keepsPromise(name, parts) || (domain !== undefined && !belongs(url.hostname, domain))) continue;
      const origin = domain ?? url.hostname;
      const shared = domain !== undefined;
      const key = `${origin} ${shared} ${path} ${name}`;
      if (isExpired(parts)) this.cookies.delete(key);
      else this.cookies.set(key, { name, value: pair.slice(pair.indexOf('=') + 1).trim(), origin, path, shared });
    }
  }

  header(url: URL): string {
    return (
      [...this.cookies.values()]
        .filter(({ origin, shared }) => (shared ? belongs(url.hostname, origin) : url.hostname === origin))
        .filter(({ path }) => covers(path, url.pathname))
        // The longer path first, then what came first (§5.4).
        .sort((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
    );
  }

  names(): readonly string[] {
    return [...this.cookies.values()].map(({ name }) => name);
  }

  /** Value of the first cookie of this name, whatever its path. */
  value(name: string): string | undefined {
    return [...this.cookies.values()].find((cookie) => cookie.name === name)?.value;
  }
}
