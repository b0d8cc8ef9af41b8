import { issueSelfSigned } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../certificate/certificate.js';
import { nameKey, renderName } from './name.js';
import { parseNameText } from './name-text.js';
import { reasonOf } from '../../testing/index.js';
import { X509Error } from '../x509.error.js';

const rendered = (text: string) => renderName(parseNameText(text));
const same = (one: string, other: string) => expect(nameKey(parseNameText(one))).toBe(nameKey(parseNameText(other)));

/** In lines, as A5 has it. */
const lines = 'C=XX\nST=StateName\nL=CityName\nO=CompanyName\nOU=CompanySectionName\nCN=CommonNameOrHostname';
const oneLine = 'CN=CommonNameOrHostname,OU=CompanySectionName,O=CompanyName,L=CityName,ST=StateName,C=XX';

describe('A5: a subject name in text', () => {
  it('is read from lines, most general part first, and from RFC 4514, the other way round', () => {
    expect(rendered(lines)).toBe(oneLine);
    expect(rendered(oneLine)).toBe(oneLine);
    same(lines, oneLine);
  });

  it('is the name of a certificate that has it', async () => {
    const { der } = await issueSelfSigned({
      subject: [
        { C: ['XX'] },
        { ST: ['StateName'] },
        { L: ['CityName'] },
        { O: ['CompanyName'] },
        { OU: ['CompanySectionName'] },
        { CN: ['CommonNameOrHostname'] },
      ],
    });
    const { subject } = parseCertificate(der);

    expect(nameKey(parseNameText(lines))).toBe(nameKey(subject));
    expect(nameKey(parseNameText(renderName(subject)))).toBe(nameKey(subject));
  });

  it.each([
    ['Windows line ends', lines.replaceAll('\n', '\r\n')],
    ['escaped newlines', lines.replaceAll('\n', '\\n')],
    ['escaped Windows line ends', lines.replaceAll('\n', '\\r\\n')],
    ['blank lines around it', `\n  ${lines}\n\n`],
    ['blanks around "="', lines.replaceAll('=', ' = ')],
    ['long names, as openssl -nameopt multiline', lines.replace('C=', 'countryName =').replace('CN=', 'commonName  =')],
    ['small letters', lines.toLowerCase()],
    ['numbers for types', lines.replace('CN=', '2.5.4.3=')],
    ['blanks after commas', oneLine.replaceAll(',', ', ')],
  ])('is the same with %s', (_, text) => {
    same(text, lines);
  });

  it('differs in another order, with another part, or without one', () => {
    const key = nameKey(parseNameText(lines));
    const others = [lines.split('\n').reverse().join('\n'), `${lines}2`, lines.replace('C=XX\n', ''), `${lines}\nCN=x`];

    for (const other of others) expect(nameKey(parseNameText(other)), other).not.toBe(key);
  });

  it.each([
    ['CN=Sue\\, Grabbit and Runn', 'CN=Sue\\, Grabbit and Runn'],
    ['CN=Before\\0dAfter', undefined],
    ['CN=Lu\\C4\\8Di\\C4\\87', 'CN=Lučić'],
    ['CN=\\#x\\"\\+\\;\\<\\>\\=\\\\', 'CN=\\#x\\"\\+\\;\\<\\>=\\\\'],
    ['CN=\\ both\\ ', 'CN=\\ both\\ '],
    ['CN=  none  ,C=XX', 'CN=none,C=XX'],
    ['CN=a\\20', 'CN=a\\ '],
    ['CN=a=b', 'CN=a=b'],
    ['CN=a\\\\nb', 'CN=a\\\\nb'],
    ['CN=#0c0141', 'CN=A'],
    ['CN=#1e0400410401', 'CN=AЁ'],
    ['1.2.3.4=#0c0178', '1.2.3.4=#0c0178'],
    ['1.2.3.4=x', '1.2.3.4=#0c0178'],
    ['CN=Ada+SN=7,DC=example', 'SN=7+CN=Ada,DC=example'],
    ['emailAddress=ada@example.test', 'emailAddress=ada@example.test'],
    ['CN=漢字', 'CN=漢字'],
  ] as const)('knows the escapes of RFC 4514: %s', async (text, expected) => {
    if (expected === undefined) expect(await reasonOf(() => parseNameText(text))).toBe('malformed');
    else expect(rendered(text)).toBe(expected);
  });

  it('keeps commas and plus signs as text in the form with one part per line', () => {
    expect(rendered('O=Example, Inc. + Co "X"\nCN=a;b<c>')).toBe('CN=a\\;b\\<c\\>,O=Example\\, Inc. \\+ Co \\"X\\"');
    expect(rendered('O=Example\nCN=Ada + serialNumber=7')).toBe('serialNumber=7+CN=Ada,O=Example');
    expect(rendered('O=a\\2Bb\nCN=a+b=c')).toBe('CN=a\\+b=c,O=a\\+b');
  });

  it('ignores the order of attributes within one part', () => {
    same('CN=Ada+SN=7', 'SN=7+CN=Ada');
    expect(Buffer.from(parseNameText('CN=Ada+SN=7').der)).toEqual(Buffer.from(parseNameText('SN=7+CN=Ada').der));
  });

  it.each([
    ['C = DE, O = Example Corp, CN = payroll', 'CN=payroll,O=Example Corp,C=DE'],
    ['C=DE, O=Example Corp, CN=payroll', 'CN=payroll,O=Example Corp,C=DE'],
    ['O = "Example, \\"Inc.\\"", CN = a', 'CN=a,O=Example\\, \\"Inc.\\"'],
    ['INN = 1, SNILS = 2, C = RU, CN = Иванов', 'CN=Иванов,C=RU,SNILS=2,INN=1'],
    ['C = DE, CN = a + UID = 7', 'CN=a+UID=7,C=DE'],
    ['CN = a, emailAddress = a@example.test', 'emailAddress=a@example.test,CN=a'],
    ['O = Example, OU = Unit', 'OU=Unit,O=Example'],
  ])('knows the order of OpenSSL: %s', (text, expected) => {
    expect(rendered(text)).toBe(expected);
  });

  it.each([
    ['CN = payroll, O = Example Corp, C = DE', 'CN=payroll,O=Example Corp,C=DE'],
    [
      'CN=payroll, O="Example, ""Inc.""", OID.2.5.4.97=PSD-1',
      'CN=payroll,O=Example\\, \\"Inc.\\",organizationIdentifier=PSD-1',
    ],
    ['C=DE,CN=a', 'C=DE,CN=a'],
    ['OU = Unit, O = Example', 'OU=Unit,O=Example'],
  ])('leaves that of .NET and RFC 4514 as it is: %s', (text, expected) => {
    expect(rendered(text)).toBe(expected);
  });

  it.each([
    ...[
      'businessCategory',
      'jurisdictionCountryName',
      'jurisdictionC',
      'postalCode',
      'initials',
      'generationQualifier',
      'name',
    ],
    ...[
      'description',
      'telephoneNumber',
      'unstructuredName',
      'INN',
      'OGRN',
      'OGRNIP',
      'SNILS',
      'mail',
      'street',
      'pseudonym',
    ],
    ...['organizationIdentifier', 'jurisdictionST', 'jurisdictionL', 'OID.1.2.643.100.3'],
  ])('knows the type %s', (type) => {
    expect(rendered(`CN=x,${type}=12`)).toMatch(/^CN=x,[A-Za-z]+=12$/);
  });

  it('names a type that is not known', () => {
    expect(() => parseNameText('CN=x,favouriteColour=red')).toThrow('favouriteColour');
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['a word', 'Ada'],
    ['no type', '=Ada'],
    ['no value', 'CN='],
    ['a value of blanks', 'CN=\\ '],
    ['an unknown type', 'XYZ=1'],
    ['a number that is no OID', '3.1=x'],
    ['an OID with too large a part', '1.40.1=x'],
    ['an OID of one part', '2=x'],
    ['a comma at the end', 'CN=Ada,'],
    ['a comma at the start', ',CN=Ada'],
    ['a plus sign at the end', 'CN=Ada+'],
    ['half a quotation', 'CN="Ada'],
    ['a quotation mark within', 'CN=A"da"'],
    ['text behind a quotation', 'CN="Ada"x'],
    ['a semicolon', 'CN=Ada;C=XX'],
    ['half an escape', 'CN=Ada\\'],
    ['half a hexadecimal escape', 'CN=Ada\\4'],
    ['an escape of a letter', 'CN=\\xAda'],
    ['bytes that are no UTF-8', 'CN=\\ff\\fe'],
    ['hexadecimal of odd length', 'CN=#0c014'],
    ['hexadecimal that is none', 'CN=#zz'],
    ['hexadecimal of nothing', 'CN=#'],
    ['hexadecimal that is no DER', 'CN=#0c0541'],
    ['hexadecimal of two values', 'CN=#0c01410c0142'],
    ['a null', 'CN=Ada\0'],
    ['an escaped null', 'CN=Ada\\00'],
    ['a null in hexadecimal', 'CN=#0c0100'],
    ['a tab', 'CN=Ada\tLovelace'],
    ['a line separator', 'CN=Ada\u2028C'],
    ['half a surrogate pair', 'CN=\ud800'],
    ['both spellings at once', 'CN=Ada,\nC=XX'],
    ['slashes, as old OpenSSL', '/C=XX/CN=Ada'],
    ['the label of openssl x509', 'subject=C = XX, CN = Ada'],
    ['64 kB', `CN=${'x'.repeat(65_536)}`],
    ['64 kB of parts', 'CN=x,'.repeat(13_000)],
    ['fifty-one attributes', Array.from({ length: 51 }, () => 'CN=x').join(',')],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----'],
  ])('is refused when it is %s', async (_, text) => {
    expect(await reasonOf(() => parseNameText(text))).toBe('malformed');
  });

  it('survives writing and reading, for any input', () => {
    const alphabet = [
      'CN=',
      'C=',
      'O=',
      '1.2.3=',
      '\\',
      ',',
      '+',
      '=',
      '#',
      '0c',
      '"',
      ';',
      ' ',
      '\n',
      'a',
      'Ё',
      '\0',
      '漢',
    ];
    let seed = 7;
    const next = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    let accepted = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const text = `CN=${Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]).join('')}`;
      try {
        const name = parseNameText(text);
        expect(nameKey(parseNameText(renderName(name))), text).toBe(nameKey(name));
        accepted += 1;
      } catch (error) {
        if (!(error instanceof X509Error) || error.reason !== 'malformed') throw error;
      }
    }
    expect(accepted).toBeGreaterThan(500);
  });
});
