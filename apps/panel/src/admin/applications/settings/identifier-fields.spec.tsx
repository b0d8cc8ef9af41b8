import { useForm } from '@mantine/form';
import type { ClientRecord } from '@postern/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { client as sample } from '../../../testing/samples';
import { type ClientValues, valuesOf } from './client-values';
import { IdentifierFields } from './identifier-fields';

const Form = ({ client }: { readonly client: ClientRecord }) => {
  const form = useForm<ClientValues>({ initialValues: valuesOf(client) });
  return (
    <>
      <IdentifierFields form={form} />
      <output>{JSON.stringify(form.values.scopes)}</output>
    </>
  );
};

const show = (change: Partial<ClientRecord>) =>
  renderPage(<Form client={{ ...sample, scopes: ['openid'], ...change }} />, fakeApi({}).api);
const box = (name: string) => screen.getByLabelText<HTMLInputElement>((label) => label.startsWith(name));
const warning = /Serial numbers identify people across applications/;

describe('what an application may see of identifiers', () => {
  it('is nothing by default, with a warning if a third-party application may see something', async () => {
    await show({ first_party: false });
    expect(box('Linked identifiers').checked).toBe(false);
    expect(screen.queryByText(warning)).toBeNull();
    expect([box('Require the certificate').disabled, box('Pairwise values').disabled]).toEqual([true, true]);

    await userEvent.click(box('Linked identifiers'));

    expect(document.querySelector('output')!.textContent).toBe('["openid","identifiers"]');
    expect(screen.getByText(warning)).toBeDefined();
    await userEvent.click(box('Pairwise values'));
    expect(screen.queryByText(warning)).toBeNull();
  });

  it('includes the whole certificate for first-party applications only', async () => {
    await show({ first_party: false, scopes: ['openid', 'certificate'] });
    expect(box('The whole certificate (PEM)').disabled).toBe(true);
  });

  it('includes the whole certificate via the scope certificate, and can always be switched off', async () => {
    await show({ first_party: true, scopes: ['openid', 'certificate:pem'] });
    expect(box('The whole certificate (PEM)').disabled).toBe(false);

    await userEvent.click(box('The whole certificate (PEM)'));

    expect(box('The whole certificate (PEM)').disabled).toBe(true);
    expect(screen.queryByText(warning)).toBeNull();
  });
});
