import type { ListenerNames, ListenerOutcome, ListenerReport as Report } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Badge, type BadgeProps } from '../../../components/badge';
import { When } from '../../../components/when';
import styles from './listener.module.css';

const tones: Readonly<Record<ListenerOutcome, BadgeProps['tone']>> = {
  ok: 'good',
  warning: 'warning',
  failed: 'bad',
  unknown: 'neutral',
};

/** The names that differ from those of the method, or all. */
const Names = ({ names }: { readonly names: ListenerNames }) => {
  const { t } = useTranslation('administration');
  const lists = [
    ['missing', names.missing],
    ['extra', names.extra],
    ['sent', names.sent],
  ] as const;
  return lists
    .filter(([, all]) => all.length > 0)
    .map(([kind, all]) => (
      <details key={kind} className={styles.names} open={kind !== 'sent' || undefined}>
        <summary>{t(`listener.names.${kind}`, { count: all.length })}</summary>
        <ul>
          {all.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </details>
    ));
};

/** What the listener did when it was looked at. */
export const ListenerReport = ({ report }: { readonly report: Report }) => {
  const { t } = useTranslation('administration');
  return (
    <section className={styles.report} aria-label={t('listener.report')}>
      <p className={styles.muted}>
        <code>{report.origin}</code> · <When at={report.checkedAt} />
      </p>
      <ul className={styles.checks}>
        {report.checks.map(({ name, outcome, detail }) => (
          <li key={name}>
            <p>
              <strong>{t(`listener.check.${name}`)}</strong>
              <Badge tone={tones[outcome]}>{t(`listener.outcome.${outcome}`)}</Badge>
            </p>
            {detail !== null && <p className={styles.muted}>{detail}</p>}
            {(outcome === 'failed' || outcome === 'warning') && <p>{t(`listener.next.${name}`)}</p>}
          </li>
        ))}
      </ul>
      {report.names && <Names names={report.names} />}
    </section>
  );
};
