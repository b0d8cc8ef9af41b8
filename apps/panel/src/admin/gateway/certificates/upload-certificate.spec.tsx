import { ApiProblem } from '@postern/api-client';
import type { GatewayCertificateInput } from '@postern/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { gatewayCertificate } from '../../../testing/gateway-samples';
import { renderPage } from '../../../testing/render-page';
import { UploadCertificate } from './upload-certificate';

const answer = (body: unknown) => {
  if ((body as GatewayCertificateInput).password !== 'right') throw new ApiProblem('gateway.wrong_password', 422);
  return gatewayCertificate;
};

const open = async () => {
  const { api, calls } = fakeApi({ 'POST /gateway/certificates': answer });
  await renderPage(<UploadCertificate opened onClose={() => undefined} />, api);
  return { user: userEvent.setup(), calls };
};
const submit = () => screen.getByRole('button', { name: 'Upload certificate' });

describe('the upload of a certificate', () => {
  it('accepts a .pfx with an id and a password, and shows a wrong password next to its field (C1)', async () => {
    const { user, calls } = await open();
    const file = new File([new Uint8Array([0x30, 0x82, 0xff])], 'orders client.pfx');
    await user.upload(await screen.findByLabelText('File: Choose file'), file);
    expect(await screen.findByDisplayValue('orders-client')).toBeTruthy();
    const password = screen.getByLabelText('Password');
    await user.type(password, 'wrong');
    await user.click(submit());

    await waitFor(() => expect(password.getAttribute('aria-invalid')).toBe('true'));
    const described = password.getAttribute('aria-describedby') ?? '';
    expect(
      described
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    ).toContain('This password does not open the file');
    await user.clear(password);
    await user.type(password, 'right');
    await user.click(submit());
    await waitFor(() => expect(calls.at(-1)?.body).toEqual({ id: 'orders-client', pfx: 'MIL/', password: 'right' }));
  }, 30_000);

  it('requires a file and an id before it sends anything', async () => {
    const { user, calls } = await open();
    await user.click(await screen.findByRole('button', { name: 'Upload certificate' }));

    expect(await screen.findByText('Choose a .pfx or .p12 file.')).toBeTruthy();
    expect(screen.getByText(/starting with a letter or digit/)).toBeTruthy();
    expect(calls).toEqual([]);
  });
});
