/**
 * Levels of a sign-in (OpenID Connect Core §2 `acr`): what a person proved. They have no common order: a passkey is neither more nor less
 * than a certificate. Only within a family does one include another, see `levelReaches`.
 */
export const levels = [
  'urn:postern:acr:password',
  'urn:postern:acr:email',
  'urn:postern:acr:recovered',
  'urn:postern:acr:passkey',
  'urn:postern:acr:two-factors',
  'urn:postern:acr:certificate-low',
  'urn:postern:acr:certificate',
  'urn:postern:acr:certificate-hardware',
] as const;
export type Level = (typeof levels)[number];

export const isLevel = (value: unknown): value is Level => (levels as readonly unknown[]).includes(value);

/** The level that each includes, in the families that have an order. */
const included: Readonly<Record<string, Level>> = {
  'urn:postern:acr:certificate-hardware': 'urn:postern:acr:certificate',
  'urn:postern:acr:certificate': 'urn:postern:acr:certificate-low',
};

/** Whether a proof of one level includes another. */
export const levelReaches = (proved: string, wanted: string): boolean => {
  if (proved === wanted) return true;
  const below = included[proved];
  return below !== undefined && levelReaches(below, wanted);
};

const twoFactors = 'urn:postern:acr:two-factors' satisfies Level;
const certificate = 'urn:postern:acr:certificate' satisfies Level;

/**
 * Levels that one proof reaches. A certificate that its method counts as two factors also reaches the level of a certificate; two other
 * factors do not.
 *
 * @param byCertificate whether the proof is a certificate
 */
export const levelsOfProof = (acr: string, byCertificate: boolean): readonly string[] =>
  byCertificate && acr === twoFactors ? [acr, certificate] : [acr];

/** Whether one proof reaches one of `wanted`. */
export const proofReaches = (acr: string, byCertificate: boolean, wanted: readonly string[]): boolean =>
  levelsOfProof(acr, byCertificate).some((each) => wanted.some((level) => levelReaches(each, level)));

/** What tokens contain of a sign-in (RFC 9068 §2.2.1). */
export interface ToldSignIn {
  /** Null or absent: not known. */
  readonly acr?: string | null | undefined;
  /** RFC 8176, of all proofs. */
  readonly amr?: readonly string[] | undefined;
}

/** Whether a token comes from a session with a certificate: only a certificate proves possession of its key (`pop`). */
export const tellsCertificate = ({ amr = [] }: Pick<ToldSignIn, 'amr'>): boolean => amr.includes('pop');

/** Whether the sign-in that a token comes from reaches one of `wanted`. */
export const signInReaches = ({ acr = null, amr }: ToldSignIn, wanted: readonly string[]): boolean =>
  acr !== null && proofReaches(acr, tellsCertificate({ amr }), wanted);

/** Every level that reaches one of `wanted`. */
export const levelsReaching = (wanted: readonly string[]): readonly string[] => {
  const reaching = levels.filter((level) => wanted.some((each) => levelReaches(level, each)));
  return [...new Set([...wanted, ...reaching])];
};

/** One proof of a sign-in, as far as levels go. */
export interface ProofAtLevel {
  readonly acr: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** Null or absent: the proof is no certificate. */
  readonly certificate?: object | null;
}

/** Requires one of the levels, by a proof that is recent enough. */
export interface LevelDemand {
  /** Best first; never empty. */
  readonly anyOf: readonly string[];
  /** Seconds; null: any age. */
  readonly maxAge: number | null;
}

/** How a list of proofs meets a demand. */
export interface ReachedLevel<P extends ProofAtLevel> {
  /** The first of `anyOf` that is reached. */
  readonly level: string;
  /** The latest proof that reaches it. */
  readonly proof: P;
}

/**
 * Whether a list of proofs reaches one of several levels. The order of the demand decides, not that of the proofs.
 *
 * @param now seconds since 1970
 */
export const reachedLevel = <P extends ProofAtLevel>(
  proofs: readonly P[],
  { anyOf, maxAge }: LevelDemand,
  now: number,
): ReachedLevel<P> | undefined => {
  const young = proofs.filter(({ at }) => maxAge === null || now - at <= maxAge);
  for (const level of anyOf) {
    const reaching = young.filter(({ acr, certificate: shown }) => proofReaches(acr, shown != null, [level]));
    if (reaching.length > 0)
      return { level, proof: reaching.reduce((one, other) => (other.at >= one.at ? other : one)) };
  }
  return undefined;
};
