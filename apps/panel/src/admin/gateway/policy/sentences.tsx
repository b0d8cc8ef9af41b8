import type { GatewayApi, GatewayPolicy, GatewayPolicyLine } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useTrustAnchorNames } from '../trust-anchors/trust-anchors.api';
import { clauseAt, walk } from './policy-tree';
import styles from './policy.module.css';
import { usePolicyWords } from './use-policy-words';

interface Sentence {
  readonly key: string;
  readonly depth: number;
  readonly text: string;
}

const List = ({ label, sentences }: { readonly label: string; readonly sentences: readonly Sentence[] }) => (
  <ul className={styles.sentences} aria-label={label}>
    {sentences.map(({ key, depth, text }) => (
      <li key={key} data-depth={Math.min(depth, 4)}>
        {text}
      </li>
    ))}
  </ul>
);

/** Describes a policy in words while it is edited. */
export const PolicySentences = ({ policy }: { readonly policy: GatewayPolicy }) => {
  const { t } = useTranslation('gateway');
  const words = usePolicyWords(useTrustAnchorNames());
  const { require, refusal } = policy;
  const conditions = require === null ? [] : walk(require);
  return (
    <List
      label={t('policy.sentence')}
      sentences={[
        ...conditions.map(({ clause, path, depth }) => ({ key: path, depth, text: words.clause(clause) })),
        require === null
          ? { key: 'everybody', depth: 0, text: t('line.everybody') }
          : {
              key: 'refusal',
              depth: 0,
              text: t('line.refusal', { status: String(refusal.status), reason: refusal.reason || t('line.empty') }),
            },
      ]}
    />
  );
};

/** An API's policy in both directions, as stored on the server. */
export const ApiSentences = ({ api: { draft, lines } }: { readonly api: GatewayApi }) => {
  const { t } = useTranslation('gateway');
  const words = usePolicyWords(useTrustAnchorNames());
  const told = (direction: GatewayPolicyLine['direction']): readonly Sentence[] =>
    lines
      .filter((line) => line.direction === direction)
      .map((line, index) => {
        const clause = line.path === '' ? undefined : clauseAt(draft.policy, line.path);
        return { key: String(index), depth: line.depth, text: clause ? words.clause(clause) : words.line(line) };
      });
  return (
    <div className={styles.directions}>
      {(['inbound', 'outbound'] as const).map((direction) => (
        <section key={direction} aria-label={t(`line.${direction}`)}>
          <h3 className={styles.direction}>{t(`line.${direction}`)}</h3>
          <List label={t(`line.${direction}`)} sentences={told(direction)} />
        </section>
      ))}
    </div>
  );
};
