import { ApiProblem } from '@postern/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi, readAs } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { certificate, owner, pem } from '../../testing/samples';
import { AddUserIdentifier } from './add-user-identifier';

const user = { ...owner, id: 'u2', status: 'active', emailVerified: false, identifierCount: 0, lastSignInAt: null };

describe('adding a certificate of another account', () => {
  it('names that account, with a link to it', async () => {
    const account = { id: 'u3', username: 'alice', name: 'Alice Adams' };
    const { api } = fakeApi({
      'GET /sign-in-methods': () => [{ id: 'm1', name: 'Staff', builtIn: false }],
      'POST /certificates/inspect': () => certificate,
      'POST /certificates/read': readAs(certificate),
      'POST /users/u2/identifiers': () => {
        throw new ApiProblem('identifier.linked_to_another', 409, 'r1', null, [], null, account);
      },
    });
    await renderPage(<AddUserIdentifier user={user as never} opened onClose={() => undefined} />, api);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('textbox', { name: /paste PEM/ }));
    await typing.paste(pem);
    await screen.findByText('Ada Lovelace');

    await typing.click(screen.getByRole('button', { name: 'Add' }));

    const link = await screen.findByRole('link', { name: 'Alice Adams (alice)' });
    expect(link.getAttribute('href')).toBe('/admin/users/u3');
  });
});
