import type { ErrorCode, RefusalFacts } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import styles from './refusal-reason.module.css';

export interface RefusalReasonProps {
  readonly code: ErrorCode;
  readonly facts: RefusalFacts;
}

const kinds = {
  'certificate.critical_extension': 'extension',
  'certificate.name_constraint': 'name',
  'certificate.unsupported_constraint': 'name_kind',
  'certificate.policy': 'policy',
  'certificate.policy_missing': 'policy',
  'certificate.key_usage': 'key_usage',
  'certificate.wrong_purpose': 'purpose',
  'certificate.too_long_lived': 'days',
} as const satisfies Partial<Record<ErrorCode, string>>;
const kindOf = (code: ErrorCode) => (code in kinds ? kinds[code as keyof typeof kinds] : 'algorithm');

/** What exactly a certificate was refused for: the extension, name, algorithm or what it lacks, or when and why it was revoked. */
export const RefusalReason = ({ code, facts: { about, revocation } }: RefusalReasonProps) => {
  const { t } = useTranslation('common');
  const dateText = useDateText({ dateStyle: 'long' });
  if (about !== undefined) {
    return (
      <p className={styles.fact}>
        <bdi>{t(`certificate.refusal.about.${kindOf(code)}`, { value: about })}</bdi>
      </p>
    );
  }
  if (revocation === undefined) return null;
  const { at, reason, authority } = revocation;
  const date = dateText(at);
  return (
    <p className={styles.fact}>
      {authority === null
        ? t('certificate.refusal.revoked_on', { date })
        : t('certificate.refusal.issuer_revoked_on', { date, name: authority })}
      {reason !== 'unspecified' && reason !== 'removeFromCRL' && (
        <>
          <br />
          {t('certificate.refusal.reason', { reason: t(`certificate.refusal.reasons.${reason}`) })}
        </>
      )}
    </p>
  );
};
