interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
  readonly path: string;
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

/** Cookies as a browser keeps them: by host and path (RFC 6265 §5), host-only. Ports do not tell cookies apart. */
export class CookieJar {
  private readonly cookies = new Map<string, Cookie>();

  store(url: URL, header: readonly string[]): void {
    for (const line of header) {
      const [pair = '', ...parts] = line.split(/; */);
      const name = pair.slice(0, pair.indexOf('='));
      const path = attribute(parts, 'path') ?? '/';
      const key = `${url.hostname} ${path} ${name}`;
      if (isExpired(parts)) this.cookies.delete(key);
      else this.cookies.set(key, { name, value: pair.slice(name.length + 1), origin: url.hostname, path });
    }
  }

  header(url: URL): string {
    return [...this.cookies.values()]
      .filter(({ origin, path }) => origin === url.hostname && covers(path, url.pathname))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  names(): readonly string[] {
    return [...this.cookies.values()].map(({ name }) => name);
  }

  /** Value of the first cookie of this name, whatever its path. */
  value(name: string): string | undefined {
    return [...this.cookies.values()].find((cookie) => cookie.name === name)?.value;
  }
}
