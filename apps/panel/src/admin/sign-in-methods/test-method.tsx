import { Button, Drawer } from '@mantine/core';
import type { MethodTestResult, SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMethodName } from '../../api/method-names';
import { Facts } from '../../components/facts';
import drawer from '../../components/form-drawer.module.css';
import { CodeAlert, ProblemAlert } from '../../components/problem-alert';
import { CertificatesInput } from '../certificates/certificates-input';
import { AffectedAccounts } from './affected-accounts';
import styles from './method-form.module.css';
import { useTestMethod } from './methods.api';
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
          [t('methods.verdict.account'), account && <Link to={`/admin/users/${account.id}`}>{account.username}</Link>],
          [t('methods.trial.level'), acr && <code>{acr}</code>],
        ]}
      />
      {rules.length > 0 && <RuleTrials type={type} trials={rules} />}
    </section>
  );
};

export interface TestMethodProps {
  readonly method: SignInMethodRecord;
  readonly onClose: () => void;
}

/** Tries a certificate without signing anybody in: rule, subject, account, reason. */
export const TestMethod = ({ method, onClose }: TestMethodProps) => {
  const { t } = useTranslation('panel');
  const [certificates, setCertificates] = useState<string[]>([]);
  const test = useTestMethod(method.id);
  const methodName = useMethodName();
  const [certificate] = certificates;

  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('methods.test_title', { name: methodName(method) })}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      classNames={{ content: drawer.content, header: drawer.header, title: drawer.title, body: drawer.body }}
    >
      <div className={drawer.fields}>
        <p className={drawer.description}>{t('methods.test_text')}</p>
        <CertificatesInput
          single
          label={t('methods.test_certificate')}
          value={certificates}
          onChange={(value) => {
            setCertificates(value);
            test.reset();
          }}
        />
        {certificate === undefined && (
          <PresentedCertificates
            methodId={method.id}
            onChoose={({ pem }) => {
              setCertificates([pem.trim()]);
              test.mutate(pem);
            }}
          />
        )}
        <ProblemAlert error={test.error} />
        {test.data && <Verdict type={method.type} result={test.data} />}
        <AffectedAccounts methodId={method.id} />
      </div>
      <footer className={drawer.footer}>
        <Button variant="default" onClick={onClose}>
          {t('dialog.close')}
        </Button>
        <Button
          disabled={certificate === undefined}
          loading={test.isPending}
          onClick={() => certificate !== undefined && test.mutate(certificate)}
        >
          {t('methods.run_test')}
        </Button>
      </footer>
    </Drawer>
  );
};
