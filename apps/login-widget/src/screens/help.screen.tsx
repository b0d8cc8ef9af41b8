import { type MessageKey, useTranslation } from '@postern/i18n';
import { type Browser, guessBrowser } from '../interaction/browser';
import { Sign } from '../parts/page-sign';
import { Heading } from '../shell/heading';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';
import styles from './help.screen.module.css';

const steps = {
  firefox: ['s1', 's2', 's3'],
  windows: ['s1', 's2', 's3'],
  macos: ['s1', 's2'],
  linux: ['s1', 's2'],
  mobile: ['s1', 's2'],
  card: ['s1', 's2', 's3'],
} as const;
type Guide = keyof typeof steps;

const guideFor = ({ name, system }: Browser): Guide => {
  if (system === 'android' || system === 'ios') return 'mobile';
  return name === 'firefox' ? 'firefox' : system;
};

/** How to install a certificate: this browser's instructions first, then the others. */
export const HelpScreen = () => {
  const { t } = useTranslation('help');
  const own = guideFor(guessBrowser());
  const others = (Object.keys(steps) as Guide[]).filter((guide) => guide !== own && guide !== 'card');
  return (
    <Page top={<Sign name="certificate" />}>
      <Heading lead={t('lead')}>{t('title')}</Heading>
      <div className={stack.loose}>
        <Steps guide={own} />
        <Steps guide="card" />
        <details>
          <summary className={styles.summary}>{t('others')}</summary>
          <div className={stack.loose}>
            {others.map((guide) => (
              <Steps key={guide} guide={guide} />
            ))}
          </div>
        </details>
      </div>
    </Page>
  );
};

const Steps = ({ guide }: { readonly guide: Guide }) => {
  const { t } = useTranslation('help');
  return (
    <section className={styles.guide}>
      <h2 className={styles.title}>{t(`${guide}.title`)}</h2>
      <ol className={styles.steps}>
        {steps[guide].map((step) => (
          <li key={step}>{t(`${guide}.${step}` as MessageKey<'help'>)}</li>
        ))}
      </ol>
    </section>
  );
};
