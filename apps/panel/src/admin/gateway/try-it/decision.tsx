import type { GatewayDecision, GatewayPolicy, GatewayTraceStep } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Alert, CertificateCard } from '@postern/ui';
import { IconCheck, IconNotMet, IconSkipped } from '../../../components/icons';
import { useTrustAnchorNames } from '../trust-anchors/trust-anchors.api';
import { clauseAt } from '../policy/policy-tree';
import { usePolicyWords } from '../policy/use-policy-words';
import { Thumbprints } from '../shared/thumbprints';
import styles from './try-it.module.css';

const icons = { met: IconCheck, not_met: IconNotMet, skipped: IconSkipped } as const;

export interface DecisionProps {
  readonly decision: GatewayDecision;
  /** The condition that decided. */
  readonly policy: GatewayPolicy;
  /** The certificate is already shown where it was chosen. */
  readonly isDrawn: boolean;
}

const show = (decision: HTMLElement | null): void => decision?.scrollIntoView({ block: 'nearest' });
const depthOf = (path: string): number => path.split('.clauses.').length - 1;

const Step = ({
  step,
  decided,
  text,
}: {
  readonly step: GatewayTraceStep;
  readonly decided: boolean;
  readonly text: string;
}) => {
  const { t } = useTranslation('gateway');
  const errorText = useErrorText();
  const { path, type, outcome, code, detail } = step;
  // Its child conditions show the reason.
  const isGroup = type === 'all' || type === 'any';
  const Icon = icons[outcome];
  return (
    <li
      className={styles.step}
      data-outcome={outcome}
      data-depth={Math.min(depthOf(path), 4)}
      data-decided={decided || undefined}
    >
      <span className={styles.icon}>
        <Icon size={16} stroke={2} aria-hidden />
      </span>
      <div className={styles.words}>
        <p>
          {text} <span className={styles.outcome}>{t(`try.outcome.${outcome}`)}</span>
        </p>
        {code && !isGroup && <p className={styles.why}>{errorText(code).title}</p>}
        {detail && (
          <p className={styles.detail} lang="en">
            {detail}
          </p>
        )}
      </div>
    </li>
  );
};

/** The decision, what decided it, and the result of every condition. */
export const Decision = ({ decision, policy, isDrawn }: DecisionProps) => {
  const { t } = useTranslation('gateway');
  const errorText = useErrorText();
  const words = usePolicyWords(useTrustAnchorNames());
  const { allowed, status, reason, code, decidedBy, trace, certificate, judgement, thumbprints } = decision;
  const say = (path: string): string => {
    const clause = clauseAt(policy, path);
    return clause ? words.clause(clause) : t('line.everybody');
  };
  const title = allowed ? t('try.allowed') : t('try.refused', { status: String(status ?? ''), reason: reason ?? '' });

  return (
    <div ref={show} className={styles.decision}>
      <Alert tone={allowed ? 'success' : 'danger'} title={title}>
        <p>
          <span className={styles.label}>{t('try.decided')}:</span> {say(decidedBy)}
        </p>
        {code && (
          <p>
            {errorText(code).title}. {errorText(code).next}
          </p>
        )}
      </Alert>
      {certificate && thumbprints && (
        <section className={styles.shown}>
          {!isDrawn && <CertificateCard certificate={certificate} judgement={judgement} />}
          <Thumbprints name={certificate.name} thumbprints={thumbprints} />
        </section>
      )}
      {trace.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t('try.trace')}</h2>
          <ol className={styles.trace}>
            {trace.map((step) => (
              <Step key={step.path} step={step} decided={step.path === decidedBy} text={say(step.path)} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
};
