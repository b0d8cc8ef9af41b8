import { ApiProblem } from '@postern/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { owner } from '../../testing/samples';
import { CreateUser } from './create-user';

const fillIn = async (): Promise<void> => {
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox', { name: 'Username' }), 'bob');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Bob');
  await user.click(screen.getByRole('button', { name: 'Create' }));
};
const render = (answers: Parameters<typeof fakeApi>[0], role = owner.role) =>
  renderPage(
    <CreateUser opened onClose={() => undefined} />,
    fakeApi({ 'GET /me': () => ({ ...owner, role }), ...answers }).api,
  );

describe('creating a user', () => {
  it('shows the first password', async () => {
    await render({ 'POST /users': (body) => ({ ...(body as object), id: 'u2', initialPassword: 'otter-lamp-42' }) });
    await fillIn();

    expect(await screen.findByText('otter-lamp-42')).toBeTruthy();
  });

  it('says next to the username that it is taken', async () => {
    const refuse = () => {
      throw new ApiProblem('account.username_taken', 409);
    };
    await render({ 'POST /users': refuse });
    await fillIn();

    expect(await screen.findByText('This username is taken. Choose another username.')).toBeTruthy();
  });

  it('offers the role of owner to owners only', async () => {
    await render({}, 'administrator');
    await screen.findByRole('option', { name: 'Administrator' });

    expect(screen.queryByRole('option', { name: 'Owner' })).toBeNull();
  });
});
