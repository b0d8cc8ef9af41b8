import { toCharacters, toPem } from './read-certificates';

/** The file is none, is damaged, or needs another password. */
export class Pkcs12Unreadable extends Error {
  override readonly name = 'Pkcs12Unreadable';
}

/**
 * The one certificate that a PKCS #12 file (RFC 7292) holds a key for, else its first; null when it holds none. All of it
 * happens on this page: neither file, password nor key is sent or kept. The library is fetched when it is first needed.
 * @throws Pkcs12Unreadable
 */
export const certificateInPkcs12 = async (bytes: Uint8Array, password: string): Promise<string | null> => {
  const { default: forge } = await import('node-forge');
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids as Record<
    'certBag' | 'keyBag' | 'pkcs8ShroudedKeyBag',
    string
  >;
  const bags = (() => {
    try {
      const file = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(toCharacters(bytes)), false, password);
      return (type: string) => file.getBags({ bagType: type })[type] ?? [];
    } catch {
      throw new Pkcs12Unreadable('The file cannot be opened with this password.');
    }
  })();

  const keyIds = [...bags(keyBag), ...bags(pkcs8ShroudedKeyBag)].map(localKeyId);
  const certificates = bags(certBag);
  const own = certificates.find((bag) => keyIds.includes(localKeyId(bag) ?? null)) ?? certificates[0];
  if (!own) return null;
  // Certificates with keys that the library does not know come as they stand in the file.
  const asn1 = own.cert ? forge.pki.certificateToAsn1(own.cert) : own.asn1;
  return toPem(forge.asn1.toDer(asn1).getBytes());
};

/** What ties a key to its certificate (RFC 2985 §5.5.2). */
const localKeyId = ({ attributes }: { readonly attributes?: unknown }): string | null => {
  const [id] = (attributes as { localKeyId?: readonly string[] } | undefined)?.localKeyId ?? [];
  return id ?? null;
};
