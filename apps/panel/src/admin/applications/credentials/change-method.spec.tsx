import { ApiProblem } from '@postern/api-client';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi, readAs } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { certificate, client, credential, pem } from '../../../testing/samples';
import { ChangeMethod } from './change-method';

const unused = { ...credential, id: 'lies-ready', used_by: [] };
const added = { ...credential, id: 'new', name: 'New' };
const path = `/clients/${client.client_id}`;

const show = async (answers: Parameters<typeof fakeApi>[0] = {}) => {
  const { api, calls } = fakeApi({
    'POST /certificates/inspect': () => certificate,
    'POST /certificates/read': readAs(certificate),
    [`POST ${path}/credentials`]: () => added,
    [`PATCH ${path}`]: (body) => ({ ...client, ...(body as object) }),
    [`DELETE ${path}/credentials/new`]: () => undefined,
    ...answers,
  });
  const onChanged = vi.fn();
  const shown = { client, credentials: [unused], opened: true, onChanged, onClose: () => undefined };
  await renderPage(<ChangeMethod {...shown} />, api);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('radio', { name: 'Signed assertion (private_key_jwt)' }));
  const changes = () => calls.filter(({ method, path: to }) => method !== 'GET' && !to.startsWith('/certificates'));
  return { changes, onChanged, user };
};
const paste = (text: string): boolean =>
  fireEvent.change(screen.getByLabelText('Certificate: paste PEM'), { target: { value: text } });
const submit = 'Use this';

describe('changing the authentication method', () => {
  // No issuer is available, so the examples cannot load; they are not under test here.
  beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new Error('offline'))));

  it('warns that the secret stops working, and assigns the existing credential', async () => {
    const { changes, onChanged, user } = await show();
    expect(screen.getByText('The secret stops working at once')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Payroll 2026' }));
    await user.click(screen.getByRole('button', { name: submit }));

    await waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(changes()).toMatchObject([
      {
        method: 'PATCH',
        body: {
          token_endpoint_auth_method: null,
          client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'lies-ready' }] } },
        },
      },
    ]);
  });

  it('creates a new credential first, then uses it', async () => {
    const { changes, onChanged, user } = await show();
    paste(pem);
    await screen.findByText('Issued by People CA');
    await user.click(screen.getByRole('button', { name: submit }));

    await waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(changes()).toMatchObject([
      { method: 'POST', body: { credential_type: 'x509_cert', pem } },
      {
        method: 'PATCH',
        body: { client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'new' }] } } },
      },
    ]);
  });

  it('removes the new credential if the change is refused', async () => {
    const refuse = () => {
      throw new ApiProblem('credential.too_many', 409);
    };
    const { changes, onChanged, user } = await show({ [`PATCH ${path}`]: refuse });
    paste(pem);
    await screen.findByText('Issued by People CA');
    await user.click(screen.getByRole('button', { name: submit }));

    await screen.findByText('There are too many credentials');
    expect(changes().map(({ method }) => method)).toEqual(['POST', 'PATCH', 'DELETE']);
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('shows certificate errors next to the certificate field', async () => {
    const refuse = () => {
      throw new ApiProblem('credential.weak_key', 422);
    };
    const { user } = await show({ [`POST ${path}/credentials`]: refuse });
    paste(pem);
    await screen.findByText('Issued by People CA');
    await user.click(screen.getByRole('button', { name: submit }));

    expect(await screen.findByText(/^This key is too weak\./)).toBeTruthy();
  });

  it('requires a credential, and never sends a private key', async () => {
    const { changes, user } = await show();
    await user.click(screen.getByRole('button', { name: submit }));
    expect(await screen.findByText('Choose an existing credential, or add a new one.')).toBeTruthy();

    paste('-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----');

    expect(await screen.findByText(/This is a private key/)).toBeTruthy();
    expect(changes()).toEqual([]);
  });
});
