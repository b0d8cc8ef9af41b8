import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface PlainAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A person's browser at an application that speaks plain HTTP on loopback; only its cookies matter there. Not `fetch`: Node's says that
 * it is a script (`sec-fetch-mode: cors`), and some applications send scripts nowhere. Redirects are not followed.
 */
export class PlainBrowser {
  private readonly cookies = new Map<string, string>();

  get(address: string): Promise<PlainAnswer> {
    return this.send(address, 'GET');
  }

  async getJson<T>(address: string): Promise<T> {
    return JSON.parse((await this.get(address)).body) as T;
  }

  postForm(address: string, fields: Readonly<Record<string, string>>): Promise<PlainAnswer> {
    return this.send(address, 'POST', new URLSearchParams(fields).toString());
  }

  private async send(address: string, method: string, form?: string): Promise<PlainAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      cookie,
      accept: 'text/html',
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(address, { method, headers }, resolve).once('error', reject).end(form);
    });
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.cookies.set(name, value);
    }
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  }
}
