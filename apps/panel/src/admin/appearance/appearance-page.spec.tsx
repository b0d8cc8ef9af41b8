import type { AppearanceRecord, AppearanceSettings } from '@postern/contracts';
import { showLanguage } from '@postern/i18n';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { reading, renderPage } from '../../testing/render-page';
import { AppearancePage } from './appearance-page';

const none: AppearanceSettings = {
  ...{ title: null, logo: null, cover: null, coverMode: null, showLogo: null, showFooter: null, showMethodLogos: null },
  ...{ accent: null, corner: null, cardText: null, belowText: null, helpContact: null, languages: null },
};
const { coverMode: _, ...inheritable } = none;
const inherited: AppearanceRecord['inherited'] = {
  ...inheritable,
  showLogo: true,
  showFooter: true,
  showMethodLogos: true,
};
const sources = Object.fromEntries(
  Object.keys(inherited).map((field) => [field, 'default']),
) as AppearanceRecord['sources'];
const record = (own: Partial<AppearanceSettings> = {}, given: Partial<typeof inherited> = {}): AppearanceRecord => ({
  own: { ...none, ...own },
  inherited: { ...inherited, ...given },
  sources,
  coverForced: false,
});

const open = async (own: Partial<AppearanceSettings> = {}, scopes?: readonly string[]) => {
  const api = fakeApi({
    'GET /appearance': () => record(own),
    'PATCH /appearance': (body) => record({ ...own, ...(body as object) }),
  });
  await renderPage(<AppearancePage />, api.api, '/', scopes ? { scopes } : {});
  await screen.findByLabelText('Title');
  return { user: userEvent.setup(), sent: () => api.calls.filter(({ method }) => method === 'PATCH') };
};
const enter = async (user: ReturnType<typeof userEvent.setup>, label: string, text: string): Promise<void> => {
  await user.click(screen.getByLabelText(label));
  await user.paste(text);
};
const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });

describe('the appearance page', () => {
  it('saves nothing until Save, and then only what changed', async () => {
    const { user, sent } = await open({ corner: 4 });
    expect(save().disabled).toBe(true);

    await enter(user, 'Title', 'Welcome');
    await user.click(screen.getByLabelText('Show the logo'));
    expect(sent()).toEqual([]);
    await user.click(save());

    await waitFor(() => expect(sent().map(({ body }) => body)).toEqual([{ title: 'Welcome', showLogo: false }]));
    await waitFor(() => expect(save().disabled).toBe(true));
  });

  it('says where each value comes from, and takes an own one back', async () => {
    const { user, sent } = await open({ corner: 4 });
    expect(screen.getAllByText('Set here')).toHaveLength(1);

    await user.click(screen.getByRole('button', { name: 'Reset Corner radius' }));
    expect(screen.queryByText('Set here')).toBeNull();
    await user.click(save());

    await waitFor(() => expect(sent().map(({ body }) => body)).toEqual([{ corner: null }]));
  });

  it('shows the ratio of a pair that is hard to read, and does not send it', async () => {
    const { user, sent } = await open({ accent: { color: '#767676', text: null } });

    await enter(user, 'Text on this colour', '#eeeeee');

    expect(screen.getByRole('alert').textContent).toBe('The contrast is 3.91:1. At least 4.5:1 is needed.');
    expect(save().disabled).toBe(true);
    expect(sent()).toEqual([]);
  });

  it('writes the ratio as the language does', async () => {
    await open({ accent: { color: '#767676', text: null } });

    await act(() => showLanguage('de'));

    expect((await screen.findByText(/^Kontrast/)).textContent).toBe('Kontrast 4,6:1');
  });

  it.each([
    ['Title', '{user}', 'Other braces are not allowed.'],
    ['Contact for help', 'javascript:x', 'Enter an address that begins with https:// or mailto:.'],
    ['Text in the card', '[x](http://y.test)', 'Links may lead to https and mailto addresses only.'],
  ])('refuses in %s what the server would refuse', async (label, typed, problem) => {
    const { user } = await open();

    await enter(user, label, typed);

    expect(screen.getByText(problem)).toBeTruthy();
    expect(save().disabled).toBe(true);
  });

  it('refuses a file of another kind before it is read', async () => {
    const { user } = await open();
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await userEvent
      .setup({ applyAccept: false })
      .upload(input, new File(['<script>'], 'x.html', { type: 'text/html' }));

    expect(screen.getByText('Choose a PNG, JPEG, WebP, BMP or SVG picture.')).toBeTruthy();
    await user.click(document.body);
    expect(save().disabled).toBe(true);
  });

  it('shows an inherited picture, and takes away none but its own', async () => {
    const logo = { light: '/api/pictures/1', dark: null };
    const { api } = fakeApi({ 'GET /appearance': () => record({}, { logo }) });
    await renderPage(<AppearancePage />, api);
    await screen.findByLabelText('Title');

    expect(document.querySelector('img[src="/api/pictures/1"]')).not.toBeNull();
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    cleanup();
    await open({ logo });
    expect(screen.getByRole('button', { name: /^Remove/ })).toBeTruthy();
  });

  it('writes texts by language', async () => {
    const { user, sent } = await open({ cardText: { en: 'Card', de: 'Karte' } });

    await user.clear(screen.getByLabelText('Text in the card'));
    await user.click(save());

    await waitFor(() => expect(sent().map(({ body }) => body)).toEqual([{ cardText: { de: 'Karte' } }]));
  });

  it('can only be read with a token that only reads', async () => {
    await open({}, reading);

    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(within(screen.getByRole('form')).getByLabelText<HTMLInputElement>('Title').matches(':disabled')).toBe(true);
  });
});
