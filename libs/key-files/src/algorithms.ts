/** Object identifiers of digests, and of HMAC with them as PBKDF2's PRF (RFC 8018 §B.1.1, NIST CSOR, RFC 9688). */
const digests: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '1.3.36.3.2.1': 'ripemd160',
  '1.2.156.10197.1.401': 'sm3',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.5': 'sha512-224',
  '2.16.840.1.101.3.4.2.6': 'sha512-256',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
};
const hmacs: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.8.1.1': 'md5',
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.840.113549.2.12': 'sha512-224',
  '1.2.840.113549.2.13': 'sha512-256',
  '1.2.156.10197.1.401.2': 'sm3',
  '2.16.840.1.101.3.4.2.13': 'sha3-224',
  '2.16.840.1.101.3.4.2.14': 'sha3-256',
  '2.16.840.1.101.3.4.2.15': 'sha3-384',
  '2.16.840.1.101.3.4.2.16': 'sha3-512',
};
export const digestName = (oid: string): string | undefined => digests[oid];
export const hmacDigestName = (oid: string): string | undefined => hmacs[oid] ?? digests[oid];

const blockSizes: Readonly<Record<string, number>> = {
  sha384: 128,
  sha512: 128,
  'sha512-224': 128,
  'sha512-256': 128,
  'sha3-224': 144,
  'sha3-256': 136,
  'sha3-384': 104,
  'sha3-512': 72,
};
/** Bytes of a block of a digest's input, which RFC 7292 §B.2 and RFC 2104 call v and B. */
export const blockSizeOf = (digest: string): number => blockSizes[digest] ?? 64;

export interface CipherScheme {
  readonly name: string;
  /** Bytes. */
  readonly key: number;
  readonly iv: number;
}

const cipher = (name: string, key: number, iv = 16): CipherScheme => ({ name, key, iv });
/** Ciphers of PBES2 (RFC 8018 §B.2, RFC 3657, RFC 5794, GB/T 32907) whose parameters are an initialization vector. */
export const ciphers: Readonly<Record<string, CipherScheme>> = {
  '1.2.840.113549.3.7': cipher('des-ede3-cbc', 24, 8),
  '1.3.14.3.2.7': cipher('des-cbc', 8, 8),
  '2.16.840.1.101.3.4.1.2': cipher('aes-128-cbc', 16),
  '2.16.840.1.101.3.4.1.22': cipher('aes-192-cbc', 24),
  '2.16.840.1.101.3.4.1.42': cipher('aes-256-cbc', 32),
  '1.2.392.200011.61.1.1.1.2': cipher('camellia-128-cbc', 16),
  '1.2.392.200011.61.1.1.1.3': cipher('camellia-192-cbc', 24),
  '1.2.392.200011.61.1.1.1.4': cipher('camellia-256-cbc', 32),
  '1.2.410.200046.1.1.2': cipher('aria-128-cbc', 16),
  '1.2.410.200046.1.1.7': cipher('aria-192-cbc', 24),
  '1.2.410.200046.1.1.12': cipher('aria-256-cbc', 32),
  '1.2.156.10197.1.104.2': cipher('sm4-cbc', 16),
};

/** What else files were seen to be encrypted with, by the names that people know. */
const others: Readonly<Record<string, string>> = {
  '1.2.410.200004.1.4': 'SEED',
  '1.2.410.200004.1.15': 'SEED',
  '1.2.840.113549.3.9': 'RC5',
  '1.2.840.113533.7.66.10': 'CAST5',
  '1.3.6.1.4.1.3029.1.2': 'Blowfish',
  '1.3.6.1.4.1.188.7.1.1.2': 'IDEA',
  '1.2.840.113549.1.5.1': 'MD2 and DES',
  '1.2.840.113549.1.5.4': 'MD2 and RC2',
  '1.3.6.1.4.1.42.2.19.1': 'the encryption of Java key stores',
};
export const nameOf = (oid: string): string => {
  if (oid.startsWith('1.2.643.')) return `GOST (${oid})`;
  if (oid.startsWith('2.16.840.1.101.3.4.1.')) return `AES in another mode than CBC (${oid})`;
  return others[oid] ?? digests[oid] ?? hmacs[oid] ?? `an algorithm that is not known here (${oid})`;
};
