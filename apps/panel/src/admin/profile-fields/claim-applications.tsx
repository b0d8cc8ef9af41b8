import type { ProfileFieldRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useScopeApplications } from '../api/profile-fields.api';

type Release = Pick<ProfileFieldRecord, 'claim' | 'scope'>;

export interface ClaimApplicationsProps extends Release {
  /** As it is stored; null for a new field. */
  readonly before: Release | null;
}

/** Warns which applications receive a claim from now on, and which lose one that they had. */
export const ClaimApplications = ({ before, claim, scope }: ClaimApplicationsProps) => {
  const { t, i18n } = useTranslation('administration');
  const changed = claim !== (before?.claim ?? null) || scope !== (before?.scope ?? null);
  const receiving = useScopeApplications(changed ? scope : null).data ?? [];
  const losing = useScopeApplications(changed ? (before?.scope ?? null) : null).data ?? [];
  const names = (applications: typeof receiving): string =>
    new Intl.ListFormat(i18n.language).format(applications.map(({ name }) => name));
  if (!changed) return null;

  return (
    <>
      {before?.claim != null && losing.length > 0 && (
        <Alert tone="warning" title={t('fields.lose', { claim: before.claim })}>
          {names(losing)}. {t('fields.lose_text', { scope: before.scope ?? '' })}
        </Alert>
      )}
      {claim !== null && receiving.length > 0 && (
        <Alert tone="warning" title={t('fields.receive', { claim })}>
          {names(receiving)}. {t('fields.receive_text', { scope: scope ?? '' })}
        </Alert>
      )}
    </>
  );
};
