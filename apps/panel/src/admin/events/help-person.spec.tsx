import type { AuditEvent, EventCertificate } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { reading, renderPage } from '../../testing/render-page';
import { certificate, judgement, pem } from '../../testing/samples';
import { EventDetails } from './event-details';

const { name, issuerName: issuer, serialNumber, sha256, notAfter } = certificate;
const refused: AuditEvent = {
  id: '7',
  at: '2026-03-01T10:00:00.000Z',
  type: 'sign_in.failed',
  account: null,
  clientId: null,
  clientName: null,
  method: { id: 'm1', type: 'mtls', name: 'Card' },
  code: 'certificate.not_linked',
  address: null,
  userAgent: null,
  requestId: '5d0c0f5e-6d0c-4a53-9d0e-6f3c1a1d7e11',
  details: { name, issuer, serialNumber, sha256, notAfter, judgement },
};
const untrusted: AuditEvent = {
  ...refused,
  code: 'certificate.untrusted',
  details: {
    ...refused.details,
    judgement: {
      ...judgement,
      code: 'certificate.untrusted',
      failedLink: 1,
      chain: judgement.chain.map((link, index) => (index === 1 ? { ...link, standing: 'namesake' } : link)),
    },
  },
};
const kept: EventCertificate = { pem, certificate, judgement };
const ada = { id: 'u1', username: 'ada', name: 'Ada' };

const open = async (event: AuditEvent, scopes?: readonly string[]) => {
  const { api, calls } = fakeApi({
    'GET /audit-events/7/certificate': () => kept,
    'GET /users': () => ({ items: [ada], total: 1, page: 0, pageSize: 20 }),
    'GET /users/u1': () => ada,
    'POST /users/u1/identifiers': () => ({ id: 'i1', label: name }),
  });
  await renderPage(<EventDetails event={event} onClose={() => undefined} />, api, '/', scopes ? { scopes } : {});
  return { user: userEvent.setup(), calls };
};

describe('help for a person who was refused', () => {
  it('shows the certificate and the result of its checks', async () => {
    await open(untrusted);

    const chain = await screen.findByRole('list', { name: 'Certificate chain' });
    expect(within(chain).getAllByRole('listitem')[1]?.textContent).toContain('Same name, different key');
  });

  it('links the stored certificate to the chosen account', async () => {
    const { user, calls } = await open(refused);
    const button = await screen.findByRole('button', { name: 'Link to…' });
    await expect.poll(() => button.hasAttribute('disabled')).toBe(false);
    await user.click(button);
    const form = await screen.findByRole('dialog', { name: `Link ${name}` });
    await user.click(within(form).getByRole('button', { name: 'Link' }));
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);

    await user.click(within(form).getByRole('combobox', { name: 'Account' }));
    await user.click(await screen.findByRole('option', { name: /ada/ }));
    await user.click(within(form).getByRole('button', { name: 'Link' }));

    await expect
      .poll(() => calls.find(({ method }) => method === 'POST'))
      .toMatchObject({
        path: '/users/u1/identifiers',
        body: { methodId: 'm1', certificate: pem, label: name },
      });
  }, 30_000);

  it('offers no action that the server would refuse, and no link for a certificate that sign-ins refuse', async () => {
    const { calls } = await open(refused, reading);

    await screen.findByRole('region', { name: 'Help this person' });
    for (const action of ['Link to…', 'Block certificate…', 'Block certificate'])
      expect(screen.queryByRole('button', { name: action })).toBeNull();
    expect(calls).toEqual([]);
  });

  it('links to the sign-in method with the CA that must be uploaded', async () => {
    await open(untrusted);

    const link = await screen.findByRole('link', { name: 'Trust this CA…' });
    const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '', 'https://panel.test');
    expect([pathname, ...searchParams.values()]).toEqual(['/admin/sign-in-methods', 'm1', 'People CA', 'AA:BB']);
    expect(screen.queryByRole('button', { name: 'Link to…' })).toBeNull();
  });

  it('writes a reply in the person’s language, with the certificate’s distinguishing details', async () => {
    const { user } = await open(untrusted);
    await user.selectOptions(await screen.findByLabelText('Reply in'), 'de');

    const reply = await screen.findByText(/Dieser Aussteller wird hier nicht akzeptiert/);
    expect(reply.getAttribute('lang')).toBe('de');
    expect(reply.textContent).toContain('Ausgestellt von People CA');
    expect(reply.textContent).toContain(refused.requestId);
    await user.click(screen.getByRole('button', { name: 'Copy reply' }));
    expect(await navigator.clipboard.readText()).toBe(reply.textContent);
  });
});
