import { levelsReaching } from '@postern/contracts';
import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { namesAnother } from '../engine/id-token-hint.js';
import { judge } from './judgement.js';
import type { LevelOption } from './level-options.js';

const { Check } = interactionPolicy;

/** What the sign-in page, and whoever looks at a proof, has to know. */
export interface DemandedLevels {
  /** Best first. */
  readonly anyOf: readonly string[];
  /** Every level that reaches one of them. */
  readonly accepted: readonly string[];
  /** Who is signed in and has to prove more: nobody else will do. Null: anybody. */
  readonly accountId: string | null;
}

/** Which levels people can reach here at all. */
type Reachable = () => Promise<readonly string[]>;

const accepted = (options: readonly LevelOption[]): readonly string[] =>
  levelsReaching(options.map(({ level }) => level));

const detailsOf = async (ctx: KoaContextWithOIDC, keeps: boolean): Promise<{ readonly level?: DemandedLevels }> => {
  const { options, reached } = judge(ctx, { again: false });
  if (options.length === 0) return {};
  const keptId = keeps && reached === undefined && !(await namesAnother(ctx)) ? ctx.oidc.session?.accountId : undefined;
  const anyOf = [...new Set(options.map(({ level }) => level))];
  return { level: { anyOf, accepted: accepted(options), accountId: keptId ?? null } };
};

const addDetails = (prompt: interactionPolicy.Prompt | undefined, keeps: boolean): void => {
  if (prompt === undefined) throw new Error('the engine has no such prompt');
  const { details } = prompt;
  prompt.details = async (ctx) => ({ ...(await details(ctx)), ...(await detailsOf(ctx, keeps)) });
};

const assertReachable = async (options: readonly LevelOption[], reachable: Reachable): Promise<void> => {
  const levels = accepted(options);
  if ((await reachable()).some((level) => levels.includes(level))) return;
  const names = options.map(({ level }) => level).join(' or ');
  throw new errors.UnmetAuthenticationRequirements(`no sign-in method here reaches ${names}`);
};

const levelCheck = (reachable: Reachable) =>
  new Check(
    'level',
    'the person is signed in, but not at a level that is asked for',
    'unmet_authentication_requirements',
    async (ctx) => {
      const { options, reached } = judge(ctx);
      if (options.length === 0 || reached !== undefined) return Check.NO_NEED_TO_PROMPT;
      await assertReachable(options, reachable);
      return Check.REQUEST_PROMPT;
    },
  );

/**
 * Levels are judged on the way in and at the end. The engine's own checks know essential claims only, and compare them with the last
 * proof.
 */
export const addLevels = (policy: interactionPolicy.DefaultPolicy, reachable: Reachable): void => {
  const login = policy.get('login');
  login?.checks.remove('essential_acrs');
  login?.checks.remove('essential_acr');
  // Last: where nobody is signed in, the engine answers `prompt=none` with `login_required`.
  login?.checks.add(levelCheck(reachable));
  addDetails(login, true);
  addDetails(policy.get('select_account'), false);
};
