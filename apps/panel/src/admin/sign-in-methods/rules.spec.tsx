import { inEachLanguage } from '@postern/contracts';
import type { ProviderDescriptor, SignInMethodRecord } from '@postern/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { certificate, judgement, descriptor, pem } from '../../testing/samples';
import { AffectedAccounts } from './affected-accounts';
import { MethodForm } from './method-form';
import { TestMethod } from './test-method';

const withRules: ProviderDescriptor = {
  ...descriptor,
  labels: inEachLanguage(() => ({
    kind: 'Badge',
    methodName: 'Badge',
    sections: { more: { label: 'More' } },
    fields: {
      rules: {
        label: 'Rules',
        add: 'Add rule',
        columns: {
          source: {
            label: 'Source',
            options: {
              card: { label: 'The card', badge: 'identifies this card' },
              name: { label: 'A name', badge: 'trusts a name', argument: 'Which name', example: 'CN' },
            },
          },
          field: { label: 'Account', options: { linked: { label: 'Linked' }, username: { label: 'Username' } } },
        },
      },
      oids: { label: 'Policies' },
    },
  })),
  settings: [
    {
      name: 'rules',
      kind: 'rows',
      required: true,
      most: 2,
      columns: [
        {
          name: 'source',
          kind: 'choice',
          required: true,
          options: ['card', 'name'],
          withArgument: ['name'],
          default: 'card',
        },
        { name: 'field', kind: 'choice', required: true, options: ['linked', 'username'], default: 'linked' },
      ],
    },
    { name: 'oids', kind: 'texts', required: false, section: 'more' },
  ],
};

const method = { id: 'm1', type: 'badge', name: 'Badge' } as SignInMethodRecord;
const ada = { id: 'u1', username: 'ada', name: 'Ada' };

