import type { CertificateJudgement, ErrorCode, RefusalFacts } from '@postern/contracts';
import { type Translate, useDateText, useErrorText, useTranslation } from '@postern/i18n';
import type { ShownCertificate } from './shown-certificate';

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

export interface RefusalReasonProps {
  readonly certificate: ShownCertificate;
  readonly judgement: CertificateJudgement;
}

/** Why a test failed, as precisely as known: what is missing, when it was revoked, whose key it is. */
export const RefusalReason = ({ certificate, judgement: { code, facts, chain, failedLink } }: RefusalReasonProps) => {
  const { t } = useTranslation('certificate');
  const date = useDateText({ dateStyle: 'long' });
  const errorText = useErrorText();
  if (code === null) return null;
  if (facts?.about !== undefined) return <bdi>{t(`refusal.about.${kindOf(code)}`, { value: facts.about })}</bdi>;
  if (facts?.revocation) return <Revocation t={t} date={date} revocation={facts.revocation} />;
  const standing = failedLink === null ? undefined : chain[failedLink]?.standing;
  switch (code) {
    case 'certificate.untrusted':
      return standing === 'namesake' || standing === 'unknown' ? t(`why.${standing}`) : errorText(code).title;
    case 'certificate.self_signed':
      return t('self_issued');
    case 'certificate.expired':
      return t('expired_on', { date: date(certificate.notAfter) });
    case 'certificate.not_yet_valid':
      return certificate.notBefore === undefined ? null : t('valid_from', { date: date(certificate.notBefore) });
    default:
      return errorText(code).title;
  }
};

interface RevocationProps {
  readonly t: Translate<'certificate'>;
  readonly date: (iso: string) => string;
  readonly revocation: NonNullable<RefusalFacts['revocation']>;
}

const Revocation = ({ t, date, revocation: { at, reason, authority } }: RevocationProps) => (
  <>
    {authority === null
      ? t('refusal.revoked_on', { date: date(at) })
      : t('refusal.issuer_revoked_on', { date: date(at), name: authority })}
    {reason !== 'unspecified' && reason !== 'removeFromCRL' && (
      <>
        <br />
        {t('refusal.reason', { reason: t(`refusal.reasons.${reason}`) })}
      </>
    )}
  </>
);
