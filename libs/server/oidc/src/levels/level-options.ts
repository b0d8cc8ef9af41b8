import { isLevel, levelReaches } from '@postern/contracts';
import { errors } from 'oidc-provider';

/** One level that would do. */
export interface LevelOption {
  /** What has to be reached. */
  readonly level: string;
  /** What the application is told then; null: what the proof has. */
  readonly acr: string | null;
}

const list = (levels: readonly string[]): string => levels.join(' or ');

/**
 * What an application asks for within what its administrator accepts. Where both are of one family, the higher level counts.
 *
 * @param requested by the application, best first; empty: nothing
 * @param accepted by its administrator; empty: any
 * @returns best first; empty: anything will do
 * @throws errors.UnmetAuthenticationRequirements when nothing is left (OpenID Connect Unmet Authentication Requirements 1.0)
 */
export const levelOptions = (requested: readonly string[], accepted: readonly string[]): readonly LevelOption[] => {
  if (requested.length === 0) return accepted.map((level) => ({ level, acr: null }));
  const known = requested.filter(isLevel);
  if (known.length === 0) {
    throw new errors.UnmetAuthenticationRequirements(`none of the levels asked for is known here: ${list(requested)}`);
  }
  if (accepted.length === 0) return known.map((level) => ({ level, acr: level }));
  const options = known.flatMap((acr) =>
    accepted.flatMap((level) => {
      if (levelReaches(acr, level)) return [{ level: acr, acr }];
      return levelReaches(level, acr) ? [{ level, acr }] : [];
    }),
  );
  if (options.length > 0) return options;
  throw new errors.UnmetAuthenticationRequirements(
    `the application asks for ${list(known)}, and its administrator accepts ${list(accepted)} only`,
  );
};
