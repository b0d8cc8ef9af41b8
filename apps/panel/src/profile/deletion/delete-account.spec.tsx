import { ApiProblem } from '@postern/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { SessionContext } from '../../session/session-context';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { owner } from '../../testing/samples';
import { DeleteAccount } from './delete-account';

const open = async (hasPassword: boolean, refusal?: ApiProblem) => {
  const session = {
    tokens: { accessToken: async () => 't', renew: async () => null },
    scopes: () => new Set<string>(),
    onRenewed: () => () => undefined,
    onEnded: () => () => undefined,
    onStaleProof: () => () => undefined,
    noteStaleProof: () => undefined,
    signInAgain: vi.fn(async () => undefined),
    signInAtLevel: vi.fn(async () => undefined),
    leaveDeleted: vi.fn(),
    signOut: async () => undefined,
  };
  const fake = fakeApi({
    'POST /me/deletion': () => {
      if (refusal) throw refusal;
    },
  });
  await renderPage(
    <SessionContext value={session}>
      <DeleteAccount me={{ ...owner, hasPassword }} />
    </SessionContext>,
    fake.api,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Delete account' }));
  await screen.findByText('Delete your account?');
  const confirm = () => user.click(screen.getByRole('button', { name: 'Delete permanently' }));
  return { ...fake, session, user, confirm };
};

describe('deleting one’s own account', () => {
  it('sends the password, then opens the page that confirms the deletion', async () => {
    const { calls, session, user, confirm } = await open(true);

    await confirm();
    expect(calls).toEqual([]);
    await user.type(screen.getByLabelText('Your password'), 'velvet otter grinds');
    await confirm();

    expect(calls).toEqual([{ method: 'POST', path: '/me/deletion', body: { password: 'velvet otter grinds' } }]);
    expect(session.leaveDeleted).toHaveBeenCalledOnce();
  });

  it('shows a wrong password next to its field, and stays', async () => {
    const { session, user, confirm } = await open(true, new ApiProblem('password.current_wrong', 422));

    await user.type(screen.getByLabelText('Your password'), 'velvet otter grinds');
    await confirm();

    expect(await screen.findByText('This is not your password.')).toBeTruthy();
    expect(session.leaveDeleted).not.toHaveBeenCalled();
  });

  it('asks people without a password for their username, and for a new sign-in if theirs is too old', async () => {
    const { calls, session, user, confirm } = await open(false, new ApiProblem('session.too_old', 403));

    await user.type(screen.getByLabelText('Type ada to confirm'), 'adam');
    await confirm();
    expect(await screen.findByText('This is not ada.')).toBeTruthy();
    await user.type(screen.getByLabelText('Type ada to confirm'), '{Backspace}');
    await confirm();
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }));

    expect(calls.map(({ body }) => body)).toEqual([{}]);
    expect(session.signInAgain).toHaveBeenCalledWith({ afresh: true });
  });

  it('says why the last owner cannot be deleted', async () => {
    const { user, confirm } = await open(true, new ApiProblem('account.last_owner', 409));

    await user.type(screen.getByLabelText('Your password'), 'velvet otter grinds');
    await confirm();

    expect(await screen.findByText('account.last_owner')).toBeTruthy();
  });
});
