import { TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Link } from 'react-router';
import { describe, expect, it } from 'vitest';
import { fakeApi } from '../testing/fake-api';
import { renderPage } from '../testing/render-page';
import { FormDrawer } from './form-drawer';

const Sample = () => {
  const [opened, setOpened] = useState(true);
  const [text, setText] = useState('');
  return (
    <>
      <p>{opened ? 'form is open' : 'form is closed'}</p>
      <FormDrawer
        opened={opened}
        title="A form"
        submitLabel="Save"
        dirty={text !== ''}
        pending={false}
        error={null}
        onSubmit={() => undefined}
        onClose={() => setOpened(false)}
      >
        <TextInput label="Text" value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
        <Link to="/elsewhere">Elsewhere</Link>
      </FormDrawer>
      <FormDrawer
        opened={false}
        title="Another form of the page"
        submitLabel="Save"
        dirty={false}
        pending={false}
        error={null}
        onSubmit={() => undefined}
        onClose={() => undefined}
      >
        <TextInput label="Other text" />
      </FormDrawer>
    </>
  );
};

const open = async (): Promise<ReturnType<typeof userEvent.setup>> => {
  await renderPage(<Sample />, fakeApi({}).api, '/form');
  await screen.findByLabelText('Text');
  return userEvent.setup();
};

describe('a form in a drawer', () => {
  it('closes at once if nothing was typed', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));

    await screen.findByText('form is closed');
  });

  it('asks before it discards input, and keeps it on request', async () => {
    const user = await open();
    await user.type(screen.getByLabelText('Text'), 'abc');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }));

    expect(screen.getByText('form is open')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Text').value).toBe('abc');
  });

  it('closes after Discard', async () => {
    const user = await open();
    await user.type(screen.getByLabelText('Text'), 'abc');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Discard changes' }));

    await screen.findByText('form is closed');
  });

  it('asks before the panel navigates to another page', async () => {
    const user = await open();
    await user.type(screen.getByLabelText('Text'), 'abc');
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    expect(screen.queryByText('another page')).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Discard changes' }));

    await waitFor(() => expect(screen.getByText('another page')).toBeTruthy());
  });

  it('makes the browser ask before a reload', async () => {
    const user = await open();
    await user.type(screen.getByLabelText('Text'), 'abc');
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);

    expect(leaving.defaultPrevented).toBe(true);
  });
});
