import { CredentialUses } from '@postern/clients';
import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type AssertionParts, registerCertificate, registerClient, withAssertion } from './assertion-clients.js';
import { type Answer, publicOrigin, TestServer } from './test-server.js';

/** Requests a token for the management API, for the application itself. */
export const tokenRequest = {
  grant_type: 'client_credentials',
  resource: `${publicOrigin}/api/v2`,
  scope: 'read:users',
};

/** A server, and for every test a new application that authenticates by assertions signed with the key of `rsa`. */
export class AssertionFixture {
  server!: TestServer;
  rsa!: Issued;
  /** RSA too, not registered. */
  rsaOther!: Issued;
  /** P-256, not registered. */
  ec!: Issued;
  clientId!: string;
  secret!: string;

  constructor() {
    beforeAll(async () => {
      this.server = await TestServer.start();
      [this.rsa, this.rsaOther, this.ec] = await Promise.all([
        issueSelfSigned({ subject: 'CN=rsa', keyAlgorithm: 'rsa-2048' }),
        issueSelfSigned({ subject: 'CN=other', keyAlgorithm: 'rsa-2048' }),
        issueSelfSigned({ subject: 'CN=ec' }),
      ]);
    });
    afterAll(() => this.server?.stop());
    beforeEach(async () => {
      ({ id: this.clientId, secret: this.secret } = await registerClient(this.server, { scopes: ['read:users'] }));
      await this.register(this.rsa);
    });
  }

  /** @returns the credential's id */
  register(certificate: Issued, options: { readonly alg?: string } = {}): Promise<string> {
    return registerCertificate(this.server, this.clientId, certificate, options);
  }

  /** Parameters that authenticate the application. */
  assertion(parts: Partial<AssertionParts> = {}) {
    return withAssertion({ clientId: this.clientId, signer: this.rsa, ...parts });
  }

  /** Requests a token with an assertion that is valid unless overridden. */
  async ask(parts: Partial<AssertionParts> = {}, more: object = {}): Promise<Answer> {
    return this.server.token({ ...tokenRequest, ...(await this.assertion(parts)), ...more });
  }

  /** Reasons why the application was refused so far, from the event log. */
  async reasons(): Promise<unknown[]> {
    return (await this.server.events(this.clientId))
      .filter(({ type }) => type === 'client.authentication_failed')
      .map(({ details }) => details['reason']);
  }

  /** Expects 401 with a sentence, and an event with the reason. */
  async expectRefused({ status, body }: Answer, reason: string, sentence: RegExp | string): Promise<void> {
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(body.error_description).toMatch(sentence);
    expect(body.access_token).toBeUndefined();
    await expect.poll(() => this.reasons()).toEqual([reason]);
  }

  /** Flushes the times of last use of credentials. */
  writeUses(): Promise<void> {
    return this.server.get(CredentialUses).write();
  }
}
