import { readFileSync } from 'node:fs';
import { defaultGatewayRefusal, type GatewayApiDefinition, type GatewayPolicyLine } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse-policy.js';
import { type OutboundSide, policyLines } from './policy-lines.js';

const panel = new URL('../../../../web/i18n/src/locales/en/gateway.json', import.meta.url);
const { line: sentences } = JSON.parse(readFileSync(panel, 'utf8')) as { line: Record<string, string> };

/** The panel's English sentence with its values. */
const panelSays = (key: string, values: Record<string, string | number> = {}): string =>
  sentences[key]!.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

const upstream: OutboundSide = {
  name: 'Orders',
  url: 'https://orders.internal',
  skipCertificateChainValidation: false,
  credential: { certificateId: 'gateway', thumbprint: 'abcd' },
};

const tell = (
  require: unknown,
  others: Partial<Pick<GatewayApiDefinition, 'rateLimit' | 'forwardedHeaders'>> = {},
  side: Partial<OutboundSide> = {},
): readonly GatewayPolicyLine[] =>
  policyLines(
    {
      policy: parsePolicy({ require, refusal: defaultGatewayRefusal }),
      rateLimit: null,
      forwardedHeaders: { clientCert: false, xSslClient: false },
      ...others,
    },
    { ...upstream, ...side },
  );

const text = (lines: readonly GatewayPolicyLine[], key: string) => lines.find((line) => line.key === key)?.text;

describe('a policy in sentences', () => {
  it('describes both directions, each clause by its path', () => {
    const lines = tell({ type: 'all', clauses: [{ type: 'uploaded' }, { type: 'validate' }] });

    expect(lines.map(({ direction, depth, path, text }) => `${direction} ${depth} ${path}: ${text}`)).toEqual([
      'inbound 0 require: All of these must be met:',
      'inbound 1 require.clauses.0: The caller’s certificate is among the uploaded ones.',
      'inbound 1 require.clauses.1: The caller’s certificate was issued by a trust anchor of the gateway, is already valid, has not expired, and has not been revoked.',
      'inbound 0 : Other callers get 401 “Invalid client certificate”.',
      'outbound 0 : The gateway sends the certificate gateway, SHA-1 abcd.',
      'outbound 0 : Calls go to https://orders.internal, whose certificate is validated.',
    ]);
  });

  it('names the trust anchors that a clause asks for', () => {
    const ids = ['7c3d2f8e-0b54-4e0a-9d35-0f5a4c1e2b31', '9a1f6c52-83de-4d7b-8a5e-6f0b7d9c4e12'];

    expect(text(tell({ type: 'validate', trustAnchorIds: ids, notBefore: false, revocation: false }), 'validate')).toBe(
      `The caller’s certificate was issued by ${ids[0]} or ${ids[1]} and has not expired.`,
    );
  });

  it.each([
    ['everybody', null, {}],
    ['all', { type: 'all', clauses: [{ type: 'certificate' }] }, {}],
    ['any', { type: 'any', clauses: [{ type: 'certificate' }] }, {}],
    ['certificate', { type: 'certificate' }, {}],
    [
      'thumbprint',
      { type: 'thumbprint', algorithm: 'SHA-1', value: 'ab'.repeat(20) },
      { algorithm: 'SHA-1', value: 'ab'.repeat(20) },
    ],
    ['uploaded', { type: 'uploaded' }, {}],
    [
      'level',
      { type: 'level', levels: ['urn:postern:acr:certificate', 'urn:postern:acr:passkey'] },
      { levels: 'urn:postern:acr:certificate or urn:postern:acr:passkey' },
    ],
    ['refusal', { type: 'uploaded' }, { ...defaultGatewayRefusal }],
  ])('says %s in the words of the panel', (key, require, values) => {
    expect(text(tell(require), key)).toBe(panelSays(key, values));
  });

  it('says identities in the words of the panel', () => {
    const identities = [
      { thumbprint: 'ab'.repeat(20), issuerThumbprint: 'cd'.repeat(20) },
      { thumbprint: 'ef'.repeat(20) },
    ];

    expect(text(tell({ type: 'identities', identities }), 'identities')).toBe(
      panelSays('identities', {
        identities: `thumbprint ${'ab'.repeat(20)} and issuer thumbprint ${'cd'.repeat(20)} or thumbprint ${'ef'.repeat(20)}`,
      }),
    );
  });

  it.each([
    ['token', [], null],
    ['token_scopes', ['read:a', 'read:b'], null],
    ['token_audience', [], 'https://a.example'],
    ['token_both', ['read:a'], 'https://a.example'],
  ])('says %s in the words of the panel', (key, scopes, audience) => {
    const lines = tell({ type: 'token', scopes, audience });

    expect(text(lines, 'token')).toBe(panelSays(key, { scopes: scopes.join(' '), audience: audience ?? '' }));
  });

  it('says the age of a sign-in in the words of the panel', () => {
    const lines = tell({ type: 'level', levels: ['urn:postern:acr:certificate'], maxAge: 300 });

    expect(text(lines, 'level')).toBe(panelSays('level_age', { levels: 'urn:postern:acr:certificate', seconds: 300 }));
  });

  it.each(['second', 'minute'] as const)('says a limit per %s in the words of the panel', (per) => {
    const rateLimit = { requests: 100, per, burst: 50 };

    expect(text(tell(null, { rateLimit }), 'rate_limit')).toBe(panelSays(`rate_${per}`, { requests: 100, burst: 50 }));
  });

  it.each([
    ['no_credential', { credential: null }, {}],
    ['credential', {}, { certificateId: 'gateway', thumbprint: 'abcd' }],
    ['plain_http', { url: 'http://orders.internal' }, { url: 'http://orders.internal' }],
    ['chain_validated', {}, { url: upstream.url }],
    ['chain_not_validated', { skipCertificateChainValidation: true }, { url: upstream.url }],
  ])('says %s in the words of the panel', (key, side, values) => {
    expect(text(tell(null, {}, side), key)).toBe(panelSays(key, values));
  });

  it('says which headers the upstream receives in the words of the panel', () => {
    const lines = tell(null, { forwardedHeaders: { clientCert: true, xSslClient: true } });

    expect(text(lines, 'forwarded')).toBe(panelSays('forwarded', { names: 'Client-Cert and X-SSL-…' }));
  });
});
