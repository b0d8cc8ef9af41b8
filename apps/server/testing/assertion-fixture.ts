import { CredentialUses } from '@postern/clients';
import { issueSelfSigned, type Issued } from '@postern/dev-pki';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type AssertionParts, registerCertificate, registerClient, withAssertion } from './assertion-clients.js';
import { type Answer, publicOrigin, TestServer } from './test-server.js';

/** A token of the management API, for itself. */
export const tokenRequest = {
  grant_type: 'client_credentials',
  resource: `${publicOrigin}/api/v2`,
  scope: 'read:users',
};

/** A server, and for every test a new application that proves itself by assertions signed with the key of `rsa`. */
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

  /** Answers the credential's id. */
  register(certificate: Issued, options: { readonly alg?: string } = {}): Promise<string> {
    return registerCertificate(this.server, this.clientId, certificate, options);
  }

  /** Parameters that prove the application. */
  assertion(parts: Partial<AssertionParts> = {}) {
    return withAssertion({ clientId: this.clientId, signer: this.rsa, ...parts });
  }

  /** Asks for a token with an assertion that is good but for what is given. */
  async ask(parts: Partial<AssertionParts> = {}, more: object = {}): Promise<Answer> {
    return this.server.token({ ...tokenRequest, ...(await this.assertion(parts)), ...more });
  }

  /** Why the application was refused so far, as the event log has it. */
  async reasons(): Promise<unknown[]> {
    return (await this.server.events(this.clientId))
      .filter(({ type }) => type === 'client.authentication_failed')
      .map(({ details }) => details['reason']);
  }

  /** 401 with a sentence, and on record with its reason. */
  async expectRefused({ status, body }: Answer, reason: string, sentence: RegExp | string): Promise<void> {
    expect([status, body.error]).toEqual([401, 'invalid_client']);
    expect(body.error_description).toMatch(sentence);
    expect(body.access_token).toBeUndefined();
    await expect.poll(() => this.reasons()).toEqual([reason]);
  }

  /** Writes when credentials were used. */
  writeUses(): Promise<void> {
    return this.server.get(CredentialUses).write();
  }
}
