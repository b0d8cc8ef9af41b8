import { createHash, webcrypto } from 'node:crypto';
import { BmpString, OctetString } from 'asn1js';
import * as pkijs from 'pkijs';
import { toBytes } from './bytes.js';
import type { Issued } from './certificate.js';

export interface Pkcs12Options extends Pick<Issued, 'certificate' | 'chain'> {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly password: string;
  /** What a browser shows in its list. */
  readonly friendlyName: string;
}

const friendlyNameOid = '1.2.840.113549.1.9.20';
const localKeyIdOid = '1.2.840.113549.1.9.21';
const bagTypes = { key: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3' };
// A sample file has no secret worth more rounds, and browsers open it at once.
const iterations = 10_000;

/**
 * Packs certificate, key and chain into a PKCS #12 file (RFC 7292): AES-256, PBKDF2 and HMAC with SHA-256.
 * Opens in OpenSSL 3, NSS (Chromium and Firefox on Linux), Windows 10 and macOS 15 and newer.
 */
export const exportPkcs12 = async (options: Pkcs12Options): Promise<Uint8Array<ArrayBuffer>> => {
  const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto });
  const encryption = {
    password: toBytes(new TextEncoder().encode(options.password)).buffer,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: iterations,
  };
  const attributes = ownAttributes(options);

  const key = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(await webcrypto.subtle.exportKey('pkcs8', options.keys.privateKey)),
  });
  await key.makeInternalValues(encryption, engine);
  // pkijs splits the octets as BER allows; some readers (node-forge) take only one piece (RFC 5958 §3).
  key.encryptedData = new OctetString({ valueHex: key.encryptedData?.getValue() });

  const authenticatedSafe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 1, value: safeContents([{ type: bagTypes.key, value: key, attributes }]) },
        {
          privacyMode: 1,
          value: safeContents([
            { type: bagTypes.certificate, value: certificateBag(options.certificate.rawData), attributes },
            ...options.chain.map(({ rawData }) => ({ type: bagTypes.certificate, value: certificateBag(rawData) })),
          ]),
        },
      ],
    },
  });
  await authenticatedSafe.makeInternalValues({ safeContents: [{ ...encryption }, { ...encryption }] }, engine);

  const file = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
  await file.makeInternalValues(
    { password: encryption.password, iterations, pbkdf2HashAlgorithm: 'SHA-256', hmacHashAlgorithm: 'SHA-256' },
    engine,
  );
  return toBytes(file.toSchema().toBER());
};

interface Bag {
  readonly type: string;
  readonly value: pkijs.PKCS8ShroudedKeyBag | pkijs.CertBag;
  readonly attributes?: pkijs.Attribute[];
}

const safeContents = (bags: readonly Bag[]) =>
  new pkijs.SafeContents({
    safeBags: bags.map(
      ({ type, value, attributes }) => new pkijs.SafeBag({ bagId: type, bagValue: value, bagAttributes: attributes }),
    ),
  });

const certificateBag = (der: ArrayBuffer) => new pkijs.CertBag({ parsedValue: pkijs.Certificate.fromBER(der) });

/** Key and certificate carry the same id, by which importers match them. */
const ownAttributes = ({ certificate, friendlyName }: Pkcs12Options) => [
  new pkijs.Attribute({ type: friendlyNameOid, values: [new BmpString({ value: friendlyName })] }),
  new pkijs.Attribute({
    type: localKeyIdOid,
    values: [new OctetString({ valueHex: sha1(certificate.rawData) })],
  }),
];

const sha1 = (data: ArrayBuffer): ArrayBuffer =>
  toBytes(createHash('sha1').update(new Uint8Array(data)).digest()).buffer;
