import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { client } from '../../../testing/samples';
import { AuthenticationSection } from './authentication-section';

const signing = {
  ...client,
  token_endpoint_auth_method: null,
  client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'c1' }] } },
};
const name = /^Accept an assertion until it expires/;

describe('the switch that allows reused assertions', () => {
  it.each([
    ['once', 'until_expiry', 'Assertions are accepted until they expire'],
    ['until_expiry', 'once', 'Each assertion is accepted once'],
  ] as const)('changes %s to %s, and says so', async (before, after, message) => {
    const { api, calls } = fakeApi({
      [`PATCH /clients/${client.client_id}`]: (body) => ({ ...signing, ...(body as object) }),
    });
    await renderPage(
      <AuthenticationSection client={{ ...signing, assertion_reuse: before }} onChange={() => {}} />,
      api,
    );
    const control = await screen.findByRole('switch', { name });
    expect(control).toHaveProperty('checked', before === 'until_expiry');

    await userEvent.setup().click(control);

    expect(await screen.findByText(message)).toBeTruthy();
    await waitFor(() => expect(calls.map(({ body }) => body)).toEqual([{ assertion_reuse: after }]));
  });

  it.each([
    ['a secret', client],
    ['Postern itself', { ...signing, built_in: true }],
  ])('is not there for %s', async (_, shown) => {
    await renderPage(<AuthenticationSection client={shown} onChange={() => {}} />, fakeApi({}).api);

    expect(await screen.findByText('Authentication')).toBeTruthy();
    expect(screen.queryByRole('switch', { name })).toBeNull();
  });
});
