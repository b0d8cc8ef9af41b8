import { ApiProblem } from '@postern/api-client';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, readAs } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { certificate, descriptor, pem } from '../../testing/samples';
import { MethodForm } from './method-form';

const answers = {
  'POST /certificates/inspect': () => certificate,
  'POST /certificates/read': readAs(certificate),
  'POST /sign-in-methods': (body: unknown) => body,
};

const show = async (more: Parameters<typeof fakeApi>[0] = {}) => {
  const { api, calls } = fakeApi({ ...answers, ...more });
  const onClose = vi.fn();
  await renderPage(<MethodForm descriptor={descriptor} method={null} onClose={onClose} />, api);
  await screen.findByRole('dialog');
  return { calls, onClose, user: userEvent.setup() };
};
const paste = (text: string): boolean =>
  fireEvent.change(screen.getByLabelText('Trust anchors: paste PEM'), { target: { value: text } });

describe('the form that creates a sign-in method', () => {
  it('renders the settings of an unknown provider', async () => {
    await show();

    expect(screen.getByText('Trust anchors')).toBeTruthy();
    expect(screen.getByLabelText(/realm/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('The certificate (SHA-256)').checked).toBe(true);
  });

  it('sends the entered values under the descriptor’s names', async () => {
    const { calls, onClose, user } = await show();
    await user.type(screen.getByLabelText(/realm/), 'staff');
    await user.click(screen.getByLabelText('Its public key'));
    paste(`some words\n${pem}`);
    expect(await screen.findByText('Issued by People CA')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Create' }));

    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(calls.at(-1)).toEqual({
      method: 'POST',
      path: '/sign-in-methods',
      body: {
        type: 'badge',
        name: 'Badge',
        description: null,
        public: true,
        publicity: 'private',
        params: { trustAnchors: [pem], realm: 'staff', identifyBy: 'public-key' },
      },
    });
  });

  it('marks each missing field, and sends nothing', async () => {
    const { calls, user } = await show();
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.click(screen.getByRole('button', { name: 'Create' }));

    expect(await screen.findAllByText('Please fill this in.')).toHaveLength(3);
    expect(calls).toEqual([]);
  });

  it('never sends a private key', async () => {
    const { calls } = await show();
    paste(`${pem}\n-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----`);

    expect(await screen.findByText(/This is a private key/)).toBeTruthy();
    expect(calls).toEqual([]);
  });

  it('shows the error of a refused trust anchor next to the trust anchors', async () => {
    const refuse = () => {
      throw new ApiProblem('sign_in_method.invalid_trust_anchor', 422);
    };
    const { onClose, user } = await show({ 'POST /sign-in-methods': refuse });
    await user.type(screen.getByLabelText(/realm/), 'staff');
    paste(pem);
    await user.click(screen.getByRole('button', { name: 'Create' }));

    expect(await screen.findByText(/This is not a usable trust anchor/)).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
  });
});
