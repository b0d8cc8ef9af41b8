import type { GatewayUpstream } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { upstreamInput, upstreamValues, serverNameProblem, urlProblem } from './upstream-values';

const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
const upstream: GatewayUpstream = {
  id: 'b1',
  name: 'Stock',
  url: 'https://stock.internal:8443/v1',
  trustedCa: `${pem('MIIB')}\n${pem('MIIC')}`,
  trustedCertificates: [],
  skipCertificateChainValidation: false,
  serverName: 'stock.example',
  credential: { type: 'certificate', certificateId: 'orders' },
  usedBy: { apis: [] },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('the form of an upstream', () => {
  it('shows the stored values and sends them back unchanged', () => {
    const { name, url, trustedCa, skipCertificateChainValidation, serverName, credential } = upstream;

    expect(upstreamInput(upstreamValues(upstream))).toEqual({
      name,
      url,
      trustedCa,
      skipCertificateChainValidation,
      serverName,
      credential,
    });
  });

  it('starts with validation on, and without a credential', () => {
    expect(upstreamInput({ ...upstreamValues(null), name: ' New ', url: 'https://new.example ' })).toEqual({
      name: 'New',
      url: 'https://new.example',
      trustedCa: null,
      skipCertificateChainValidation: false,
      serverName: null,
      credential: { type: 'none' },
    });
  });

  it('sends no certificate settings without TLS', () => {
    expect(upstreamInput({ ...upstreamValues(upstream), url: 'http://stock.internal', skip: true })).toMatchObject({
      trustedCa: null,
      skipCertificateChainValidation: false,
      serverName: null,
      credential: { type: 'none' },
    });
  });

  it.each([
    ['https://stock.internal', true],
    ['http://127.0.0.1:8080/a/b', true],
    ['https://[::1]:8443', true],
    ['ftp://stock.internal', false],
    ['https://', false],
    ['stock.internal', false],
    ['https://ada:secret@stock.internal', false],
    ['https://stock.internal/?a=1', false],
    ['https://stock.internal/#a', false],
  ])('takes the address %s: %s', (url, fine) => {
    expect(urlProblem(url) === null).toBe(fine);
  });

  it.each([
    ['', true],
    ['stock.example', true],
    ['stock example', false],
    ['https://stock.example', false],
  ])('takes the server name “%s”: %s', (name, fine) => {
    expect(serverNameProblem(name) === null).toBe(fine);
  });
});
