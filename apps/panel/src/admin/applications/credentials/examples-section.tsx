import { SegmentedControl } from '@mantine/core';
import { exampleOf, toolsFor } from '@postern/client-examples';
import type { ExampleTool } from '@postern/client-examples';
import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { CodeBlock } from '../../../components/code-block';
import { Section } from '../../../layout/page';
import { useGrants } from '../grants/grants.api';
import { choiceOf } from './authentication';
import styles from './credentials.module.css';
import { useExampleClient } from './use-example-client';

export interface ExamplesSectionProps {
  readonly client: ClientRecord;
  readonly credentials: readonly ClientCredential[];
}

/** How this very application asks this very installation for a token, to be copied. */
export const ExamplesSection = ({ client, credentials }: ExamplesSectionProps) => {
  const { t } = useTranslation('administration');
  const { data: grants = [] } = useGrants(client.client_id);
  const example = useExampleClient(client, credentials, grants[0]);
  const choice = choiceOf(client);
  const [chosen, setChosen] = useState<ExampleTool>('curl');
  if (!example || choice === 'none') return null;
  const tools = toolsFor(example.method);
  const tool = tools.includes(chosen) ? chosen : 'curl';

  return (
    <Section title={t('examples.title')} description={t('examples.description')}>
      <div className={styles.examples}>
        {!client.grant_types.includes('client_credentials') && (
          <Alert tone="info" title={t('examples.no_grant')}>
            {t('examples.no_grant_text')}
          </Alert>
        )}
        <SegmentedControl
          aria-label={t('examples.tool')}
          value={tool}
          onChange={(value) => setChosen(tools.find((one) => one === value) ?? 'curl')}
          data={tools.map((value) => ({ value, label: value }))}
        />
        <CodeBlock label={tool} copyLabel={t('examples.copy', { tool })} code={exampleOf(tool, example)} />
        <p className={styles.hint}>
          {example.method.startsWith('client_secret') && `${t('examples.hint.secret')} `}
          {t(`examples.hint.${tool === 'curl' && choice === 'client_secret' ? 'shell' : tool}`)}
        </p>
      </div>
    </Section>
  );
};
