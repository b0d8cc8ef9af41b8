import { levelsReaching } from '@postern/contracts';
import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { namesAnother } from '../engine/id-token-hint.js';
import { judge, mustProveAgain } from './judgement.js';
import type { LevelOption } from './level-options.js';
import type { OfferedMethods } from './offered-proofs.js';

const { Check } = interactionPolicy;

/** What the sign-in page, and whoever looks at a proof, has to know. */
export interface DemandedLevels {
  /** Best first; empty where any level will do. */
  readonly anyOf: readonly string[];
  /** Every level that reaches one of them; absent: any level will do, by a method that the application offers. */
  readonly accepted?: readonly string[];
  /** Who is signed in and has to prove more: nobody else will do. Null: anybody. */
  readonly accountId: string | null;
  /** What they have proved is enough to enter, but too old to add an identifier. */
  readonly again?: true;
}

/** Which levels people can reach at an application at all. */
type Reachable = (clientId: string) => Promise<readonly string[]>;

const accepted = (options: readonly LevelOption[]): readonly string[] =>
  levelsReaching(options.map(({ level }) => level));

const detailsOf = async (
  ctx: KoaContextWithOIDC,
  offered: OfferedMethods,
  keeps: boolean,
): Promise<{ readonly level?: DemandedLevels }> => {
  await offered.read(ctx);
  const { options, reached, foreign } = judge(ctx, offered, { again: false });
  const again = mustProveAgain(ctx) ? ({ again: true } as const) : undefined;
  const isShort = again !== undefined || (options.length === 0 ? foreign : reached === undefined);
  const keptId = keeps && isShort && !(await namesAnother(ctx)) ? ctx.oidc.session?.accountId : undefined;
  if (options.length === 0) return keptId === undefined ? {} : { level: { anyOf: [], accountId: keptId, ...again } };
  const anyOf = [...new Set(options.map(({ level }) => level))];
  return { level: { anyOf, accepted: accepted(options), accountId: keptId ?? null, ...again } };
};

const addDetails = (prompt: interactionPolicy.Prompt | undefined, offered: OfferedMethods, keeps: boolean): void => {
  if (prompt === undefined) throw new Error('the engine has no such prompt');
  const { details } = prompt;
  prompt.details = async (ctx) => ({ ...(await details(ctx)), ...(await detailsOf(ctx, offered, keeps)) });
};

const assertReachable = async (
  clientId: string,
  options: readonly LevelOption[],
  reachable: Reachable,
): Promise<void> => {
  const levels = accepted(options);
  if ((await reachable(clientId)).some((level) => levels.includes(level))) return;
  const names = options.map(({ level }) => level).join(' or ');
  throw new errors.UnmetAuthenticationRequirements(`no sign-in method here reaches ${names}`);
};

const levelCheck = (offered: OfferedMethods, reachable: Reachable) =>
  new Check(
    'level',
    'the person is signed in, but not at a level that is asked for',
    'unmet_authentication_requirements',
    async (ctx) => {
      await offered.read(ctx);
      const { options, reached } = judge(ctx, offered);
      if (options.length === 0 || reached !== undefined) return Check.NO_NEED_TO_PROMPT;
      await assertReachable(ctx.oidc.client?.clientId ?? '', options, reachable);
      return Check.REQUEST_PROMPT;
    },
  );

/** Single sign-on leads to a step where none of the person's proofs was given by a method of the application's list (ADR 0043). */
const methodCheck = (offered: OfferedMethods) =>
  new Check(
    'method',
    'the person is signed in, but by no method that the application offers',
    'login_required',
    async (ctx) => {
      await offered.read(ctx);
      const { options, foreign } = judge(ctx, offered);
      return options.length === 0 && foreign ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    },
  );

/**
 * Levels are judged on the way in and at the end. The engine's own checks know essential claims only, and compare them with the last
 * proof.
 */
export const addLevels = (
  policy: interactionPolicy.DefaultPolicy,
  offered: OfferedMethods,
  reachable: Reachable,
): void => {
  const login = policy.get('login');
  login?.checks.remove('essential_acrs');
  login?.checks.remove('essential_acr');
  // Last: where nobody is signed in, the engine answers `prompt=none` with `login_required`.
  login?.checks.add(levelCheck(offered, reachable));
  login?.checks.add(methodCheck(offered));
  addDetails(login, offered, true);
  addDetails(policy.get('select_account'), offered, false);
};
