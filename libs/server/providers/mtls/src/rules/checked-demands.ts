import { type FieldError, InvalidError } from '@postern/errors';
import { purposeName, readPurpose } from '@postern/x509';
import type { MtlsParams } from '../params/mtls.params.js';
import { trustStoreOf } from '../trust-store-of.js';

const refuseAll = (errors: readonly FieldError[]): void => {
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, errors);
};

/**
 * Extended key usages in one spelling: their short names, or OIDs.
 *
 * @throws InvalidError `request.invalid` with each that is neither
 */
export const checkedPurposes = (purposes: readonly string[]): string[] => {
  const oids = purposes.map(readPurpose);
  refuseAll(
    oids.flatMap((oid, index) =>
      oid === undefined ? [{ path: `purposes.${index}`, message: 'must be clientAuth, smartcardLogon or an OID' }] : [],
    ),
  );
  return [...new Set((oids as string[]).map(purposeName))];
};

/**
 * A rule for an issuer that the method does not trust would never apply.
 *
 * @throws InvalidError `request.invalid`
 */
export const assertRuleIssuersTrusted = (params: MtlsParams): void => {
  const trusted = trustStoreOf(params).authorities.map(({ certificate }) => certificate.sha256);
  refuseAll(
    (['levels', 'newFrom'] as const).flatMap((setting) =>
      params[setting].flatMap(({ issuer }, index) =>
        issuer === 'any' || trusted.includes(issuer)
          ? []
          : [{ path: `${setting}.${index}.issuer`, message: 'is not one of the trust anchors' }],
      ),
    ),
  );
};
