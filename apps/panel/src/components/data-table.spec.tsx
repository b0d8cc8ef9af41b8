import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { DataTable } from './data-table';

describe('rows of a table', () => {
  it('open what their first button opens, wherever they are pressed', async () => {
    const [open, remove] = [vi.fn(), vi.fn()];
    await renderPage(
      <DataTable
        label="Things"
        columns={[
          { key: 'name', title: 'Name', cell: (name: string) => <button onClick={open}>{name}</button> },
          { key: 'size', title: 'Size', cell: () => 'large' },
          { key: 'actions', title: 'Actions', actions: true, cell: () => <button onClick={remove}>Remove</button> },
        ]}
        rows={['one']}
        rowKey={(name) => name}
        empty="nothing"
      />,
      fakeApi({}).api,
    );
    const user = userEvent.setup();

    await user.click(screen.getByText('large'));
    expect(open).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'one' }));
    expect(open).toHaveBeenCalledTimes(2);
    await user.click(screen.getByRole('button', { name: 'Remove' }));

    expect(remove).toHaveBeenCalledOnce();
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('say that they are loading to those who do not see the grey bars', async () => {
    await renderPage(
      <DataTable
        label="Things"
        columns={[{ key: 'name', title: 'Name', cell: (name: string) => name }]}
        rows={undefined}
        rowKey={(name) => name}
        empty="nothing"
      />,
      fakeApi({}).api,
    );

    // A name without a role is not read out.
    expect(screen.getAllByRole('img', { name: 'Loading' })).toHaveLength(4);
  });
});
