import { ApiProblem } from '@postern/api-client';
import type { RequiredIdentifiersView } from '@postern/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { attempt, mtls, required } from '../../testing/fixtures';
import { fakeApi, renderApp } from '../../testing/render-app';

const lacking = (change: Partial<RequiredIdentifiersView> = {}, methods = [mtls]) =>
  fakeApi({ step: 'identifiers', methods, required: required(change) });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const certificate = attempt('certificate.not_linked').certificate;
const adding = { attempt: 'a-7', methodId: mtls.id, certificate };

describe('a person who lacks a required identifier', () => {
  it('reads what they have and what is missing, and adds it by a link', async () => {
    await renderApp(lacking());

    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^One more step to open /);
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items).toEqual(expect.arrayContaining(['Company cardNot added yet', 'BadgeAdded']));
    const { action } = mtls;
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toContain(action.kind === 'navigate' ? action.startUrl : '');
    expect(screen.queryByRole('button', { name: 'Not now' })).toBeNull();
    expect(screen.getByRole('link', { name: 'it@example.test' }).getAttribute('href')).toBe('mailto:it@example.test');
  });

  it('is told that one of a group is enough', async () => {
    const identifiers = required().identifiers.map((each) => ({ ...each, requirement: 'one' as const, missing: true }));
    await renderApp(lacking({ identifiers }));
    expect(screen.getByText('You need one of these:')).toBeDefined();
  });

  it('signs in again where the sign-in is too old', async () => {
    const api = lacking({ obstacle: 'proof' }, []);
    await renderApp(api);
    await userEvent.click(button('Sign in again'));
    expect(api.proveAgain).toHaveBeenCalledOnce();
  });

  it.each([
    ['desk@payroll.example', 'mailto:desk@payroll.example'],
    ['https://payroll.example/help', 'https://payroll.example/help'],
    ['Desk @ room 5', undefined],
    ['javascript:a@b', undefined],
  ])('names the contact %s, as a link where it is one', async (contact, href) => {
    await renderApp(lacking({ contact }, []));

    expect(await screen.findByText(new RegExp(contact.replaceAll(/[.()]/g, '.')))).toBeTruthy();
    expect(screen.queryByRole('link', { name: contact })?.getAttribute('href')).toBe(href);
  });

  it('is told whom to ask where their role needs a stronger sign-in', async () => {
    await renderApp(lacking({ obstacle: 'level', contact: null }, []));
    expect(screen.getByText(/^Your role requires a stronger sign-in/)).toBeDefined();
    expect(screen.getByText(/Contact the people who manage/)).toBeDefined();
  });

  it('goes on without it where that is possible, and reads until when', async () => {
    const api = lacking({ skippable: true, from: '2099-01-01T00:00:00.000Z' });
    await renderApp(api);
    expect(screen.getByText(/^You can continue without it until/)).toBeDefined();
    await userEvent.click(button('Not now'));
    expect(api.skipIdentifiers).toHaveBeenCalledOnce();
  });

  it('signs out, or goes back', async () => {
    const api = lacking();
    await renderApp(api);
    await userEvent.click(button('Use another account'));
    expect(api.signOut).toHaveBeenCalledOnce();
    await userEvent.click(button(/^Return to /));
    expect(api.abort).toHaveBeenCalledOnce();
  });
});

describe('a certificate that was shown for it', () => {
  it('is read before it is added', async () => {
    const api = lacking({ adding });
    await renderApp(api);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Add this certificate to your account?');
    expect(screen.getAllByText(certificate?.name ?? '').length).toBeGreaterThan(0);
    await userEvent.click(button('Add and continue'));
    expect(api.addIdentifier).toHaveBeenCalledExactlyOnceWith('a-7');
  });

  it('leads to another sign-in where the first is too old by now', async () => {
    const api = lacking({ adding });
    api.addIdentifier.mockRejectedValue(new ApiProblem('sign_in.ended', 401));
    await renderApp(api);
    await userEvent.click(button('Add and continue'));
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in again' }));
    expect(api.proveAgain).toHaveBeenCalledOnce();
  });

  it('is explained where it was refused', async () => {
    await renderApp(
      fakeApi({
        ...{ step: 'identifiers', methods: [mtls], required: required() },
        attempt: attempt('identifier.linked_to_another'),
      }),
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/linked to another/i);
  });
});
