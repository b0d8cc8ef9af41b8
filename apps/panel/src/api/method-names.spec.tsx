import type { NamedMethod } from '@postern/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { useMethodName } from './method-names';

const Name = (method: NamedMethod) => <p>{useMethodName()(method)}</p>;

describe('the name of a sign-in method', () => {
  it.each([
    ['is that of its type where it has none', { type: 'password', name: null }, 'Username and password'],
    ['stays as an administrator wrote it', { type: 'password', name: 'Passphrase' }, 'Passphrase'],
    ['is what an administrator wrote, be it the name of another type', { type: 'mtls', name: 'password' }, 'password'],
    ['is the type itself where this server does not know it', { type: 'pigeon', name: null }, 'pigeon'],
  ])('%s', async (_, method, text) => {
    await renderPage(<Name {...method} />, fakeApi({}).api);

    expect(screen.getByText(text)).toBeTruthy();
  });
});
