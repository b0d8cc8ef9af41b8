import { readFileSync } from 'node:fs';
import type { PosternConfig } from '../installation/postern-json.js';
import { probe, type ProbeAnswer } from '../services/http-probe.js';

export interface VisitOptions {
  /** PEM; shown in the handshake. */
  readonly identity?: { readonly cert: string; readonly key: string };
  readonly headers?: NodeJS.Dict<string>;
}

/** A minimal browser: keeps cookies, trusts the local authority, and follows no redirect by itself. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly config: PosternConfig) {}

  get(address: string, options: VisitOptions = {}): Promise<ProbeAnswer> {
    return this.send(address, options);
  }

  post(address: string, form: Readonly<Record<string, string>>, options: VisitOptions = {}): Promise<ProbeAnswer> {
    return this.send(address, options, new URLSearchParams(form).toString());
  }

  private async send(address: string, { identity, headers }: VisitOptions, form?: string): Promise<ProbeAnswer> {
    const { hostname, port, host, pathname, search, origin } = new URL(address, this.config.origins.public);
    const isHome = origin === this.config.origins.public;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options = {
      protocol: 'https:',
      // Not every resolver knows *.localhost.
      host: 'localhost',
      servername: hostname,
      port: port || 443,
      path: pathname + search,
      method: form === undefined ? 'GET' : 'POST',
      ca: readFileSync(this.config.ca),
      ...identity,
      headers: {
        accept: 'application/json',
        host,
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(isHome && cookie !== '' ? { cookie } : {}),
        ...headers,
      },
    };
    const answer = await probe(options, form);
    if (isHome) this.keepCookies(answer);
    return answer;
  }

  // Paths do not matter for so few requests.
  private keepCookies({ headers }: ProbeAnswer): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Where an answer sends the visitor, or an empty text. */
export const locationOf = ({ status, headers }: ProbeAnswer): string =>
  status >= 300 && status < 400 ? String(headers['location'] ?? '') : '';
