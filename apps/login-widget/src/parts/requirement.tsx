import type { LevelRequirement } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Button } from '@postern/ui';
import { useFlow } from '../interaction/interaction-flow';
import { useStep } from '../interaction/use-step';
import { ProblemAlert } from './problem-alert';

type Name = 'password' | 'passkey' | 'two-factors' | 'certificate' | 'certificate-hardware' | 'other';

/** Key of the texts. */
const nameOf = (level: string | null): Name =>
  (/:(password|passkey|two-factors|certificate(-hardware)?)/.exec(level ?? '')?.[1] as Name | undefined) ?? 'other';

/** The required level, and the methods with which the person is already signed in. */
export const useRequirementText = (): ((requirement: LevelRequirement) => string) => {
  const { view } = useFlow();
  const { t, i18n } = useTranslation('levels');
  return ({ levels, signedIn, proved, tooOld, again }) => {
    const application = view.application.name;
    if (again) return t('again', { application });
    if (levels.length === 0) return t('elsewhere', { application });
    const names = [...new Set(levels.map((level) => t(`level.${nameOf(level)}`)))];
    const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(names);
    const asks = t('asks', { application, levels: list });
    if (signedIn === null) return asks;
    const by = t(`by.${nameOf(proved)}`);
    return `${asks} ${tooOld ? t('too_old', { by }) : t('signed_in', { by })}`;
  };
};

/** A step-up keeps the same person; to sign in as someone else, sign out first. */
export const UseAnotherAccount = () => {
  const { api, view, reload } = useFlow();
  const { busy, problem, run } = useStep();
  const { t } = useTranslation('widget');
  const signedIn = view.requirement?.signedIn;
  if (!signedIn) return null;
  const signOut = async (): Promise<void> => {
    if (await run('out', () => api.signOut(signedIn.id))) await reload();
  };
  return (
    <>
      {problem && <ProblemAlert problem={problem} />}
      <Button wide busy={busy !== null} onClick={() => void signOut()}>
        {t('account.another')}
      </Button>
    </>
  );
};
