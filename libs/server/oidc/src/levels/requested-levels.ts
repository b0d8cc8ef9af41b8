import { errors } from 'oidc-provider';

type Parameters = Readonly<Record<string, unknown>>;

interface ClaimRequest {
  readonly essential?: unknown;
  readonly value?: unknown;
  readonly values?: unknown;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The engine has checked the form of the parameter. */
const acrClaim = ({ claims }: Parameters): ClaimRequest | null => {
  if (typeof claims !== 'string') return null;
  const { id_token: idToken } = JSON.parse(claims) as { readonly id_token?: { readonly acr?: unknown } };
  return isObject(idToken?.acr) ? idToken.acr : null;
};

const valuesOf = ({ value, values }: ClaimRequest): readonly string[] => {
  if (values !== undefined && (!Array.isArray(values) || values.some((each) => typeof each !== 'string'))) {
    throw new errors.InvalidRequest('claims.id_token.acr.values should be an array of strings');
  }
  if (value !== undefined && typeof value !== 'string') {
    throw new errors.InvalidRequest('claims.id_token.acr.value should be a string');
  }
  return (values as readonly string[] | undefined) ?? (value === undefined ? [] : [value]);
};

/**
 * Levels that an application asks for, best first: an essential `acr` of the claims parameter (OpenID Connect Core §5.5.1.1), else
 * `acr_values` (§3.1.2.1), else a voluntary `acr`. Empty: none.
 *
 * @throws errors.InvalidRequest
 */
export const requestedLevels = (parameters: Parameters): readonly string[] => {
  const claim = acrClaim(parameters);
  const inClaim = claim === null ? [] : valuesOf(claim);
  if (claim?.essential === true && inClaim.length > 0) return inClaim;
  const { acr_values: values } = parameters;
  const inParameter = typeof values === 'string' ? values.split(' ').filter((each) => each !== '') : [];
  return inParameter.length > 0 ? inParameter : inClaim;
};
