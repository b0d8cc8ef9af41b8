import type { SignInMethodView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Icon } from '@postern/ui';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { MethodButton, type MethodButtonProps } from './method-button';
import styles from './method-list.module.css';

/** Number of methods shown before "…". */
const shown = 5;

interface CompactMethodsProps extends Pick<MethodButtonProps, 'onOpen' | 'onDepart'> {
  readonly methods: readonly SignInMethodView[];
  readonly departing: string | null;
}

export const CompactMethods = ({ methods, departing, ...actions }: CompactMethodsProps) => {
  const { t } = useTranslation('widget');
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const visible = open || methods.length <= shown + 1 ? methods : methods.slice(0, shown);

  const showAll = (): void => {
    flushSync(() => setOpen(true));
    // The button is gone; move the focus to the first item that it revealed.
    list.current?.children[shown]?.querySelector<HTMLElement>('a, button')?.focus();
  };

  return (
    <ul className={styles.compact} ref={list} aria-label={t('sign_in.others')}>
      {visible.map((method) => (
        <li key={method.id}>
          <MethodButton compact method={method} departing={departing === method.id} {...actions} />
        </li>
      ))}
      {visible.length < methods.length && (
        <li>
          <button type="button" className={styles.more} aria-label={t('sign_in.more')} onClick={showAll}>
            <Icon name="more" />
          </button>
        </li>
      )}
    </ul>
  );
};
