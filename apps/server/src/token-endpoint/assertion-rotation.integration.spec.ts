import { issueSelfSigned } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { x5t, x5tS256 } from '../../testing/assertion-clients.js';
import { AssertionFixture } from '../../testing/assertion-fixture.js';

const fixture = new AssertionFixture();

describe('several certificates of one application', () => {
  it('are accepted at the same time, for rotation', async () => {
    await fixture.register(fixture.rsaOther);

    expect((await fixture.ask()).status).toBe(200);
    expect((await fixture.ask({ signer: fixture.rsaOther })).status).toBe(200);
  });

  it('are told apart: x5t of another registered certificate than the signing key is refused', async () => {
    await fixture.register(fixture.rsaOther);

    const answer = await fixture.ask({ signer: fixture.rsa, header: { x5t: x5t(fixture.rsaOther) } });

    await fixture.expectRefused(answer, 'assertion.signature', 'not signed with the registered key');
  });

  it('are told apart: x5t and x5t#S256 must name the same', async () => {
    await fixture.register(fixture.rsaOther);

    const answer = await fixture.ask({ header: { x5t: x5t(fixture.rsa), 'x5t#S256': x5tS256(fixture.rsaOther) } });

    await fixture.expectRefused(answer, 'assertion.unknown_key', 'not registered for this application');
  });

  it('may share one key: the kid of the key finds the one that is valid', async () => {
    const expired = await issueSelfSigned({
      ...{ subject: 'CN=old', keys: fixture.ec.keys, notBefore: new Date(0), notAfter: new Date(Date.now() - 60_000) },
    });
    await fixture.register(expired);
    await fixture.register(fixture.ec);
    const [{ kid }] = (await fixture.server.sql('select kid from client_credential where sha1 = $1', [
      Buffer.from(x5t(fixture.ec), 'base64url'),
    ])) as [{ kid: string }];

    expect((await fixture.ask({ signer: fixture.ec, header: { x5t: undefined, kid } })).status).toBe(200);
  });

  it('may each be held to one algorithm', async () => {
    await fixture.register(fixture.rsaOther, { alg: 'PS256' });

    expect((await fixture.ask({ signer: fixture.rsaOther, alg: 'PS256' })).status).toBe(200);
    const answer = await fixture.ask({ signer: fixture.rsaOther, alg: 'RS256' });
    await fixture.expectRefused(answer, 'assertion.algorithm', 'none that the registered key may sign with');
  });
});
