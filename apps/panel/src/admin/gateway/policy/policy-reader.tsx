import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CodeBlock } from '../../../components/code-block';
import { Section } from '../../../layout/page';
import { PolicySentences } from './sentences';

/** The draft's policy for people without write access: in words, and as JSON of the management API. */
export const PolicyReader = ({ api }: { readonly api: GatewayApi }) => {
  const { t } = useTranslation('gateway');
  const { policy } = api.draft;
  return (
    <>
      <Section title={t('policy.sentence')}>
        <PolicySentences policy={policy} />
      </Section>
      <Section title={t('policy.json')}>
        <CodeBlock
          label={t('policy.json_label')}
          copyLabel={t('panel:secret.copy', { name: t('policy.json_label') })}
          code={JSON.stringify(policy, null, 2)}
        />
      </Section>
    </>
  );
};
