import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { IconCheck, IconViews } from './icons';
import dialogStyles from './dialog.module.css';
import styles from './lists.module.css';
import { readStored, writeStored } from './stored-json';

interface View {
  readonly name: string;
  /** Filters, search text and order, as in the URL. */
  readonly query: string;
}

const isViews = (value: unknown): value is readonly View[] =>
  Array.isArray(value) &&
  value.every(
    (one: unknown) =>
      typeof one === 'object' &&
      one !== null &&
      typeof (one as View).name === 'string' &&
      typeof (one as View).query === 'string',
  );

/** What is open, and where in the list, is no part of a view. */
const passing = ['page', 'event', 'certificate'];

const viewOf = (query: URLSearchParams): string => {
  const kept = [...query].filter(([name]) => !passing.includes(name)).sort(([one], [other]) => (one < other ? -1 : 1));
  return new URLSearchParams(kept).toString();
};

/**
 * Filters and order under a name. A view is a URL, which can be shared; this browser keeps its name.
 *
 * @param list name under which the views are kept
 */
export const SavedViews = ({ list }: { readonly list: string }) => {
  const { t } = useTranslation('administration');
  const key = `postern.views.${list}`;
  const [views, setViews] = useState(() => readStored(key, [], isViews));
  const [query, setQuery] = useSearchParams();
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const current = viewOf(query);
  const shown = views.find((view) => view.query === current);
  const keep = (next: readonly View[]): void => {
    setViews(next);
    writeStored(key, next);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = name.trim();
    if (chosen === '') return;
    keep([...views.filter((view) => view.name !== chosen), { name: chosen, query: current }]);
    setNaming(false);
  };

  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconViews size={16} stroke={1.8} aria-hidden />}>
            {shown?.name ?? t('lists.views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item
              key={view.name}
              rightSection={view === shown && <IconCheck size={16} stroke={1.8} aria-hidden />}
              onClick={() => setQuery(new URLSearchParams(view.query))}
            >
              {view.name}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          {shown ? (
            <Menu.Item onClick={() => keep(views.filter((view) => view !== shown))}>
              {t('lists.delete_view', { name: shown.name })}
            </Menu.Item>
          ) : (
            <Menu.Item
              onClick={() => {
                setName('');
                setNaming(true);
              }}
            >
              {t('lists.save_view')}
            </Menu.Item>
          )}
          {current !== '' && <Menu.Item onClick={() => setQuery({})}>{t('lists.every_row')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming}
        onClose={() => setNaming(false)}
        title={t('lists.save_title')}
        closeButtonProps={{ 'aria-label': t('panel:dialog.close') }}
        classNames={{ title: dialogStyles.title }}
      >
        <form className={styles.form} onSubmit={save}>
          <TextInput
            data-autofocus
            label={t('lists.view_name')}
            description={t('lists.view_hint')}
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <div className={styles.actions}>
            <Button variant="default" onClick={() => setNaming(false)}>
              {t('panel:dialog.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''}>
              {t('lists.save')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
};
