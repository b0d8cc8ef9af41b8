import { levelReaches, type Level, reachedLevel, type ReachedLevel } from '@postern/contracts';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { releaseScopes } from '../engine/release-scopes.js';
import type { SessionProof } from '../storage/artifact.js';
import { type LevelOption, levelOptions } from './level-options.js';
import type { OfferedMethods } from './offered-proofs.js';
import { requestedLevels } from './requested-levels.js';
import type { AddedIdentifiers } from './added-identifiers.js';
import { proofsOf, type ProvedSession } from './session-proofs.js';

/** What an authorization request asks for, and what of it the session has. */
export interface Judgement {
  /** Empty: anything will do. */
  readonly options: readonly LevelOption[];
  /** Of the session, by methods that the application offers, oldest first. */
  readonly proofs: readonly SessionProof[];
  /** The last thing that the session proved was by another method. */
  readonly lastIsForeign: boolean;
  /** Somebody is signed in, but by no method that the application offers, or too long ago for the request. */
  readonly foreign: boolean;
  /** Undefined where `options` is empty, or none of them is reached. */
  readonly reached: (ReachedLevel<SessionProof> & { readonly acr: string }) | undefined;
}

/** Proofs that were given in the interactions of this very request. */
export const givenNow = ({ oidc }: KoaContextWithOIDC): readonly SessionProof[] =>
  (oidc.result as { readonly proofs?: readonly SessionProof[] } | undefined)?.proofs ?? [];

/** The person wants to add an identifier, and what they proved is too old for it. They have not proved anything since. */
export const mustProveAgain = (ctx: KoaContextWithOIDC): boolean => {
  const { proveAfter } = (ctx.oidc.result ?? {}) as AddedIdentifiers;
  return proveAfter !== undefined && !givenNow(ctx).some(({ at }) => at > proveAfter);
};

const anyCertificate = 'urn:postern:acr:certificate-low' satisfies Level;

/** Its administrator requires that the application is told the certificate, and it asks for it. */
const needsCertificate = ({ client, params }: KoaContextWithOIDC['oidc']): boolean =>
  client !== undefined &&
  ownMetadataOf(client).certificate_required === true &&
  releaseScopes(String(params?.['scope'] ?? ''), client).has('certificate');

/** Of the accepted levels, those of a certificate; any, if all levels are accepted. */
const certificateLevels = (accepted: readonly string[]): readonly string[] =>
  accepted.length === 0 ? [anyCertificate] : accepted.filter((level) => levelReaches(level, anyCertificate));

const optionsOf = ({ oidc }: KoaContextWithOIDC): readonly LevelOption[] => {
  const { accepted_acr_values: accepted = [], acr_requests: requests = 'honour' } = oidc.client
    ? ownMetadataOf(oidc.client)
    : {};
  const demanded = needsCertificate(oidc) ? certificateLevels(accepted) : accepted;
  return levelOptions(requests === 'ignore' ? [] : requestedLevels(oidc.params ?? {}), demanded);
};

const isGiven = (now: readonly SessionProof[], { at, methodId }: SessionProof): boolean =>
  now.some((each) => each.at === at && each.methodId === methodId);

/** The level of the proof, unless it does not tell by itself that the demand is met (`levelsOfProof`). */
const toldOf = ({ level, proof }: ReachedLevel<SessionProof>): string =>
  levelReaches(proof.acr, level) ? proof.acr : level;

/**
 * Judges a session by what it has proved, not by the button that was pressed.
 *
 * @param options `again`: with `prompt=login`, only proofs that were given for this request count (OpenID Connect Core §3.1.2.1)
 */
export const judge = (ctx: KoaContextWithOIDC, offered: OfferedMethods, { again = true } = {}): Judgement => {
  const { oidc } = ctx;
  const options = optionsOf(ctx);
  const all = oidc.session?.accountId === undefined ? [] : proofsOf(oidc.session as ProvedSession);
  const proofs = all.filter((proof) => offered.counts(ctx, proof));
  const given = givenNow(ctx);
  const mustBeNew = again && oidc.prompts.has('login');
  const maxAge = oidc.params?.['max_age'] === undefined ? Infinity : Number(oidc.params['max_age']);
  const now = Date.now() / 1000;
  const counted = proofs.filter((proof) => isGiven(given, proof) || (!mustBeNew && now - proof.at <= maxAge));
  const found = reachedLevel(counted, { anyOf: options.map(({ level }) => level), maxAge: null }, now);
  const acr = options.find(({ level }) => level === found?.level)?.acr;
  const lastIsForeign = all.at(-1) !== proofs.at(-1);
  // The engine's own `max_age` looks at the last proof of the session, whoever's it is.
  const own = lastIsForeign ? counted : proofs;
  return {
    options,
    proofs,
    foreign: oidc.session?.accountId !== undefined && own.length === 0,
    lastIsForeign,
    reached: found && { ...found, acr: acr ?? toldOf(found) },
  };
};
