import { exampleOf } from '@postern/client-examples';
import type { CertificateAuthenticationMethod, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CodeBlock } from '../../../components/code-block';
import styles from './credentials.module.css';
import { useExampleClient } from './use-example-client';

export interface HowToMakeOneProps {
  readonly client: ClientRecord;
  readonly method: CertificateAuthenticationMethod;
  readonly algorithm: 'RS256' | 'PS256' | 'ES256' | '';
}

/** Instructions for people without a certificate; collapsed by default. */
export const HowToMakeOne = ({ client, method, algorithm }: HowToMakeOneProps) => {
  const { t } = useTranslation('administration');
  const example = useExampleClient(client, []);
  if (!example) return null;
  const code = exampleOf('openssl', { ...example, method, algorithm: algorithm || 'RS256' });
  return (
    <details className={styles.fold}>
      <summary>{t('credentials.how_to')}</summary>
      <p>{t(method === 'tls_client_auth' ? 'credentials.how_to_signed' : 'credentials.how_to_text')}</p>
      <CodeBlock label="openssl" copyLabel={t('examples.copy', { tool: 'openssl' })} code={code} />
    </details>
  );
};
