import type { LinkPreview } from '@postern/contracts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@postern/api-client';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { certificate, judgement } from '../../testing/samples';
import { rememberMethod } from './link-memory';
import { LinkPage } from './link-page';
import * as navigation from './navigation';

beforeEach(() => void vi.spyOn(navigation, 'leaveFor').mockReturnValue(undefined));
afterEach(() => sessionStorage.clear());

const preview: LinkPreview = {
  method: { id: 'm1', type: 'badge', name: 'Smart card' },
  certificate,
  problem: null,
  publicity: 'private',
  renews: null,
};
const answers = {
  'POST /me/links/preview': () => preview,
  'POST /me/links/confirm': () => ({ id: 'i1', label: 'Work card' }),
  'POST /me/links': () => ({ startUrl: 'https://mtls.test/start' }),
};
const page = '/profile/link';

describe('the page that confirms a link', () => {
  it('shows the certificate’s subject, issuer and validity, and links nothing automatically', async () => {
    const { api, calls } = fakeApi(answers);
    await renderPage(<LinkPage />, api, `${page}#code=c1`);

    expect(await screen.findByText('Ada Lovelace')).toBeTruthy();
    expect(screen.getByText('Issued by People CA')).toBeTruthy();
    expect(screen.getByText('Valid until Jan 1, 2099')).toBeTruthy();
    expect(calls.map(({ path }) => path)).toEqual(['/me/links/preview']);
  });

  it('links with the chosen name and visibility', async () => {
    const { api, calls } = fakeApi(answers);
    await renderPage(<LinkPage />, api, `${page}#code=c1`);
    const user = userEvent.setup();
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Work card');
    await user.click(screen.getByLabelText('Available on request'));
    await user.click(screen.getByRole('button', { name: 'Link to my profile' }));

    await screen.findByText('another page');
    expect(calls).toContainEqual({
      method: 'POST',
      path: '/me/links/confirm',
      body: { code: 'c1', label: 'Work card', publicity: 'on_request' },
    });
  });

  it('says that a certificate is linked to another profile, and offers no confirmation', async () => {
    const taken = { ...preview, problem: 'identifier.linked_to_another' };
    const { api } = fakeApi({ ...answers, 'POST /me/links/preview': () => taken });
    await renderPage(<LinkPage />, api, `${page}#code=c1`);

    expect(await screen.findByText('Linked to another profile')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Link to my profile' })).toBeNull();
  });

  it('says so if another profile linked it first', async () => {
    const refuse = () => {
      throw new ApiProblem('identifier.linked_to_another', 409);
    };
    const { api } = fakeApi({ ...answers, 'POST /me/links/confirm': refuse });
    await renderPage(<LinkPage />, api, `${page}#code=c1`);
    await userEvent.click(await screen.findByRole('button', { name: 'Link to my profile' }));

    expect(await screen.findByText('Linked to another profile')).toBeTruthy();
  });

  it('explains a refused certificate, and makes the browser ask for another one', async () => {
    rememberMethod('m1');
    const { api, calls } = fakeApi(answers);
    await renderPage(<LinkPage />, api, `${page}#error=certificate.expired`);
    expect(await screen.findByText('This certificate has expired')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Use another certificate' }));

    await waitFor(() => expect(navigation.leaveFor).toHaveBeenCalledExactlyOnceWith('https://mtls.test/start'));
    expect(calls).toContainEqual({ method: 'POST', path: '/me/links', body: { methodId: 'm1', fresh: true } });
  });

  it('shows which certificate was refused, when and why it was revoked', async () => {
    const revocation = { at: '2026-03-05T12:00:00.000Z', reason: 'keyCompromise', authority: null } as const;
    const revoked = { ...judgement, code: 'certificate.revoked', failedLink: 0, facts: { revocation } };
    const { api, calls } = fakeApi({
      ...answers,
      'POST /me/links/refusal': () => ({ code: 'certificate.revoked', certificate, judgement: revoked }),
    });
    await renderPage(<LinkPage />, api, `${page}#error=certificate.revoked&refusal=r1`);

    expect(await screen.findByText('Ada Lovelace')).toBeTruthy();
    expect(screen.getByText(/Revoked on March 5, 2026.*Reason: its key may be compromised/)).toBeTruthy();
    expect(calls).toContainEqual({ method: 'POST', path: '/me/links/refusal', body: { code: 'r1' } });
  });

  it('gives the reason for a refusal even if the server has no details', async () => {
    const gone = () => {
      throw new ApiProblem('handoff.invalid', 400);
    };
    const { api } = fakeApi({ ...answers, 'POST /me/links/refusal': gone });
    await renderPage(<LinkPage />, api, `${page}#error=certificate.revoked&refusal=r1`);

    expect(await screen.findByText('certificate.revoked')).toBeTruthy();
    expect(screen.queryByText('handoff.invalid')).toBeNull();
  });

  it('shows nothing to confirm without a code', async () => {
    await renderPage(<LinkPage />, fakeApi(answers).api, page);

    expect(await screen.findByText('another page')).toBeTruthy();
  });

  describe('if the sign-in is too old to confirm', () => {
    const tooOld = () => {
      throw new ApiProblem('session.too_old', 403);
    };
    /** Types a name and confirms; ends when the person is asked to sign in again. */
    const confirmTooLate = async () => {
      const { api } = fakeApi({ ...answers, 'POST /me/links/confirm': tooOld });
      await renderPage(<LinkPage />, api, `${page}#code=c1`);
      const user = userEvent.setup();
      const name = await screen.findByLabelText('Name');
      await user.clear(name);
      await user.type(name, 'Work card');
      await user.click(screen.getByRole('button', { name: 'Link to my profile' }));
      await waitFor(() => expect(sessionStorage.getItem('postern.panel.waiting-link')).not.toBeNull());
      cleanup();
    };

    it('continues with the same certificate and name after the new sign-in', async () => {
      await confirmTooLate();
      const { api, calls } = fakeApi(answers);
      await renderPage(<LinkPage />, api, page);

      expect(((await screen.findByLabelText('Name')) as HTMLInputElement).value).toBe('Work card');
      await userEvent.click(screen.getByRole('button', { name: 'Link to my profile' }));

      await screen.findByText('another page');
      const body = { code: 'c1', label: 'Work card', publicity: 'private' };
      expect(calls).toContainEqual({ method: 'POST', path: '/me/links/confirm', body });
      expect(sessionStorage.getItem('postern.panel.waiting-link')).toBeNull();
    });

    it('presents the certificate again automatically if the code has expired', async () => {
      await confirmTooLate();
      const runOut = () => {
        throw new ApiProblem('handoff.invalid', 400);
      };
      const { api, calls } = fakeApi({ ...answers, 'POST /me/links/preview': runOut });
      await renderPage(<LinkPage />, api, page);
      await waitFor(() => expect(navigation.leaveFor).toHaveBeenCalledExactlyOnceWith('https://mtls.test/start'));
      expect(calls).toContainEqual({ method: 'POST', path: '/me/links', body: { methodId: 'm1' } });
      cleanup();

      await renderPage(<LinkPage />, fakeApi(answers).api, `${page}#code=c2`);
      expect(((await screen.findByLabelText('Name')) as HTMLInputElement).value).toBe('Work card');
    });
  });
});
