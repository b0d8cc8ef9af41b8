import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { DataTable } from './data-table';

describe('rows of a table', () => {
  it('open their first link or button, wherever they are clicked', async () => {
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

  it('open their link in a new tab with the middle button, as the link itself does', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    await renderPage(
      <DataTable
        label="Things"
        columns={[
          { key: 'name', title: 'Name', cell: (name: string) => <a href="/there">{name}</a> },
          { key: 'size', title: 'Size', cell: () => 'large' },
        ]}
        rows={['one']}
        rowKey={(name) => name}
        empty="nothing"
      />,
      fakeApi({}).api,
    );
    const press = (element: HTMLElement, button: number) =>
      fireEvent(element, new MouseEvent('auxclick', { bubbles: true, button }));

    press(screen.getByText('large'), 2);
    press(screen.getByRole('link', { name: 'one' }), 1);
    expect(open).not.toHaveBeenCalled();
    press(screen.getByText('large'), 1);

    expect(open).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/\/there$/), '_blank', 'noopener');
  });

  it('announce loading to screen readers, not only by grey bars', async () => {
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

    // Screen readers ignore a name without a role.
    expect(screen.getAllByRole('img', { name: 'Loading' })).toHaveLength(4);
  });
});
