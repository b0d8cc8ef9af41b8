import { useTranslation } from '@postern/i18n';
import styles from './events.module.css';

type Details = Readonly<Record<string, unknown>>;
interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Extracts the changes from an event's details: `before` holds the old values, the details themselves the new ones. */
export const splitChanges = ({
  before,
  ...rest
}: Details): { readonly changes: readonly Change[]; readonly rest: Details } => {
  if (typeof before !== 'object' || before === null)
    return { changes: [], rest: before === undefined ? rest : { before, ...rest } };
  const changes = Object.entries(before).map(([field, value]) => ({ field, before: value, after: rest[field] }));
  const left = Object.entries(rest).filter(([name]) => !(name in before));
  return { changes, rest: Object.fromEntries(left) };
};

const words = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** Old and new value of a setting. */
export const EventChanges = ({ changes }: { readonly changes: readonly Change[] }) => {
  const { t } = useTranslation('panel');
  return (
    <section aria-label={t('events.changes')}>
      <h3 className={styles.detailsTitle}>{t('events.changes')}</h3>
      <ul className={styles.changes}>
        {changes.map(({ field, before, after }) => (
          <li key={field}>
            <code>{field}</code>: <del>{words(before)}</del> → <ins>{words(after)}</ins>
          </li>
        ))}
      </ul>
    </section>
  );
};
