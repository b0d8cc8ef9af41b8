import { SegmentedControl } from '@mantine/core';
import { commandOf, exampleOf, toolsFor } from '@postern/client-examples';
import type { ExampleClient, ExampleTool } from '@postern/client-examples';
import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { IfMay } from '../../../api/may';
import { CodeBlock } from '../../../components/code-block';
import { Section } from '../../../layout/page';
import { useGrants } from '../grants/grants.api';
import styles from './quick-start.module.css';
import { useExampleClient } from '../credentials/use-example-client';

export interface ExamplesSectionProps {
  readonly client: ClientRecord;
  readonly credentials: readonly ClientCredential[];
}

/** Example code for this application to sign people in or to get its own token, ready to copy. */
export const ExamplesSection = ({ client, credentials }: ExamplesSectionProps) => {
  const { t } = useTranslation('administration');
  const { data: grants } = useGrants(client.client_id);
  const example = useExampleClient(client, credentials, grants?.[0]);
  const [chosen, setChosen] = useState<ExampleTool | null>(null);
  if (!example || !grants) return null;
  const tools = toolsFor(example);
  const tool = chosen !== null && tools.includes(chosen) ? chosen : 'curl';
  const actsForItself = example.signIn === null;

  return (
    <Section title={t('examples.title')} description={t(actsForItself ? 'examples.for_itself' : 'examples.for_people')}>
      <div className={styles.examples}>
        {actsForItself && !client.grant_types.includes('client_credentials') && (
          <Alert tone="info" title={t('examples.no_grant')}>
            {t('examples.no_grant_text')}
          </Alert>
        )}
        {actsForItself && example.audience === null && (
          <Alert tone="info" title={t('examples.no_api')}>
            {t('examples.no_api_text')}{' '}
            <IfMay scope="read:client_grants">
              <Link to={`/admin/applications/${encodeURIComponent(client.client_id)}/apis`}>{t('grants.add')}</Link>
            </IfMay>
          </Alert>
        )}
        <SegmentedControl
          className={styles.tools}
          aria-label={t('examples.tool')}
          value={tool}
          onChange={(value) => setChosen(tools.find((one) => one === value) ?? null)}
          data={tools.map((value) => ({ value, label: value }))}
        />
        <CodeBlock label={tool} copyLabel={t('examples.copy', { tool })} code={exampleOf(tool, example)} />
        <HowToRun tool={tool} example={example} />
      </div>
    </Section>
  );
};

/** Prerequisites of an example, and where to put its text. */
const HowToRun = ({ tool, example }: { readonly tool: ExampleTool; readonly example: ExampleClient }) => {
  const { t } = useTranslation('administration');
  const command = commandOf(tool, example);
  const hasSecret = example.method.startsWith('client_secret');
  const readsFiles = tool === 'curl' && !hasSecret && example.method !== 'none';
  const isLocal = example.authority !== null && (tool === 'curl' || tool === 'openid-client');
  const inShell = tool === 'curl' && !readsFiles;
  const sentences = [
    hasSecret && t('examples.hint.secret'),
    isLocal && t('examples.hint.local'),
    !(isLocal && inShell) && t(`examples.hint.${inShell ? 'shell' : tool}`),
  ];
  return (
    <>
      <p className={styles.hint}>{sentences.filter(Boolean).join(' ')}</p>
      {command !== null && (
        <CodeBlock label={t('examples.command')} copyLabel={t('examples.copy_command')} code={command} />
      )}
    </>
  );
};
