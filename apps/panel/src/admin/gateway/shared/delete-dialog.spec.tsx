import { ApiProblem } from '@postern/api-client';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import { useDeleteCertificate } from '../certificates/certificates.api';
import { DeleteDialog } from './delete-dialog';
import type { Uses } from './used-by';

const Sample = ({ uses }: { readonly uses: Uses }) => (
  <DeleteDialog
    id="orders-client"
    name="orders-client"
    title="Delete orders-client?"
    text="For good."
    done="Gone"
    uses={uses}
    mutation={useDeleteCertificate()}
    onClose={() => undefined}
  />
);

describe('deleting what the gateway uses', () => {
  it('is not offered, and names the APIs that use it (C2)', async () => {
    const { api, calls } = fakeApi({});
    const uses = { apis: [{ id: 'a1', name: 'Orders' }], upstreams: [{ id: 'b1', name: 'Stock' }] };
    await renderPage(<Sample uses={uses} />, api);
    const dialog = await screen.findByRole('dialog', { name: 'orders-client is in use' });

    expect(within(dialog).getByRole('link', { name: 'Orders' }).getAttribute('href')).toBe('/admin/gateway/apis/a1');
    expect(within(dialog).getByRole('link', { name: 'Stock' })).toBeTruthy();
    expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull();
    expect(calls).toEqual([]);
  });

  it('also names them if the use began after the page was loaded (C2)', async () => {
    const refuse = (): never => {
      const errors = [{ path: 'apis', message: 'Invoices' }];
      throw new ApiProblem('gateway.certificate_in_use', 409, null, null, errors);
    };
    const { api } = fakeApi({ 'DELETE /gateway/certificates/orders-client': refuse });
    await renderPage(<Sample uses={{ apis: [] }} />, api);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Delete' }));

    expect(await screen.findByText('This certificate is in use')).toBeTruthy();
    expect(screen.getByText('Invoices')).toBeTruthy();
  });
});
