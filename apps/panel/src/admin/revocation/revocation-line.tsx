import type { RevocationAuthority } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { relative } from '../../components/when';
import { IconAlert } from '../../components/icons';
import styles from './revocation.module.css';

/** How current a CA's revocation data is: one line, in red if something is wrong. */
export const RevocationLine = ({ authority }: { readonly authority: RevocationAuthority }) => {
  const { t, i18n } = useTranslation('administration');
  const errorText = useErrorText();
  const { settings, state, list, deltaList, answers, fetchedAt, failure } = authority;
  const when = (at: string | null): string =>
    at === null
      ? t('panel:time.never')
      : (relative(Date.parse(at), Date.now(), i18n.language) ?? t('panel:time.just_now'));
  const problem = state === 'grace' || state === 'stale' || state === 'silent';

  return (
    <>
      <p className={styles.line}>
        {list
          ? t(settings.source === 'address' ? 'revocation.line.fetched' : 'revocation.line.list', {
              count: list.entries,
              issued: when(list.issuedAt),
              next: when(list.nextUpdate),
              fetched: when(fetchedAt),
            })
          : answers
            ? t('revocation.line.answers', { count: answers.kept, fetched: when(fetchedAt) })
            : t(state === 'unchecked' ? 'revocation.line.unchecked' : 'revocation.line.no_list')}
      </p>
      {deltaList && (
        <p className={styles.line}>
          {t('revocation.line.delta', { count: deltaList.entries, issued: when(deltaList.issuedAt) })}
        </p>
      )}
      {problem && (
        <p className={styles.problem} role="status">
          <IconAlert size={14} stroke={1.8} aria-hidden />
          {t(`revocation.problem.${state}`, { when: when(list?.nextUpdate ?? null) })}
        </p>
      )}
      {failure && (
        <>
          <p className={styles.problem} role="status">
            <IconAlert size={14} stroke={1.8} aria-hidden />
            {errorText(failure.code).title} ({when(failure.at)}). {t('revocation.last_good', { when: when(fetchedAt) })}
          </p>
          <p className={styles.detail} lang="en">
            {failure.detail}
          </p>
        </>
      )}
    </>
  );
};
