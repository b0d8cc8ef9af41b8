interface AttributeType {
  readonly oid: string;
  /** Names by which it is read, in any letter case; the first is written. RFC 4519, RFC 4514 §3, and OpenSSL's and Windows's own. */
  readonly names: readonly [string, ...string[]];
}

const attributeTypes: readonly AttributeType[] = [
  { oid: '2.5.4.3', names: ['CN', 'commonName'] },
  { oid: '2.5.4.4', names: ['SN', 'surname'] },
  { oid: '2.5.4.5', names: ['serialNumber'] },
  { oid: '2.5.4.6', names: ['C', 'countryName'] },
  { oid: '2.5.4.7', names: ['L', 'localityName'] },
  { oid: '2.5.4.8', names: ['ST', 'S', 'stateOrProvinceName'] },
  { oid: '2.5.4.9', names: ['STREET', 'streetAddress'] },
  { oid: '2.5.4.10', names: ['O', 'organizationName'] },
  { oid: '2.5.4.11', names: ['OU', 'organizationalUnitName'] },
  { oid: '2.5.4.12', names: ['title', 'T'] },
  { oid: '2.5.4.42', names: ['givenName', 'GN', 'G'] },
  { oid: '2.5.4.46', names: ['dnQualifier'] },
  { oid: '2.5.4.65', names: ['pseudonym'] },
  { oid: '2.5.4.97', names: ['organizationIdentifier'] },
  { oid: '0.9.2342.19200300.100.1.1', names: ['UID', 'userId'] },
  { oid: '0.9.2342.19200300.100.1.25', names: ['DC', 'domainComponent'] },
  { oid: '1.2.840.113549.1.9.1', names: ['emailAddress', 'E', 'email'] },
];

const written = new Map(attributeTypes.map(({ oid, names: [first] }) => [oid, first]));
const read = new Map(
  attributeTypes.flatMap(({ oid, names }) => names.map((name) => [name.toLowerCase(), oid] as const)),
);

/** The name that an attribute type is written with; undefined for those that are written as numbers. */
export const descriptorOf = (oid: string): string | undefined => written.get(oid);

const dotted = /^[0-2](\.(0|[1-9]\d{0,9})){1,20}$/;

/** OID of an attribute type written as a name or as numbers; undefined for anything else. */
export const readAttributeType = (text: string): string | undefined =>
  dotted.test(text) ? text : read.get(text.toLowerCase());
