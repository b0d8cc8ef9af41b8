import { open, tags } from '../der/der.js';
import { readBitString, readInteger, readOid } from '../der/der-values.js';
import { type Algorithm, parseAlgorithm, rsaPss } from './algorithm.js';
import { algorithmName } from './algorithm-names.js';

/** Strong; optional (curves that only some need); too weak; or not supported yet. */
type KeyStanding = 'strong' | 'brainpool' | 'weak' | 'unsupported';

export interface PublicKeyStrength {
  /** For example `RSA 2048` or `EC P-256`. */
  readonly description: string;
  readonly standing: KeyStanding;
  readonly strong: boolean;
  /** Bits of the modulus, or of the curve; 0 for a kind that is not supported. */
  readonly bits: number;
}

const curves: Readonly<Record<string, readonly [name: string, KeyStanding, bits: number]>> = {
  '1.2.840.10045.3.1.1': ['P-192', 'weak', 192],
  '1.3.132.0.33': ['P-224', 'weak', 224],
  '1.2.840.10045.3.1.7': ['P-256', 'strong', 256],
  '1.3.132.0.34': ['P-384', 'strong', 384],
  '1.3.132.0.35': ['P-521', 'strong', 521],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 'brainpool', 256],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 'brainpool', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 'brainpool', 512],
};
const smallestRsa = 2048;
/** Maximum bits; with more, verifying a signature would cost as much as making one. */
const largestExponent = 64;

const strength = (description: string, standing: KeyStanding, bits = 0): PublicKeyStrength => ({
  description,
  standing,
  strong: standing === 'strong',
  bits,
});

/**
 * Kind and strength of a SubjectPublicKeyInfo. Strong: RSA of 2048 bits or more, EC P-256, P-384, P-521, Ed25519. Throws `X509Error`
 * (`malformed`).
 */
export const publicKeyStrength = (publicKeyInfo: Uint8Array): PublicKeyStrength => {
  const reader = open(publicKeyInfo);
  const algorithm = parseAlgorithm(reader.next(tags.sequence));
  const key = readBitString(reader.next());
  reader.finish();
  switch (algorithm.oid) {
    case '1.2.840.113549.1.1.1':
    case rsaPss:
      return rsaStrength(key);
    case '1.2.840.10045.2.1':
      return curveStrength(algorithm);
    case '1.3.101.112':
      return strength('Ed25519', 'strong', 256);
    default:
      return strength(algorithmName(algorithm.oid), 'unsupported');
  }
};

const rsaStrength = (key: Uint8Array): PublicKeyStrength => {
  const numbers = open(key);
  const [bits, exponentBits] = [bitLength(readInteger(numbers.next())), bitLength(readInteger(numbers.next()))];
  if (exponentBits > largestExponent) return strength(`RSA with an exponent of ${exponentBits} bits`, 'unsupported');
  return strength(`RSA ${bits}`, bits >= smallestRsa ? 'strong' : 'weak', bits);
};

const curveStrength = ({ parameters }: Algorithm): PublicKeyStrength => {
  const oid = parameters?.tag === tags.objectIdentifier ? readOid(parameters) : undefined;
  if (oid === undefined) return strength('EC with its own curve', 'weak');
  const [name, standing, bits] = curves[oid] ?? [algorithmName(oid), 'unsupported', 0];
  return strength(`EC ${name}`, standing, bits);
};

const bitLength = (integer: Uint8Array): number => {
  const first = integer.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (integer.length - first) * 8 - Math.clz32(integer[first] ?? 0) + 24;
};
