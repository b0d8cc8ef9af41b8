import { ApiProblem } from '@postern/api-client';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { certificate } from '../../testing/samples';
import { CertificatesInput } from './certificates-input';

const read = (...names: readonly string[]) =>
  names.map((name) => ({ pem: `PEM of ${name}\n`, certificate: { ...certificate, name } }));
const show = async (answer: () => unknown, single = true) => {
  const { api, calls } = fakeApi({ 'POST /certificates/read': answer });
  const onChange = vi.fn();
  await renderPage(<CertificatesInput label="Certificate" single={single} onChange={onChange} />, api);
  return { calls, onChange, user: userEvent.setup() };
};
const paste = async (text: string) =>
  fireEvent.change(await screen.findByLabelText('Certificate: paste PEM'), { target: { value: text } });

describe('the field for certificates', () => {
  it('sends the input to the server for parsing', async () => {
    const { calls, onChange } = await show(() => read('Ada'));
    await paste('anything');

    await waitFor(() => expect(onChange).toHaveBeenCalledWith(['PEM of Ada']));
    expect(calls.at(-1)?.body).toEqual({ certificate: 'anything' });
  });

  it('offers a choice if one is wanted and several are given', async () => {
    const { onChange, user } = await show(() => read('Ada', 'Issuing CA'));
    await paste('a chain');
    expect(await screen.findByText('The file contains 2 certificates. Choose one.')).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Use Ada' }));

    expect(onChange).toHaveBeenCalledWith(['PEM of Ada']);
    expect(screen.queryByText('The file contains 2 certificates. Choose one.')).toBeNull();
  });

  it('accepts several where several are wanted', async () => {
    const { onChange } = await show(() => read('Ada', 'Issuing CA'), false);
    await paste('a chain');

    await waitFor(() => expect(onChange).toHaveBeenCalledWith(['PEM of Ada', 'PEM of Issuing CA']));
  });

  it('says what the server could not parse, and never sends private keys', async () => {
    const { calls, onChange } = await show(() => {
      throw new ApiProblem('certificate.malformed', 422);
    });
    await paste('hello');
    expect(await screen.findByText(/not a certificate|cannot be read/i)).toBeTruthy();
    const sent = calls.length;
    await paste('-----BEGIN PRIVATE KEY-----');

    expect(await screen.findByText(/private key/i)).toBeTruthy();
    expect([calls.length, onChange.mock.calls.length]).toEqual([sent, 0]);
  });
});
