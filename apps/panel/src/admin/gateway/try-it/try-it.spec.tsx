import type { GatewayDecision, GatewayPolicy } from '@postern/contracts';
import { defaultGatewayRefusal } from '@postern/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi, readAs } from '../../../testing/fake-api';
import { definition, gatewayApi } from '../../../testing/gateway-samples';
import { renderPage } from '../../../testing/render-page';
import { certificate, judgement, pem } from '../../../testing/samples';
import { TryIt } from './try-it';

const policy: GatewayPolicy = {
  require: {
    type: 'all',
    clauses: [{ type: 'uploaded' }, { type: 'token', scopes: ['orders:read'], audience: null }],
  },
  refusal: defaultGatewayRefusal,
};
const api = { ...gatewayApi, draft: { ...definition, policy } };
const refused: GatewayDecision = {
  allowed: false,
  ...defaultGatewayRefusal,
  code: 'gateway.not_uploaded',
  decidedBy: 'require.clauses.0',
  trace: [
    { path: 'require', type: 'all', outcome: 'not_met', code: 'gateway.not_uploaded', detail: null },
    { path: 'require.clauses.0', type: 'uploaded', outcome: 'not_met', code: 'gateway.not_uploaded', detail: 'x' },
    { path: 'require.clauses.1', type: 'token', outcome: 'skipped', code: null, detail: null },
  ],
  certificate,
  judgement,
  thumbprints: { sha1: 'ab'.repeat(20), sha256: certificate.sha256 },
};

const { thumbprints } = refused;
const caller = { id: 'c1', name: 'Ada', pem, certificate, thumbprints, createdAt: '2026-01-01T00:00:00.000Z' };

const open = async (answer: GatewayDecision, tried: Parameters<typeof TryIt>[0]['api'] = api) => {
  const { api: client, calls } = fakeApi({
    'GET /gateway/trust-anchors': () => [],
    'GET /gateway/caller-certificates': () => ({ items: [caller], total: 1, page: 0, pageSize: 20 }),
    'POST /certificates/inspect': () => certificate,
    'POST /certificates/read': readAs(certificate),
    'POST /gateway/apis/a1/try': () => answer,
  });
  await renderPage(<TryIt api={tried} />, client);
  const sent = () => calls.find(({ path }) => path.endsWith('/try'))?.body;
  return { user: userEvent.setup(), sent };
};

describe('simulating a call', () => {
  it('shows the decision and the condition that caused it (E2)', async () => {
    const { user, sent } = await open(refused);
    await user.click(await screen.findByRole('textbox', { name: 'Certificate: paste PEM' }));
    await user.paste(pem);
    await user.click(screen.getByRole('button', { name: 'Try it' }));

    expect(await screen.findByText('This call gets 401 “Invalid client certificate”')).toBeTruthy();
    expect(sent()).toEqual({ certificate: pem, accessToken: null, policy: 'draft' });
    const steps = within(screen.getByRole('region', { name: 'Decision' })).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      'All of these must be met: Not met',
      'The caller’s certificate is among the uploaded ones. Not metNot among the uploaded certificatesx',
      'The caller sends an access token with orders:read that is bound to its certificate. Not checked',
    ]);
    expect(screen.getByRole('list', { name: 'Checks' }).textContent).toContain('Issuer: passed');
    expect(steps.map(({ dataset }) => dataset['decided'])).toEqual([undefined, 'true', undefined]);
  }, 30_000);

  it('simulates a caller without a certificate against the applied version (E1)', async () => {
    const allowed: GatewayDecision = {
      allowed: true,
      status: null,
      reason: null,
      code: null,
      decidedBy: 'require',
      trace: [],
      certificate: null,
      judgement: null,
      thumbprints: null,
    };
    const applied = { ...definition, policy: { require: null, refusal: defaultGatewayRefusal } };
    const { user, sent } = await open(allowed, { ...api, applied });
    await user.click(await screen.findByRole('radio', { name: 'No certificate' }));
    await user.click(screen.getByRole('radio', { name: 'Applied version' }));
    await user.click(screen.getByRole('button', { name: 'Try it' }));

    expect(await screen.findByText('This call is forwarded')).toBeTruthy();
    expect(screen.getByText(/Everyone may call/)).toBeTruthy();
    expect(sent()).toEqual({ certificate: null, accessToken: null, policy: 'applied' });
  });

  it('simulates an uploaded caller', async () => {
    const { user, sent } = await open(refused);
    await user.click(await screen.findByRole('radio', { name: 'An uploaded caller' }));
    await user.click(screen.getByRole('combobox', { name: 'Uploaded caller' }));
    await user.click(await screen.findByRole('option', { name: /^Ada \(/ }));
    await user.click(screen.getByRole('button', { name: 'Try it' }));

    await screen.findByText('Deciding condition:');
    expect(sent()).toEqual({ certificate: pem, accessToken: null, policy: 'draft' });
  });

  it('clears the decision when the input changes', async () => {
    const { user } = await open(refused);
    await user.click(await screen.findByRole('radio', { name: 'No certificate' }));
    await user.click(screen.getByRole('button', { name: 'Try it' }));
    await screen.findByText('Deciding condition:');
    await user.type(screen.getByLabelText('Access token'), 't');

    await waitFor(() => expect(screen.queryByText('Deciding condition:')).toBeNull());
  });
});
