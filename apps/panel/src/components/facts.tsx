import { useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** A list of names and values. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) => {
  const { t } = useTranslation('panel');
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>
            {value === null || value === '' ? (
              <>
                <span aria-hidden="true">–</span>
                <span className="visually-hidden">{t('facts.none')}</span>
              </>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};
