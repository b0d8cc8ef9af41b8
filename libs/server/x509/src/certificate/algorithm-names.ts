/** What signature and key algorithms that are not supported are called; others are called by their OID. */
const names: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10040.4.3': 'DSA with SHA-1',
  '2.16.840.1.101.3.4.3.2': 'DSA with SHA-256',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.113': 'Ed448',
  '2.16.840.1.101.3.4.3.9': 'ECDSA with SHA3-224',
  '2.16.840.1.101.3.4.3.10': 'ECDSA with SHA3-256',
  '2.16.840.1.101.3.4.3.11': 'ECDSA with SHA3-384',
  '2.16.840.1.101.3.4.3.12': 'ECDSA with SHA3-512',
  '2.16.840.1.101.3.4.3.13': 'RSA with SHA3-224',
  '2.16.840.1.101.3.4.3.14': 'RSA with SHA3-256',
  '2.16.840.1.101.3.4.3.15': 'RSA with SHA3-384',
  '2.16.840.1.101.3.4.3.16': 'RSA with SHA3-512',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS with such parameters',
  '1.2.643.2.2.3': 'GOST R 34.10-2001',
  '1.2.643.2.2.19': 'GOST R 34.10-2001',
  '1.2.643.7.1.1.1.1': 'GOST R 34.10-2012 256',
  '1.2.643.7.1.1.1.2': 'GOST R 34.10-2012 512',
  '1.2.643.7.1.1.3.2': 'GOST R 34.10-2012 256',
  '1.2.643.7.1.1.3.3': 'GOST R 34.10-2012 512',
  '1.2.156.10197.1.301': 'SM2',
  '1.2.156.10197.1.501': 'SM2 with SM3',
  '1.3.132.0.10': 'secp256k1',
};
const slhDsa = /^2\.16\.840\.1\.101\.3\.4\.3\.(2\d|3[01])$/;

export const algorithmName = (oid: string): string => names[oid] ?? (slhDsa.test(oid) ? 'SLH-DSA' : oid);
