import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { IdentifiersPage } from './identifiers-page';

describe('the list of identifiers', () => {
  it('shows the add button only when the list is loaded, so that the button never moves', async () => {
    let answer = (_: readonly unknown[]): void => undefined;
    const list = new Promise<readonly unknown[]>((resolve) => (answer = resolve));
    const { api } = fakeApi({ 'GET /me/identifiers': () => list, 'GET /me/linkable-methods': () => [] });
    await renderPage(<IdentifiersPage />, api);

    expect(screen.queryByRole('button', { name: /Add/ })).toBeNull();
    answer([]);
    expect(await screen.findAllByRole('button', { name: /Add/ })).toHaveLength(1);
  });
});
