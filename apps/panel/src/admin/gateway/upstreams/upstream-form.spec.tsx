import type { GatewayUpstream } from '@postern/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { gatewayCertificate } from '../../../testing/gateway-samples';
import { renderPage } from '../../../testing/render-page';
import { UpstreamForm } from './upstream-form';

const upstream: GatewayUpstream = {
  id: 'b1',
  name: 'Stock',
  url: 'https://stock.internal',
  trustedCa: null,
  trustedCertificates: [],
  skipCertificateChainValidation: false,
  serverName: null,
  credential: { type: 'none' },
  usedBy: { apis: [] },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

const open = async (existing: GatewayUpstream | null) => {
  const { api, calls } = fakeApi({
    'GET /gateway/certificates': () => [gatewayCertificate],
    'POST /gateway/upstreams': (body) => ({ ...upstream, ...(body as object) }),
    'PATCH /gateway/upstreams/b1': (body) => ({ ...upstream, ...(body as object) }),
  });
  await renderPage(<UpstreamForm upstream={existing} onClose={() => undefined} />, api);
  const sent = () => calls.find(({ method }) => method !== 'GET')?.body;
  return { user: userEvent.setup(), sent };
};
const skip = () => screen.findByRole('switch', { name: /^Skip validation of the certificate chain/ });

describe('the form of an upstream', () => {
  it.each([
    ['an existing', upstream, 'Save'],
    ['a new', null, 'Add upstream'],
  ])(
    'switches the validation of %s one off, and says in words what that means (C4)',
    async (_, existing, submit) => {
      const { user, sent } = await open(existing);
      if (existing === null) {
        await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Stock');
        await user.type(screen.getByRole('textbox', { name: 'Address' }), 'stock.internal');
      }
      await user.click(await skip());
      expect(screen.getByText('An attacker on the network can impersonate the upstream')).toBeTruthy();
      await user.click(screen.getByRole('button', { name: submit }));

      await waitFor(() =>
        expect(sent()).toMatchObject({ url: 'https://stock.internal', skipCertificateChainValidation: true }),
      );
    },
    30_000,
  );

  it('chooses the certificate that the gateway presents to it (C3)', async () => {
    const { user, sent } = await open(upstream);
    await screen.findByRole('option', { name: /^orders-client/ });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Gateway credential' }), 'orders-client');
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(sent()).toMatchObject({ credential: { type: 'certificate', certificateId: 'orders-client' } }),
    );
  }, 30_000);

  it('has no certificate fields without TLS', async () => {
    const { user } = await open(upstream);
    const address = await screen.findByRole('textbox', { name: 'Address' });
    await user.clear(address);
    await user.type(address, 'http://stock.internal');

    expect(screen.getByText('Calls to this upstream are not encrypted')).toBeTruthy();
    expect(screen.queryByRole('combobox', { name: 'Gateway credential' })).toBeNull();
  }, 30_000);
});
