import { act, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { useListQuery } from './use-list-query';

let list: ReturnType<typeof useListQuery>;
const List = () => {
  list = useListQuery();
  return <p>{list.search}</p>;
};

const open = (address: string) => {
  const router = createMemoryRouter([{ path: '/', element: <List /> }], { initialEntries: [address] });
  render(<RouterProvider router={router} />);
  return () => router.state.location.search;
};

describe('the URL of a list', () => {
  it('keeps filter and search text if both change before the URL updates', async () => {
    const address = open('/?page=2');
    await act(async () => {
      const { show, onSearch } = list;
      show({ use: 'person' });
      onSearch('ada');
    });

    expect(address()).toBe('?use=person&search=ada');
    await screen.findByText('ada');
  });

  it('starts with the values that Back restored', async () => {
    const router = createMemoryRouter([{ path: '/', element: <List /> }], { initialEntries: ['/'] });
    render(<RouterProvider router={router} />);
    await act(async () => list.show({ use: 'person' }));
    await act(() => router.navigate(-1));
    await act(async () => list.show({ issuer: 'one' }));

    expect(router.state.location.search).toBe('?issuer=one');
  });
});
