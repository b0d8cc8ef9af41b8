import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { Tabs } from './tabs';

const tabs = [
  { to: '/thing', label: 'Settings' },
  { to: '/thing/keys', label: 'Keys' },
  { to: '/thing/apis', label: 'APIs' },
];

const show = async () => {
  await renderPage(
    <Tabs label="Parts" tabs={tabs} current="/thing">
      <p>the settings</p>
    </Tabs>,
    fakeApi({}).api,
    '/thing',
  );
  return userEvent.setup();
};

describe('tabs', () => {
  it('name the current panel, and are one stop for the Tab key', async () => {
    const user = await show();
    await user.tab();

    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Settings', selected: true }));
    expect(screen.getByRole('tabpanel', { name: 'Settings' }).textContent).toBe('the settings');
  });

  it.each([
    ['{ArrowRight}', 'Keys'],
    ['{ArrowLeft}', 'APIs'],
    ['{End}', 'APIs'],
    ['{ArrowRight}{Home}', 'Settings'],
  ])('are walked through by %s', async (keys, name) => {
    const user = await show();
    await user.tab();
    await user.keyboard(keys);

    expect(document.activeElement?.textContent).toBe(name);
  });

  it.each(['{Enter}', ' '])('are opened by “%s”, each at its own URL', async (key) => {
    const user = await show();
    await user.tab();
    await user.keyboard(`{ArrowRight}${key}`);

    expect(await screen.findByText('another page')).toBeTruthy();
  });

  it('are links that can be opened in another tab', async () => {
    await show();

    expect(screen.getByRole('tab', { name: 'Keys' }).getAttribute('href')).toBe('/thing/keys');
  });
});
