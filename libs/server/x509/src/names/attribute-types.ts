interface AttributeType {
  readonly oid: string;
  /** Names by which it is read, in any letter case; the first is written. */
  readonly names: readonly [string, ...string[]];
}

const type = (oid: string, ...names: readonly [string, ...string[]]): AttributeType => ({ oid, names });

/**
 * RFC 4519, RFC 4514 §3, X.520, EV guidelines (jurisdiction), ETSI EN 319 412-1 (organizationIdentifier), Russia's Order 795 (INN,
 * SNILS, OGRN), and the names that OpenSSL and Windows have for them.
 */
const attributeTypes: readonly AttributeType[] = [
  type('2.5.4.3', 'CN', 'commonName'),
  type('2.5.4.4', 'SN', 'surname'),
  type('2.5.4.5', 'serialNumber'),
  type('2.5.4.6', 'C', 'countryName', 'country'),
  type('2.5.4.7', 'L', 'localityName', 'locality'),
  type('2.5.4.8', 'ST', 'S', 'SP', 'stateOrProvinceName', 'stateOrProvince'),
  type('2.5.4.9', 'STREET', 'streetAddress'),
  type('2.5.4.10', 'O', 'organizationName', 'organization'),
  type('2.5.4.11', 'OU', 'organizationalUnitName', 'organizationalUnit'),
  type('2.5.4.12', 'title', 'T'),
  type('2.5.4.13', 'description'),
  type('2.5.4.15', 'businessCategory'),
  type('2.5.4.16', 'postalAddress'),
  type('2.5.4.17', 'postalCode'),
  type('2.5.4.18', 'postOfficeBox'),
  type('2.5.4.20', 'telephoneNumber', 'phone'),
  type('2.5.4.41', 'name'),
  type('2.5.4.42', 'givenName', 'GN', 'G'),
  type('2.5.4.43', 'initials', 'I'),
  type('2.5.4.44', 'generationQualifier', 'generation'),
  type('2.5.4.45', 'x500UniqueIdentifier', 'uniqueIdentifier'),
  type('2.5.4.46', 'dnQualifier'),
  type('2.5.4.51', 'houseIdentifier'),
  type('2.5.4.54', 'dmdName'),
  type('2.5.4.65', 'pseudonym'),
  type('2.5.4.72', 'role'),
  type('2.5.4.97', 'organizationIdentifier', 'organizationId', 'OrgId'),
  type('0.9.2342.19200300.100.1.1', 'UID', 'userId'),
  type('0.9.2342.19200300.100.1.3', 'mail', 'rfc822Mailbox'),
  type('0.9.2342.19200300.100.1.25', 'DC', 'domainComponent'),
  type('1.2.840.113549.1.9.1', 'emailAddress', 'E', 'email'),
  type('1.2.840.113549.1.9.2', 'unstructuredName'),
  type('1.2.840.113549.1.9.8', 'unstructuredAddress'),
  type(
    '1.3.6.1.4.1.311.60.2.1.1',
    'jurisdictionLocalityName',
    'jurisdictionL',
    'jurisdictionOfIncorporationLocalityName',
  ),
  type(
    '1.3.6.1.4.1.311.60.2.1.2',
    'jurisdictionStateOrProvinceName',
    'jurisdictionST',
    'jurisdictionOfIncorporationStateOrProvinceName',
  ),
  type(
    '1.3.6.1.4.1.311.60.2.1.3',
    'jurisdictionCountryName',
    'jurisdictionC',
    'jurisdictionOfIncorporationCountryName',
  ),
  type('1.3.6.1.5.5.7.9.1', 'dateOfBirth'),
  type('1.3.6.1.5.5.7.9.2', 'placeOfBirth'),
  type('1.3.6.1.5.5.7.9.3', 'gender'),
  type('1.3.6.1.5.5.7.9.4', 'countryOfCitizenship'),
  type('1.3.6.1.5.5.7.9.5', 'countryOfResidence'),
  type('1.2.643.3.131.1.1', 'INN'),
  type('1.2.643.100.4', 'INNLE'),
  type('1.2.643.100.1', 'OGRN'),
  type('1.2.643.100.5', 'OGRNIP'),
  type('1.2.643.100.3', 'SNILS'),
];

const written = new Map(attributeTypes.map(({ oid, names: [first] }) => [oid, first]));
const read = new Map(
  attributeTypes.flatMap(({ oid, names }) => names.map((name) => [name.toLowerCase(), oid] as const)),
);

/** The name that an attribute type is written with; undefined if it is written as an OID. */
export const descriptorOf = (oid: string): string | undefined => written.get(oid);

const dotted = /^(?:OID\.)?([0-2](?:\.(?:0|[1-9]\d{0,9})){1,20})$/i;

/** OID of an attribute type given as a name or an OID, with or without the `OID.` of Windows and Java; undefined for anything else. */
export const readAttributeType = (text: string): string | undefined =>
  dotted.exec(text)?.[1] ?? read.get(text.toLowerCase());
