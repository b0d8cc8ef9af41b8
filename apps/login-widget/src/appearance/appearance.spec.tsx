import type { PageAppearance, RichText } from '@postern/contracts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { attempt, mtls, password } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';
import { appearanceOf } from './appearance-context';

const looks = (change: Partial<PageAppearance>): PageAppearance => ({ ...appearanceOf({}), ...change });
const show = (change: Partial<PageAppearance>, view = {}) => renderApp(fakeApi({ appearance: looks(change), ...view }));
const root = document.documentElement;
const say = (text: string): RichText => [{ kind: 'paragraph', children: [{ kind: 'text', text }] }];
const pictures = () => [...document.querySelectorAll('picture')];

describe('appearance of the page', () => {
  it('is Postern’s own where nothing is set', async () => {
    await show({});

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sign in to Demo application');
    expect(pictures()).toEqual([]);
    expect(root.style.length).toBe(0);
  });

  it('has the title, and names the application beside it where the title does not', async () => {
    await show({ title: 'Welcome to the works' });

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Welcome to the works');
    expect(screen.getByText('Demo application')).toBeTruthy();
    expect(document.title).toBe('Welcome to the works');
  });

  it('uses accent and corner, and takes both back', async () => {
    const { unmount } = await show({ accent: { color: '#ffdd00', text: '#330000' }, corner: 24 });

    expect(root.style.getPropertyValue('--accent-on-fill')).toBe('#330000');
    expect([root.style.getPropertyValue('--radius-large'), root.style.getPropertyValue('--radius')]).toEqual([
      '24px',
      '16px',
    ]);
    unmount();
    await show({});
    expect(root.style.length).toBe(0);
  });

  it('never uses a text colour that is hard to read on the accent', async () => {
    await show({ accent: { color: '#ffdd00', text: '#ffffff' } });

    expect(root.style.getPropertyValue('--accent-on-fill')).toBe('#000000');
  });

  it('shows logo and cover with their variants, as decoration', async () => {
    await show({
      logo: { light: '/api/pictures/a', dark: '/api/pictures/b' },
      cover: { light: '/api/pictures/c', dark: null, focus: { x: 10, y: 90 } },
    });

    const sources = pictures().map((picture) =>
      [...picture.querySelectorAll('source')].map((each) => [each.media, each.srcset]),
    );
    expect(sources).toEqual([
      [['(min-width: 481px)', '/api/pictures/c']],
      [
        ['(prefers-color-scheme: dark)', '/api/pictures/b'],
        ['all', '/api/pictures/a'],
      ],
    ]);
    expect(pictures()[0]?.querySelector('img')?.style.objectPosition).toBe('10% 90%');
    expect(screen.queryAllByRole('img')).toEqual([]);
  });

  it('hides what is switched off', async () => {
    await show({
      showLogo: false,
      showFooter: false,
      showMethodLogos: false,
      logo: { light: '/api/pictures/a', dark: null },
    });

    expect(pictures()).toEqual([]);
    expect(screen.queryByRole('contentinfo')).toBeNull();
    expect(screen.getByRole('link', { name: 'mTLS' }).querySelector('[style*=mask]')).toBeNull();
  });

  it('offers only the chosen languages, and no choice of one', async () => {
    const { unmount } = await show({ languages: ['de', 'en'] });
    expect(
      within(screen.getByRole('combobox'))
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['English', 'Deutsch']);
    unmount();

    await show({ languages: ['de'] });
    expect(await screen.findByText('Bei Demo application anmelden')).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('texts of the administrator', () => {
  const text: RichText = [
    {
      kind: 'paragraph',
      children: [{ kind: 'strong', children: [{ kind: 'text', text: '<b>card</b>' }] }, { kind: 'break' }],
    },
    {
      kind: 'list',
      ordered: true,
      items: [
        [
          {
            kind: 'paragraph',
            children: [{ kind: 'link', url: 'https://help.test/', children: [{ kind: 'text', text: 'Desk' }] }],
          },
        ],
      ],
    },
    {
      kind: 'paragraph',
      children: [{ kind: 'link', url: 'javascript:alert(1)', children: [{ kind: 'text', text: 'No link' }] }],
    },
  ];

  it('are elements; links open in a new tab, and only to pages and mail', async () => {
    await show({ cardText: { en: text } });

    expect(screen.getByText('<b>card</b>').tagName).toBe('STRONG');
    const link = screen.getByRole('link', { name: 'Desk' });
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      'https://help.test/',
      '_blank',
      'noopener noreferrer',
    ]);
    expect(screen.getByText('No link').closest('a')).toBeNull();
  });

  it('fall back to English, and are left out where there is neither', async () => {
    await show({ cardText: { en: say('In English') }, belowText: { de: say('Nur auf Deutsch') } });

    expect(screen.getByText('In English').parentElement?.lang).toBe('en');
    expect(screen.queryByText('Nur auf Deutsch')).toBeNull();
  });

  it('stand on the form as well', async () => {
    await show({ cardText: { en: say('Ask at the desk') }, title: 'Welcome' }, { methods: [password] });

    expect(screen.getByText('Ask at the desk')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Welcome');
  });
});

describe('who helps', () => {
  const helpContact = 'mailto:desk%2Bid@example.org';

  it('is not shown while all is well', async () => {
    await show({ helpContact });

    expect(screen.queryByText(/Need help/)).toBeNull();
  });

  it('is shown where no method fits', async () => {
    await show({ helpContact: 'https://help.example.org/id' }, { methods: [] });

    expect(screen.getByRole('link', { name: 'help.example.org' }).getAttribute('href')).toBe(
      'https://help.example.org/id',
    );
  });

  it('is shown where a certificate is refused', async () => {
    await show({ helpContact }, { attempt: attempt('certificate.untrusted') });

    expect(screen.getByRole('link', { name: 'desk+id@example.org' }).getAttribute('href')).toBe(helpContact);
  });

  it('is shown where the browser comes back with an error', async () => {
    const api = fakeApi({ appearance: looks({ helpContact }), methods: [mtls, password] });
    await renderApp(api, { error: 'certificate.expired' as never });

    expect(screen.getByText(/Need help/)).toBeTruthy();
  });
});