describe('rules in the form of a method', () => {
  it('can be added, filled in, moved with the keyboard and removed, and are sent in order', async () => {
    const { api, calls } = fakeApi({ 'POST /sign-in-methods': (body: unknown) => body });
    await renderPage(<MethodForm descriptor={withRules} method={null} onClose={vi.fn()} />, api);
    const user = userEvent.setup();
    const row = (number: number) => screen.findByRole('group', { name: `Rules, row ${number}` });

    await user.click(await screen.findByRole('button', { name: 'Add rule' }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add rule' }).disabled).toBe(true);
    await user.selectOptions(within(await row(2)).getByLabelText('Source'), 'name');
    expect(within(await row(2)).getByText('trusts a name')).toBeTruthy();
    await user.type(within(await row(2)).getByLabelText('Which name'), 'CN');
    await user.selectOptions(within(await row(2)).getByLabelText('Account'), 'username');
    within(await row(2))
      .getByRole('button', { name: 'Move row 2 up' })
      .focus();
    await user.keyboard('{Enter}');
    // The button moved with its row; at the top it can only move down.
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Move row 1 down'));
    await user.click(screen.getByText('More'));
    await user.type(screen.getByLabelText('Policies'), '1.2.3{Enter}{Enter}1.2.4');
    await user.click(screen.getByRole('button', { name: 'Create' }));

    await waitFor(() => expect(calls.at(-1)?.path).toBe('/sign-in-methods'));
    expect((calls.at(-1)?.body as { readonly params: unknown }).params).toEqual({
      rules: [
        { source: 'name:CN', field: 'username' },
        { source: 'card', field: 'linked' },
      ],
      oids: ['1.2.3', '1.2.4'],
    });
  });

  it('are moved by their grip, with the keyboard and with the pointer, and say where they are', async () => {
    const three: ProviderDescriptor = { ...withRules, settings: [{ ...withRules.settings[0]!, most: 3 }] };
    const { api, calls } = fakeApi({ 'POST /sign-in-methods': (body: unknown) => body });
    await renderPage(<MethodForm descriptor={three} method={null} onClose={vi.fn()} />, api);
    const user = userEvent.setup();
    const row = (number: number) => screen.getByRole('group', { name: `Rules, row ${number}` });
    const grip = (number: number) => screen.getByRole('button', { name: `Move row ${number}` });
    const accounts = () => screen.getAllByLabelText<HTMLSelectElement>('Account').map(({ value }) => value);
    await user.click(await screen.findByRole('button', { name: 'Add rule' }));
    await user.click(screen.getByRole('button', { name: 'Add rule' }));
    await user.selectOptions(within(row(1)).getByLabelText('Account'), 'username');

    grip(1).focus();
    await user.keyboard('{ArrowUp}{ArrowDown}');
    expect(accounts()).toEqual(['linked', 'username', 'linked']);
    await waitFor(() => expect(document.activeElement).toBe(grip(2)));
    expect(screen.getByText('Row 1 is now row 2 of 3').getAttribute('role')).toBe('status');

    // Rows of a hundred pixels below each other.
    [1, 2, 3].forEach((number) =>
      vi.spyOn(row(number), 'getBoundingClientRect').mockReturnValue({ top: 100 * number, height: 100 } as DOMRect),
    );
    HTMLElement.prototype.setPointerCapture = vi.fn();
    HTMLElement.prototype.scrollIntoView = vi.fn();
    fireEvent.pointerDown(grip(2), { button: 0, pointerId: 1 });
    fireEvent.pointerMove(grip(2), { clientY: 390 });
    expect(row(3).getAttribute('data-drop')).toBe('after');
    fireEvent.pointerUp(grip(2));
    expect(accounts()).toEqual(['linked', 'linked', 'username']);
    expect(screen.getByText('Row 2 is now row 3 of 3')).toBeTruthy();
    fireEvent.pointerDown(grip(3), { button: 0, pointerId: 1 });
    fireEvent.pointerMove(grip(3), { clientY: 90 });
    fireEvent.pointerCancel(grip(3));
    fireEvent.pointerUp(grip(3));
    expect(accounts()).toEqual(['linked', 'linked', 'username']);

    await user.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(calls.at(-1)?.path).toBe('/sign-in-methods'));
    const { rules } = (calls.at(-1)?.body as { readonly params: { readonly rules: readonly { field: string }[] } })
      .params;
    expect(rules.map(({ field }) => field)).toEqual(['linked', 'linked', 'username']);
  });
});

describe('trying rules', () => {
  it('accepts a recently presented certificate, and shows what each rule found', async () => {
    const rule = {
      source: 'name:CN',
      field: 'username',
      affinity: 'low',
      kept: false,
      values: ['ada'],
      accounts: [ada],
    };
    const { api, calls } = fakeApi({
      'GET /sign-in-method-types': () => [],
      'GET /sign-in-methods/types': () => [withRules],
      'GET /sign-in-methods/m1/presented': () => [{ at: '2026-01-01T00:00:00Z', pem, certificate, code: null }],
      'POST /certificates/inspect': () => certificate,
      'POST /sign-in-methods/m1/test': () => ({
        ...{
          accepted: true,
          code: 'certificate.ambiguous',
          reason: null,
          certificate,
          judgement,
          account: null,
          acr: null,
        },
        rules: [{ ...rule, verdict: 'ambiguous' }],
      }),
    });
    await renderPage(<TestMethod method={method} onClose={vi.fn()} />, api);

    await userEvent.click(await screen.findByRole('button', { name: 'Use Ada Lovelace' }));

    expect(await screen.findByText('This certificate matches more than one account')).toBeTruthy();
    expect(await screen.findByText('A name: CN → Username')).toBeTruthy();
    expect(screen.getByText('Finds several accounts')).toBeTruthy();
    expect(calls.find(({ path }) => path === '/sign-in-methods/m1/test')?.body).toEqual({ certificate: pem });
  });

  it('checks all certificates, batch by batch, and adds up the results', async () => {
    const part = { checked: 100, total: 150, found: 90, kept: 4, others: 1, ambiguous: 2, notFound: 3, refused: 0 };
    const parts = [
      { ...part, examples: [{ outcome: 'other', account: ada, certificate: 'card', rule: null }], next: 'c100' },
      { ...part, checked: 50, found: 49, kept: 0, others: 0, ambiguous: 0, notFound: 1, examples: [], next: null },
    ];
    const { api, calls } = fakeApi({ 'POST /sign-in-methods/m1/affected': () => parts.shift() });
    await renderPage(<AffectedAccounts methodId="m1" />, api);

    await userEvent.click(await screen.findByRole('button', { name: 'Try all' }));

    expect(await screen.findByText('139 of 150 accounts would be found')).toBeTruthy();
    expect(screen.getByText('Finds someone else')).toBeTruthy();
    expect(calls.map(({ body }) => body)).toEqual([{}, { after: 'c100' }]);
  });

  it('uses the form’s rules, saved or not, and clears the result when they change', async () => {
    const trialOf = (body: unknown) => {
      const { params } = body as { readonly params: { readonly rules: readonly { source: string; field: string }[] } };
      const found = params.rules.map(({ source, field }) => ({
        ...{ source, field, affinity: 'low', kept: false, accounts: [], verdict: 'finds_nobody' },
        values: source === 'card' ? [] : ['ada@corp.example'],
      }));
      const nobody = { code: 'certificate.not_linked', reason: null, certificate, account: null, acr: null };
      return { accepted: true, ...nobody, rules: found };
    };
    const { api, calls } = fakeApi({
      'GET /sign-in-methods/types': () => [withRules],
      'GET /sign-in-methods/m1/presented': () => [{ at: '2026-01-01T00:00:00Z', pem, certificate, code: null }],
      'GET /revocation/authorities': () => [],
      'POST /certificates/inspect': () => certificate,
      'POST /sign-in-methods/m1/test': trialOf,
      'POST /sign-in-methods/m1/affected': () => ({
        ...{ checked: 1, total: 1, found: 0, kept: 0, others: 0, ambiguous: 0, notFound: 1, refused: 0 },
        ...{ examples: [], next: null },
      }),
    });
    const saved = { ...method, params: { rules: [{ source: 'card', field: 'linked' }] } };
    await renderPage(<MethodForm descriptor={withRules} method={saved} onClose={vi.fn()} />, api);
    const user = userEvent.setup();
    const row = within(await screen.findByRole('group', { name: 'Rules, row 1' }));
    expect(await row.findByText('The last certificate presented does not contain this.')).toBeTruthy();

    await user.selectOptions(row.getByLabelText('Source'), 'name');
    await user.type(row.getByLabelText('Which name'), 'UPN');
    expect(await row.findByText('ada@corp.example')).toBeTruthy();
    await user.click(screen.getByText('Try these settings'));
    await user.click(await screen.findByRole('button', { name: 'Use Ada Lovelace' }));
    const draft = { rules: [{ source: 'name:UPN', field: 'linked' }], oids: [] };
    expect(await screen.findByText('A name: UPN → Linked')).toBeTruthy();
    expect(calls.findLast(({ path }) => path === '/sign-in-methods/m1/test')?.body).toEqual({
      certificate: pem,
      params: draft,
    });
    await user.click(screen.getByRole('button', { name: 'Try all' }));
    expect(await screen.findByText('0 of 1 accounts would be found')).toBeTruthy();
    expect(calls.findLast(({ path }) => path === '/sign-in-methods/m1/affected')?.body).toEqual({ params: draft });

    await user.selectOptions(row.getByLabelText('Account'), 'username');
    expect(screen.queryByText('A name: UPN → Linked')).toBeNull();
    expect(screen.queryByText('0 of 1 accounts would be found')).toBeNull();
    expect(calls.some(({ method: verb }) => verb === 'PATCH')).toBe(false);
  });

  it('lists accounts that several rules match before those that none matches', async () => {
    const part = { checked: 100, total: 200, found: 97, kept: 0, others: 0, ambiguous: 1, notFound: 2, refused: 0 };
    const example = (username: string, outcome: string) => ({
      ...{ outcome, account: { id: username, username, name: username }, certificate: username, rule: null },
    });
    const parts = [
      { ...part, examples: [example('nobody', 'not_found')], next: 'c100' },
      { ...part, examples: [example('twice', 'ambiguous')], next: null },
    ];
    const { api } = fakeApi({ 'POST /sign-in-methods/m1/affected': () => parts.shift() });
    await renderPage(<AffectedAccounts methodId="m1" />, api);

    await userEvent.click(await screen.findByRole('button', { name: 'Try all' }));

    const examples = within(await screen.findByRole('list', { name: 'Examples' }));
    await waitFor(() =>
      expect(examples.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['twice', 'nobody']),
    );
  });
});
