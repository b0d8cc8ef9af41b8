import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from '@postern/i18n';
import { VisuallyHidden } from '@postern/ui';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useHref, useNavigate } from 'react-router';
import { IconSearch } from '../components/icons';
import styles from './search.module.css';
import { useSearch } from './use-search';

/** Milliseconds after the last key. */
const pause = 200;

export interface SearchPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const Results = ({ onClose }: Pick<SearchPaletteProps, 'onClose'>) => {
  const { t } = useTranslation('search');
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), pause);
  const { groups, pending } = useSearch(words);
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const base = useHref('/').replace(/\/$/, '');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const results = groups.flatMap(({ items }) => items);
  const at = Math.min(chosen, Math.max(0, results.length - 1));
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [at, results.length]);

  const go = (to: string | undefined): void => {
    if (to === undefined) return;
    onClose();
    void navigate(to);
  };
  const onKey = (event: KeyboardEvent): void => {
    const last = results.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + 5),
      PageUp: Math.max(0, at - 5),
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setChosen(next);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // Results for what was typed before must not be opened.
      if (words !== typed.trim()) return;
      if (event.ctrlKey || event.metaKey) window.open(base + (results[at]?.to ?? '/'), '_blank', 'noopener');
      else go(results[at]?.to);
    }
  };

  let index = -1;
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-label={t('label')}
        aria-controls={id}
        aria-activedescendant={results.length > 0 ? `${id}-${at}` : undefined}
        placeholder={t('placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
        value={typed}
        maxLength={100}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div ref={list} id={id} role="listbox" aria-label={t('results')} aria-busy={pending} className={styles.list}>
        {groups.map(({ name, items }) => (
          <div key={name} role="group" aria-labelledby={`${id}-${name}`}>
            <div id={`${id}-${name}`} role="presentation" className={styles.kind}>
              {t(`kind.${name}`)}
            </div>
            {items.map(({ label, note, to }) => {
              index += 1;
              const mine = index;
              return (
                <a
                  key={`${to} ${label}`}
                  id={`${id}-${mine}`}
                  role="option"
                  aria-selected={mine === at}
                  tabIndex={-1}
                  href={base + to}
                  className={styles.result}
                  onMouseMove={() => setChosen(mine)}
                  onClick={(event) => {
                    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    go(to);
                  }}
                >
                  <bdi>{label}</bdi>
                  {note && <span className={styles.note}>{note}</span>}
                </a>
              );
            })}
          </div>
        ))}
      </div>
      {results.length === 0 && !pending && <p className={styles.none}>{t('none')}</p>}
      <VisuallyHidden live>{words !== '' && !pending ? t('count', { count: results.length }) : ''}</VisuallyHidden>
      <p className={styles.keys} aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> {t('keys.choose')} · <kbd>↵</kbd> {t('keys.open')} · <kbd>Esc</kbd> {t('keys.close')}
      </p>
    </>
  );
};

/** Finds pages, people and things from everywhere in the panel. */
export const SearchPalette = ({ opened, onClose }: SearchPaletteProps) => {
  const { t } = useTranslation('search');
  // Closed at first: a dialog that is open at its first render does not know where to return the focus.
  const shown = useDeferredValue(opened, false);
  return (
    <Modal.Root opened={shown} onClose={onClose} centered={false} size={600} yOffset="12vh" zIndex={300}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('label')}>
        <Modal.Body className={styles.body}>
          <Results onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
