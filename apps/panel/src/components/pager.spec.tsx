import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation, useNavigate } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { Pager, pagesFor } from './pager';
import { SearchBox } from './search-box';
import { useListQuery } from './use-list-query';

const List = () => {
  const list = useListQuery();
  const navigate = useNavigate();
  const { search } = useLocation();
  return (
    <main id="content" tabIndex={-1}>
      <SearchBox label="Search" value={list.search} onSearch={list.onSearch} />
      <output>{search}</output>
      <Pager {...list} total={205} />
      <button onClick={() => void navigate(-1)}>Back</button>
    </main>
  );
};

const show = async (path = '/list') => {
  window.scrollTo = vi.fn() as typeof window.scrollTo;
  await renderPage(<List />, fakeApi({}).api, path);
  const at = (query: string) => waitFor(() => expect(document.querySelector('output')?.textContent).toBe(query));
  return { at, user: userEvent.setup() };
};

describe('a list that is too long for one page', () => {
  it('moves to the top of the next page, and Back returns to the previous one', async () => {
    const { at, user } = await show('/list?search=a');
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await at('?search=a&page=1');
    expect(document.activeElement?.id).toBe('content');
    expect(window.scrollTo).toHaveBeenCalledWith(0, 0);

    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await at('?search=a&page=2');
    await user.click(screen.getByRole('button', { name: 'Back' }));

    await at('?search=a&page=1');
    expect(screen.getByText('21–40 of 205')).toBeTruthy();
  });

  it('jumps to a page, and keeps the chosen page size', async () => {
    const { at, user } = await show();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Page' }), '11');
    await at('?page=10');
    expect(screen.getByText('201–205 of 205')).toBeTruthy();

    await user.selectOptions(screen.getByRole('combobox', { name: 'Per page' }), '100');
    await at('?size=100');
    await user.click(screen.getByRole('button', { name: 'Next page' }));

    await at('?size=100&page=1');
  });

  it('returns to the first page for a new search text, and Back and Forward update the search box', async () => {
    const { at, user } = await show();
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await user.type(screen.getByRole('searchbox'), 'ada');
    await at('?search=ada');

    await user.click(screen.getByRole('button', { name: 'Back' }));
    await at('');
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  it.each(['/list?page=x', '/list?page=-1', '/list?page=1.5', '/list?size=7'])(
    'treats %s as the first page',
    async (path) => {
      await show(path);

      expect(screen.getByText('1–20 of 205')).toBeTruthy();
    },
  );

  it('offers a way back from a page beyond the end', async () => {
    const { at, user } = await show('/list?page=500');
    await user.click(screen.getByRole('button', { name: 'Previous page' }));

    await at('?page=10');
  });

  it('offers a few hundred of very many pages, including the current page’s neighbours', () => {
    const pages = pagesFor(4321, 50_000);

    expect(pages.length).toBeLessThan(220);
    expect(pages).toEqual(expect.arrayContaining([0, 4320, 4321, 4322, 50_000]));
    expect(pagesFor(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
