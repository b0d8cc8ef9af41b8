import { alternativeNamesExtension, type Authority, createAuthority, generalName } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../../testing/index.js';
import { alternativeNameValues, otherNameValues, subjectMatch, subjectValues } from './holder-values.js';

const fascN = '2.16.840.1.101.3.6.6';
const commonName = '2.5.4.3';
const octets = (hex: string) => generalName.raw(0x04, Buffer.from(hex, 'hex'));

let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ subject: 'CN=Root,O=Test' });
});
const named = (...names: readonly Uint8Array[]) => issue(authority, { extensions: [alternativeNamesExtension(names)] });

describe('subject alternative names that identify the holder', () => {
  it('are all returned, each once, in one spelling', async () => {
    const ada = await named(
      generalName.email('Ada.Lovelace@Example.ORG'),
      generalName.email('ada.lovelace@example.org'),
      generalName.email('a.lovelace@example.org'),
      generalName.upn('ADA@Corp.Example'),
      generalName.dns('Host.Example.ORG'),
      generalName.uri('urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'),
    );

    expect(alternativeNameValues(ada, 'email')).toEqual({
      usable: ['ada.lovelace@example.org', 'a.lovelace@example.org'],
      unusable: 0,
    });
    expect(alternativeNameValues(ada, 'upn').usable).toEqual(['ada@corp.example']);
    expect(alternativeNameValues(ada, 'dns').usable).toEqual(['host.example.org']);
    expect(alternativeNameValues(ada, 'uri').usable).toEqual(['urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6']);
  });

  it('of another type are text, or the digits of their bytes', async () => {
    const ada = await named(
      generalName.other(fascN, octets('D4E739DA739CED39CE739DA1685A1082108CE73984108CA3FC')),
      generalName.other('1.2.3.4', generalName.raw(0x0c, Buffer.from('NL-123'))),
    );

    expect(otherNameValues(ada, fascN).usable).toEqual(['d4e739da739ced39ce739da1685a1082108ce73984108ca3fc']);
    expect(otherNameValues(ada, '1.2.3.4').usable).toEqual(['nl-123']);
    expect(otherNameValues(ada, '1.2.3.5')).toEqual({ usable: [], unusable: 0 });
  });

  it.each([
    ['a NUL', 'ada@corp.example\0.evil.example'],
    ['a control character', 'ada@corp.example\n'],
    ['an invisible character', 'ada\u200b@corp.example'],
    ['a full-width letter', 'ａda@corp.example'],
    ['the Kelvin sign', '\u212aarl@corp.example'],
    ['more than 254 characters', `${'a'.repeat(255)}@corp.example`],
    ['nothing', ''],
  ])('never match with %s', async (_what, text) => {
    const ada = await named(generalName.upn(text), generalName.email(text));

    expect(alternativeNameValues(ada, 'upn')).toEqual({ usable: [], unusable: 1 });
    expect(alternativeNameValues(ada, 'email')).toEqual({ usable: [], unusable: 1 });
  });

  it('are not used when there are more than fifty of one kind', async () => {
    const many = Array.from({ length: 51 }, (_item, index) => generalName.email(`a${index}@example.org`));

    expect(alternativeNameValues(await named(...many), 'email')).toEqual({ usable: [], unusable: 51 });
  });
});

describe('attributes of the subject', () => {
  it('are compared as RFC 5280 compares names, all values of one type', async () => {
    const ada = await issue(authority, { subject: 'CN=Ada  LOVELACE,CN=ada.l,O=Example' });

    expect(subjectValues(ada, commonName).usable.toSorted()).toEqual(['ada lovelace', 'ada.l']);
    expect(subjectValues(ada, '2.5.4.5')).toEqual({ usable: [], unusable: 0 });
  });

  it('never match letters that Unicode normalises to others', async () => {
    const karl = await issue(authority, { subject: 'CN=\u212aarl' });

    expect(subjectValues(karl, commonName)).toEqual({ usable: [], unusable: 1 });
  });

  it('that are e-mail addresses have to be as strict as alternative names', async () => {
    const email = '1.2.840.113549.1.9.1';
    const subject = (...values: readonly string[]) =>
      issue(authority, { subject: values.map((value) => ({ [email]: [{ utf8String: value }] })) });

    expect(subjectValues(await subject('Ada.Lovelace@Example.ORG'), email).usable).toEqual([
      'ada.lovelace@example.org',
    ]);
    const wrong = [
      'ada',
      'a b@example.org',
      'Ada <ada@example.org>',
      'ada.@example.org',
      'ada@192.0.2.7',
      'adä@example.org',
    ];
    expect(subjectValues(await subject(...wrong), email)).toEqual({ usable: [], unusable: wrong.length });
  });

  it('are found in the whole subject, and lose their escapes only then', async () => {
    const ada = await issue(authority, { subject: 'O=Example,OU=people,CN=Lovelace\\, Ada' });
    const find = (text: string) => /^CN=((?:[^,\\]|\\.)*),/.exec(text)?.[1];

    expect(subjectMatch(ada, find).usable).toEqual(['lovelace, ada']);
    expect(subjectMatch(ada, () => undefined)).toEqual({ usable: [], unusable: 0 });
    expect(subjectMatch(ada, () => 'a\\00b')).toEqual({ usable: [], unusable: 1 });
    expect(subjectMatch(ada, () => 'Zo\\C3\\AB').usable).toEqual(['zoë']);
  });
});
