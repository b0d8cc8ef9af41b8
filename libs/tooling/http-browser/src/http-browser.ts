import { Agent, request as httpsRequest } from 'node:https';
import { CookieJar } from './cookie-jar.js';

export interface HttpAnswer {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Where a redirect points, absolute. */
  readonly location: string | null;
}

export interface HttpBrowserOptions {
  /** PEM of the CA that signed the servers' certificates. */
  readonly ca: string;
  /** Client certificate for hosts that ask for one, PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** Only this origin and those below it (`*.host`) are shown the certificate. */
  readonly certificateOrigin?: string;
  /** Keep connections open between requests; off: every request is a new connection with a full handshake. */
  readonly keepAlive?: boolean;
  /** OpenSSL cipher list; `DEFAULT@SECLEVEL=0` lets the browser send certificates that are too weak for OpenSSL. */
  readonly ciphers?: string;
  /** The address that requests come from, one of 127.0.0.0/8: an address of its own where the server counts by address. */
  readonly from?: string;
}

export interface HttpRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
}

const belongsTo = (url: URL, origin: string | undefined): boolean => {
  if (origin === undefined) return true;
  const { hostname, port } = new URL(origin);
  return url.port === port && (url.hostname === hostname || url.hostname.endsWith(`.${hostname}`));
};

/**
 * What a browser does on the wire, without the browser: cookies by host and path, redirects on request, a client certificate for
 * the hosts that ask. `localhost` and every name below it is this machine (RFC 6761 §6.3).
 */
export class HttpBrowser {
  readonly cookies = new CookieJar();
  private readonly agent: Agent;
  private readonly certificateAgent: Agent;

  constructor(private readonly options: HttpBrowserOptions) {
    const { ca, keepAlive = false, certificate, ciphers, from } = options;
    const tls = { ca, keepAlive, ciphers, localAddress: from, maxCachedSessions: 0, lookup: lookupLoopback };
    this.agent = new Agent(tls);
    this.certificateAgent = new Agent({ ...tls, ...certificate });
  }

  get(url: string, headers: HttpRequest['headers'] = {}): Promise<HttpAnswer> {
    return this.send(url, { headers: { accept: 'text/html,*/*;q=0.8', ...headers } });
  }

  /** What a browser sends when a person follows a link or a redirect, in a tab (Fetch Metadata). */
  navigate(url: string, headers: HttpRequest['headers'] = {}): Promise<HttpAnswer> {
    return this.get(url, { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', ...headers });
  }

  async getJson<T>(url: string, headers: HttpRequest['headers'] = {}): Promise<T> {
    const answer = await this.send(url, { headers: { accept: 'application/json', ...headers } });
    return JSON.parse(answer.body) as T;
  }

  postJson(url: string, value: unknown, headers: HttpRequest['headers'] = {}): Promise<HttpAnswer> {
    const { origin } = new URL(url);
    return this.send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', origin, ...headers },
      body: JSON.stringify(value),
    });
  }

  postForm(
    url: string,
    values: Readonly<Record<string, string>>,
    headers: HttpRequest['headers'] = {},
  ): Promise<HttpAnswer> {
    return this.send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers },
      body: new URLSearchParams(values).toString(),
    });
  }

  /** Follows redirects until an answer is none, or until `until` says that the next address is the end. */
  async follow(url: string, until: (location: string) => boolean = () => false, limit = 10): Promise<HttpAnswer> {
    let answer = await this.get(url);
    for (let hop = 0; answer.location !== null && !until(answer.location); hop += 1) {
      if (hop === limit) throw new Error(`more than ${limit} redirects from ${url}`);
      answer = await this.get(answer.location);
    }
    return answer;
  }

  send(address: string, { method = 'GET', headers = {}, body }: HttpRequest = {}): Promise<HttpAnswer> {
    const url = new URL(address);
    const cookie = this.cookies.header(url);
    const presents = this.options.certificate !== undefined && belongsTo(url, this.options.certificateOrigin);
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        url,
        {
          method,
          agent: presents ? this.certificateAgent : this.agent,
          headers: {
            ...headers,
            ...(cookie === '' ? {} : { cookie }),
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            this.cookies.store(url, response.headers['set-cookie'] ?? []);
            const { location } = response.headers;
            resolve({
              status: response.statusCode ?? 0,
              url: address,
              headers: response.headers,
              body: Buffer.concat(chunks).toString('utf8'),
              location: location === undefined ? null : new URL(location, url).href,
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
    this.certificateAgent.destroy();
  }
}

type Lookup = NonNullable<ConstructorParameters<typeof Agent>[0]>['lookup'];

const lookupLoopback: Lookup = (_hostname, options, callback) => {
  if (options.all === true)
    (callback as unknown as (error: null, all: object[]) => void)(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};
