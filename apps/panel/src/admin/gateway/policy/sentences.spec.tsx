import type { GatewayClause, GatewayPolicyLine } from '@postern/contracts';
import { defaultGatewayRefusal } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { gatewayApi } from '../../../testing/gateway-samples';
import { renderPage } from '../../../testing/render-page';
import { ApiSentences, PolicySentences } from './sentences';

const thumbprint = 'ab'.repeat(20);
const known = { 'GET /gateway/trust-anchors': () => [{ id: 'ca1', name: 'Partner CA' }] };

const told = async (require: GatewayClause | null): Promise<readonly string[]> => {
  await renderPage(<PolicySentences policy={{ require, refusal: defaultGatewayRefusal }} />, fakeApi(known).api);
  const list = await screen.findByRole('list', { name: 'In words' });
  return within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '');
};
const refusal = 'Other callers get 401 “Invalid client certificate”.';

describe('a policy in words', () => {
  it.each<[GatewayClause | null, readonly string[]]>([
    [null, ['Everyone may call, with or without a certificate.']],
    [{ type: 'certificate' }, ['The caller presents any certificate.', refusal]],
    // E1
    [
      { type: 'thumbprint', algorithm: 'SHA-1', value: thumbprint.toUpperCase() },
      ['The SHA-1 thumbprint of the caller’s certificate is abababab…abababab.', refusal],
    ],
    // E2
    [{ type: 'uploaded' }, ['The caller’s certificate is among the uploaded ones.', refusal]],
    [
      { type: 'identities', identities: [{ commonName: 'Pay', dnsName: 'pay.example' }, { subject: 'CN=x\nO=y' }] },
      ['The caller’s certificate has common name Pay and DNS name pay.example or subject CN=x, O=y.', refusal],
    ],
    [
      { type: 'token', scopes: ['orders:read', 'orders:write'], audience: 'https://orders.example' },
      [
        'The caller sends an access token with orders:read orders:write for https://orders.example that is bound to its certificate.',
        refusal,
      ],
    ],
    [{ type: 'all', clauses: [] }, ['All of these must be met: (no condition yet)', refusal]],
  ])('says %j', async (require, sentences) => {
    expect(await told(require)).toEqual(sentences);
  });

  it('names the trust anchors, and indents the conditions of a group', async () => {
    const validate = { type: 'validate', trust: true, notBefore: true, notAfter: true, revocation: true } as const;
    await told({ type: 'any', clauses: [{ ...validate, trustAnchorIds: ['ca1'] }, { type: 'uploaded' }] });

    const inner = await screen.findByText(
      'The caller’s certificate was issued by Partner CA, is already valid, has not expired, and has not been revoked.',
    );
    expect(inner.dataset['depth']).toBe('1');
  });
});

describe('an API in words', () => {
  const line = (direction: 'inbound' | 'outbound', key: GatewayPolicyLine['key'], values = {}, path = '') =>
    ({ direction, depth: 0, path, key, values, text: `English ${key}` }) satisfies GatewayPolicyLine;

  it('describes both directions, with the credential shown to the upstream (C3)', async () => {
    const lines = [
      line('inbound', 'uploaded', {}, 'require'),
      line('inbound', 'rate_limit', { requests: 10, per: 'minute', burst: 5 }),
      line('outbound', 'credential', { certificateId: 'orders-client', thumbprint }),
      line('outbound', 'chain_not_validated', { url: 'https://stock.internal' }),
      line('outbound', 'forwarded', { names: ['Client-Cert', 'X-SSL-Client-*'] }),
    ];
    await renderPage(<ApiSentences api={{ ...gatewayApi, lines }} />, fakeApi(known).api);

    const texts = (name: string) =>
      within(screen.getByRole('list', { name }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(texts('From callers')).toEqual([
      'The caller’s certificate is among the uploaded ones.',
      'Each caller may call 10 times per minute, with a burst of 5.',
    ]);
    expect(texts('To the upstream')).toEqual([
      'The gateway sends the certificate orders-client, SHA-1 abababab…abababab.',
      'Calls go to https://stock.internal, with any server certificate accepted.',
      'The upstream receives the caller’s certificate in Client-Cert and X-SSL-Client-*.',
    ]);
  });
});
