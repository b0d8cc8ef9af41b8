import { CookieJar } from '@postern/http-browser';
import { type Answer, publicOrigin, type TestServer } from './test-server.js';

/** A browser whose requests go to the server that a test chooses, as behind a load balancer. */
export class Browser {
  readonly cookies = new CookieJar();

  get(server: TestServer, address: string): Promise<Answer> {
    return this.send(server, address);
  }

  post(server: TestServer, address: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', origin: publicOrigin };
    return this.send(server, address, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async send(
    server: TestServer,
    address: string,
    { headers = {}, ...request }: NonNullable<Parameters<TestServer['send']>[1]> = {},
  ): Promise<Answer> {
    const url = new URL(address, publicOrigin);
    const cookie = this.cookies.header(url);
    const answer = await server.send(url.pathname + url.search, { ...request, headers: { ...headers, cookie } });
    this.cookies.store(url, [answer.headers['set-cookie'] ?? []].flat());
    return answer;
  }
}
