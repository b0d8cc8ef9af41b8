import { randomUUID } from 'node:crypto';
import { type Authority, type CertificateOptions, issueCertificate, type Issued } from '@postern/dev-pki';
import { Browser } from './browser.js';
import { ListenerUnderTest } from './client-listener.js';
import { SignIns } from './sign-ins.js';
import type { Answer, TestServer } from './test-server.js';

/** People who sign in with a certificate, by a method that trusts one CA. */
export class CertificateSignIns {
  private constructor(
    private readonly server: TestServer,
    private readonly listener: ListenerUnderTest,
    readonly signIns: SignIns,
    readonly methodId: string,
  ) {}

  /**
   * @param pems of the trust anchors
   * @param params further settings of the method
   */
  static async with(server: TestServer, pems: readonly string[], params: object = {}): Promise<CertificateSignIns> {
    const listener = await ListenerUnderTest.start(server, 'people');
    const signIns = await SignIns.with(server);
    const { status, text, body } = await server.manage('POST', 'sign-in-methods', {
      ...{ type: 'mtls', name: `Card ${randomUUID().slice(0, 8)}`, enabled: true, public: true },
      params: { trustAnchors: pems, ...params },
    });
    if (status !== 201) throw new Error(text);
    return new CertificateSignIns(server, listener, signIns, (body as { id: string }).id);
  }

  stop(): Promise<void> {
    return this.listener.stop();
  }

  /** An account, and a certificate that is linked to it. */
  async person(
    login: string,
    issuer: Authority,
    options: Omit<CertificateOptions, 'subject'> = {},
  ): Promise<{ readonly id: string; readonly certificate: Issued }> {
    const id = await this.signIns.person(login);
    const certificate = await issueCertificate(issuer, { ...options, subject: `CN=${login}` });
    const { status, text } = await this.server.manage('POST', `users/${id}/identifiers`, {
      methodId: this.methodId,
      certificate: certificate.pem,
    });
    if (status !== 201) throw new Error(text);
    return { id, certificate };
  }

  /** @returns the refresh token, or the code of the refusal, and the browser that is signed in */
  async signIn(
    certificate: Issued,
    browser = new Browser(),
  ): Promise<{ readonly browser: Browser; readonly refreshToken?: string; readonly refused?: string }> {
    const shown = await this.show(certificate, browser);
    const { code, page } = await this.signIns.goOn({ browser, ...shown });
    if (code === undefined) return { browser, refused: await this.reason(browser, page ?? '') };
    const { refresh_token: refreshToken } = await this.signIns.redeem(code, shown.verifier);
    return { browser, ...(refreshToken !== undefined && { refreshToken }) };
  }

  /** Runs the sign-in up to the response of the certificate listener. */
  async show(certificate: Issued, browser: Browser): Promise<{ readonly location: string; readonly verifier: string }> {
    const { verifier, methods } = await this.signIns.open(browser);
    const { startUrl = '' } = methods.find(({ id }) => id === this.methodId)?.action ?? {};
    const url = new URL(startUrl);
    const answer = await this.listener.send(`${url.pathname}${url.search}`, { certificate });
    return { location: locationOf(answer), verifier };
  }

  private async reason(browser: Browser, page: string): Promise<string> {
    const url = new URL(page, 'https://id.test');
    const uid = url.pathname.split('/').at(-1) ?? '';
    const view = await browser.get(this.server, `/api/interaction/${uid}?${url.searchParams.toString()}`);
    return String((view.body as { attempt?: { code?: string } }).attempt?.code);
  }
}

const locationOf = ({ status, headers, text }: Answer): string => {
  if (status !== 303) throw new Error(`${status} ${text}`);
  return String(headers['location']);
};
