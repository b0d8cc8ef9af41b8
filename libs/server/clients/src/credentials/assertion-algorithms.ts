import type { JWK } from 'jose';

export const assertionAlgorithms = ['RS256', 'PS256', 'ES256'] as const;
export type AssertionAlgorithm = (typeof assertionAlgorithms)[number];

/** Algorithms in which a key can sign an assertion here (RFC 7518 §3.1); none for keys that serve TLS only. */
export const algorithmsOfKey = ({ kty, crv }: JWK): readonly AssertionAlgorithm[] => {
  if (kty === 'RSA') return ['RS256', 'PS256'];
  return kty === 'EC' && crv === 'P-256' ? ['ES256'] : [];
};

/** Algorithms that assertions by a credential may have: the one it is registered with, else what its key can do. */
export const algorithmsOf = ({
  alg,
  publicJwk,
}: {
  readonly alg: string | null;
  readonly publicJwk: JWK | null;
}): readonly AssertionAlgorithm[] => {
  const able = publicJwk === null ? [] : algorithmsOfKey(publicJwk);
  return alg === null ? able : able.filter((name) => name === alg);
};
