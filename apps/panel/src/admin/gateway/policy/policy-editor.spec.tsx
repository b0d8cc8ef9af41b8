import { defaultGatewayRefusal } from '@postern/contracts';
import type { GatewayApiDefinition, GatewayPolicy } from '@postern/contracts';
import { ApiProblem } from '@postern/api-client';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link } from 'react-router';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { definition, gatewayApi } from '../../../testing/gateway-samples';
import { renderPage } from '../../../testing/render-page';
import { PolicyEditor } from './policy-editor';

const sha256 = 'cd'.repeat(32);
const save = (body: unknown) => ({
  ...gatewayApi,
  draft: { ...definition, ...(body as Partial<GatewayApiDefinition>) },
});

const open = async (policy?: GatewayPolicy, patch: (body: unknown) => unknown = save) => {
  const { api, calls } = fakeApi({ 'GET /gateway/trust-anchors': () => [], 'PATCH /gateway/apis/a1': patch });
  const draft = { ...definition, ...(policy && { policy }) };
  await renderPage(
    <>
      <Link to="/elsewhere">Elsewhere</Link>
      <PolicyEditor api={{ ...gatewayApi, draft }} />
    </>,
    api,
    '/policy',
  );
  const saved = () => calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  return { user: userEvent.setup(), saved };
};
const press = (name: string) => screen.getByRole('button', { name });
const json = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Policy as JSON' });

describe('the policy editor', () => {
  it('regenerates the JSON for changes in the form, and saves it (E1)', async () => {
    const { user, saved } = await open();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Condition 1: kind' }), 'thumbprint');
    await user.type(screen.getByRole('textbox', { name: 'Thumbprint' }), sha256);
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    const policy = {
      require: { type: 'thumbprint', algorithm: 'SHA-256', value: sha256 },
      refusal: defaultGatewayRefusal,
    };
    expect(JSON.parse(json().value)).toEqual(policy);
    await user.click(press('Save draft'));

    await waitFor(() => expect(saved()).toEqual([{ policy }]));
    await waitFor(() => expect(press('Save draft')).toHaveProperty('disabled', true));
  }, 30_000);

  it('shows changes of the JSON in the form', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('radio', { name: 'JSON' }));
    await user.clear(json());
    await user.click(json());
    await user.paste('{"require":{"type":"any","clauses":[{"type":"uploaded"},{"type":"token","scopes":["a","b"]}]}}');
    await user.click(screen.getByRole('radio', { name: 'Form' }));

    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Of these conditions' }).value).toBe('any');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Scopes' }).value).toBe('a b');
  }, 30_000);

  it('keeps invalid JSON, names the position of the error, and does not save it', async () => {
    const { user, saved } = await open();
    await user.click(await screen.findByRole('radio', { name: 'JSON' }));
    await user.clear(json());
    await user.click(json());
    await user.paste('{"require":{"type":"uploadet"}}');
    expect(screen.getByText('require.type')).toBeTruthy();
    await user.click(press('Save draft'));
    await user.click(screen.getByRole('radio', { name: 'Form' }));

    expect(await screen.findByText('The JSON can’t be read')).toBeTruthy();
    expect(saved()).toEqual([]);
    await user.click(press('Continue in the form'));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Condition 1: kind' }).value).toBe('uploaded');
  }, 30_000);

  it('shows errors next to fields, and those of empty fields only after a save', async () => {
    const { user, saved } = await open();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Condition 1: kind' }), 'thumbprint');
    expect(screen.queryByText('Please fill this in.')).toBeNull();
    await user.click(press('Save draft'));
    expect(screen.getByText('Please fill this in.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Thumbprint' }), 'xyz');

    expect(screen.getByText('Hexadecimal, 64 digits.')).toBeTruthy();
    expect(saved()).toEqual([]);
  }, 30_000);

  it('chooses the algorithm from the pasted thumbprint', async () => {
    const { user } = await open({
      require: { type: 'thumbprint', algorithm: 'SHA-256', value: '' },
      refusal: defaultGatewayRefusal,
    });
    await user.click(await screen.findByRole('textbox', { name: 'Thumbprint' }));
    await user.paste('AB:'.repeat(19) + 'AB');

    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'SHA-1' }).checked).toBe(true);
  });

  it('shows the server’s errors next to the fields they name', async () => {
    const message = 'must be a name: RFC 4514';
    const refuse = (): never => {
      const errors = [{ path: 'policy.require.identities.0.subject', message }];
      throw new ApiProblem('request.invalid', 422, null, null, errors);
    };
    const require = { type: 'identities', identities: [{ thumbprint: sha256, subject: 'nonsense' }] } as const;
    const { user } = await open({ require, refusal: defaultGatewayRefusal }, refuse);
    await user.type(await screen.findByRole('textbox', { name: 'Subject of identity 1' }), '!');
    await user.click(press('Save draft'));

    expect(await screen.findByText(`Not accepted: ${message}`)).toBeTruthy();
  });

  it('warns about a policy that protects nothing', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('radio', { name: 'Everyone, with or without a certificate' }));

    expect(screen.getByText('The gateway does not protect this API')).toBeTruthy();
    expect(within(screen.getByRole('list', { name: 'In words' })).getAllByRole('listitem')).toHaveLength(1);
  });

  it('asks before a navigation discards changes', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('radio', { name: 'Everyone, with or without a certificate' }));
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }));

    expect(screen.getByText('Not saved yet')).toBeTruthy();
    await user.click(press('Discard changes'));
    expect(screen.queryByText('Not saved yet')).toBeNull();
  });

  it('numbers its conditions for screen readers, and moves the focus when a condition is removed', async () => {
    const require = { type: 'all', clauses: [{ type: 'uploaded' }, { type: 'certificate' }] } as const;
    const { user } = await open({ require, refusal: defaultGatewayRefusal });
    expect(await screen.findByRole('group', { name: 'Condition 2' })).toBeTruthy();
    await user.click(press('Remove condition 2'));

    expect(screen.queryByRole('group', { name: 'Condition 2' })).toBeNull();
    expect(document.activeElement).toBe(press('Add condition'));
  });
});
