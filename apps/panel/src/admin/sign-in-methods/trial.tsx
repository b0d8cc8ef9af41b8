import type { MethodTestResult, SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { AccountLink } from '../../components/account-link';
import { Facts } from '../../components/facts';
import { CodeAlert, ProblemAlert } from '../../components/problem-alert';
import { CertificatesInput } from '../certificates/certificates-input';
import { AffectedAccounts } from './affected-accounts';
import styles from './method-form.module.css';
import { type DraftParams, useTestMethod } from './methods.api';
import { PresentedCertificates } from './presented-certificates';
import { RuleTrials } from './rule-trials';

const show = (verdict: HTMLElement | null): void => verdict?.scrollIntoView({ block: 'nearest' });

interface VerdictProps {
  readonly type: string;
  readonly result: MethodTestResult;
}

const Verdict = ({ type, result }: VerdictProps) => {
  const { t } = useTranslation('panel');
  const { accepted, code, reason, rules, account, acr } = result;
  return (
    <section ref={show} className={styles.verdict} aria-live="polite" aria-label={t('methods.verdict.title')}>
      {accepted && (code === null || code === 'certificate.not_linked') ? (
        <Alert tone="success" title={t('methods.verdict.accepted')}>
          {account ? t('methods.verdict.signs_in', { name: account.name }) : t('methods.verdict.nobody')}
        </Alert>
      ) : (
        <CodeAlert code={code ?? 'server.error'} />
      )}
      <Facts
        facts={[
          [t('methods.verdict.reason'), reason && <code>{reason}</code>],
          [t('methods.verdict.account'), account && <AccountLink id={account.id}>{account.username}</AccountLink>],
          [t('methods.trial.level'), acr && <code>{acr}</code>],
        ]}
      />
      {rules.length > 0 && <RuleTrials type={type} trials={rules} />}
    </section>
  );
};

/**
 * Tests a certificate without a sign-in.
 * @param params tried instead of the stored settings
 */
export const useTrial = (method: SignInMethodRecord, params?: DraftParams) => {
  const [certificates, setCertificates] = useState<string[]>([]);
  const test = useTestMethod(method.id);
  const [certificate] = certificates;
  const run = (pem: string): void => test.mutate({ certificate: pem, ...(params && { params }) });
  // A result for earlier settings does not apply to the current ones.
  const isCurrent = JSON.stringify(test.variables?.params) === JSON.stringify(params);
  return {
    ...{ method, params, certificates },
    result: isCurrent ? test.data : undefined,
    error: isCurrent ? test.error : null,
    isPending: test.isPending,
    /** Undefined without a certificate. */
    run: certificate === undefined ? undefined : () => run(certificate),
    put: (value: string[]): void => {
      setCertificates(value);
      test.reset();
    },
    choose: (pem: string): void => {
      setCertificates([pem.trim()]);
      run(pem);
    },
  };
};

/** The tested certificate, its result, and the results for all linked certificates. */
export const Trial = ({ method, params, certificates, result, error, put, choose }: ReturnType<typeof useTrial>) => {
  const { t } = useTranslation('panel');
  return (
    <>
      <CertificatesInput
        single
        label={t('methods.test_certificate')}
        value={certificates}
        judgement={result?.judgement}
        onChange={put}
      />
      {certificates.length === 0 && <PresentedCertificates methodId={method.id} onChoose={({ pem }) => choose(pem)} />}
      <ProblemAlert error={error} />
      {result && <Verdict type={method.type} result={result} />}
      <AffectedAccounts key={JSON.stringify(params)} methodId={method.id} params={params} />
    </>
  );
};
