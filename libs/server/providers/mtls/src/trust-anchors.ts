import { assertRooted, type AuthorityField, readAuthorities } from '@postern/certificate-kit';
import { type FieldError, InvalidError } from '@postern/errors';
import { type AlgorithmChoice, certificateToPem } from '@postern/x509';

const fieldName = 'trustAnchors';
const fieldAt = (index: number): AuthorityField => ({
  path: `${fieldName}.${index}`,
  invalid: 'sign_in_method.invalid_trust_anchor',
  privateKey: 'certificate.private_key_given',
});

/**
 * Checks pasted trust anchors and writes them uniformly: one PEM per certificate, none twice.
 *
 * @throws InvalidError `certificate.private_key_given`, `sign_in_method.invalid_trust_anchor`, `sign_in_method.no_trust_anchor`
 */
export const normalizeTrustAnchors = (texts: readonly string[], at: Date, choice: AlgorithmChoice = {}): string[] => {
  const groups = texts.map((text, index) => readAuthorities(text, fieldAt(index), { at, choice }));
  const bySha256 = new Map(groups.flat().map((authority) => [authority.certificate.sha256, authority]));
  if (bySha256.size === 0) {
    throw new InvalidError('sign_in_method.no_trust_anchor', 'empty', [
      { path: fieldName, message: 'needs at least one CA certificate' },
    ]);
  }
  const all = [...bySha256.values()];
  const errors = groups.flatMap((group, index) => errorsOf(() => assertRooted(group, all, fieldAt(index), at)));
  if (errors.length > 0) throw new InvalidError('sign_in_method.invalid_trust_anchor', 'issuer missing', errors);
  return all.map(({ certificate }) => certificateToPem(certificate.der));
};

/** Every field that is wrong is told at once. */
const errorsOf = (check: () => void): readonly FieldError[] => {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InvalidError) return error.errors ?? [];
    throw error;
  }
};
