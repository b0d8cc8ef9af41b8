import { createAuthority, generateKeys, type Authority } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../certificate/certificate.js';
import { findPath } from './certificate-path.js';
import { extractSubject, type HolderSubjects, type SubjectSource } from './subject.js';
import { issue, now, storeOf } from '../../testing/index.js';

let authority: Authority;
let other: Authority;

const subjectOf = async (source: SubjectSource, from: Authority, options: Parameters<typeof issue>[1] = {}) => {
  const certificate = await issue(from, options);
  return extractSubject(certificate, findPath(certificate, storeOf(authority, other), now), source)!;
};

const pathSubject = async (certificate: Certificate, ...authorities: readonly Authority[]) =>
  extractSubject(certificate, findPath(certificate, storeOf(...authorities), now), 'issuer-and-subject');

/** Subjects that would identify two holders as one. */
const shared = (one: HolderSubjects, other: HolderSubjects): readonly unknown[] =>
  [one.subject, one.alias, one.formerSubject].filter((subject) =>
    [other.subject, other.alias, other.formerSubject].includes(subject),
  );

beforeAll(async () => {
  authority = await createAuthority({ subject: 'CN=Root,O=One' });
  other = await createAuthority({ subject: 'CN=Root,O=One' });
});

describe('the subject of a certificate', () => {
  it('is the hash of its bytes by default, so every certificate has its own', async () => {
    const keys = await generateKeys('ec-p256');
    const subjects = [
      await subjectOf('certificate', authority, { keys }),
      await subjectOf('certificate', authority, { keys }),
    ];

    expect(subjects[0]?.subject).toMatch(/^x509-sha256:[0-9a-f]{64}$/);
    expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(2);
  });

  it('survives a renewal with the same key when it is the key', async () => {
    const keys = await generateKeys('ec-p256');

    expect(await subjectOf('public-key', authority, { keys })).toEqual(
      await subjectOf('public-key', authority, { keys, subject: 'CN=Ada L.' }),
    );
    expect(await subjectOf('public-key', authority)).not.toEqual(await subjectOf('public-key', authority));
  });

  it('survives every renewal by the same authority when it is issuer and subject', async () => {
    const ada = await subjectOf('issuer-and-subject', authority);

    expect(await subjectOf('issuer-and-subject', authority)).toEqual(ada);
    const eve = await subjectOf('issuer-and-subject', authority, { subject: 'CN=Eve' });
    expect(shared(ada, eve)).toEqual([]);
  });

  it('differs for the same names below another anchor, even one of the same name', async () => {
    const [one, another] = [
      await subjectOf('issuer-and-subject', authority),
      await subjectOf('issuer-and-subject', other),
    ];

    expect(shared(one, another)).toEqual([]);
  });

  it('is the same for names of other string types, letter case and spaces (RFC 5280 §7.1)', async () => {
    const written = (CN: { printableString: string } | { utf8String: string }) =>
      subjectOf('issuer-and-subject', authority, { subject: [{ CN: [CN] }] });
    const printable = await written({ printableString: 'Ada Lovelace' });
    const utf8 = await written({ utf8String: 'ada  LOVELACE' });

    expect([utf8.subject, utf8.alias]).toEqual([printable.subject, printable.alias]);
    expect(utf8.formerSubject).not.toBe(printable.formerSubject);
  });

  it.each([
    ['full-width letters', '\uff21da'],
    ['a Cyrillic letter', '\u0410da'],
    ['an accent', '\u00c0da'],
    ['the Kelvin sign', 'Ada \u212a', 'Ada K'],
  ])('is another one for letters that look alike: %s', async (_, lookalike, plain = 'Ada') => {
    const written = (text: string) =>
      subjectOf('issuer-and-subject', authority, { subject: [{ CN: [{ utf8String: text }] }] });

    expect(shared(await written(plain), await written(lookalike))).toEqual([]);
  });

  it('stays the same when the issuing authority is certified by a new root', async () => {
    const keys = await generateKeys('ec-p256');
    const below = (issuer: Authority) => createAuthority({ subject: 'CN=Issuing', issuer, keys });
    const [former, latter] = [await below(authority), await below(other)];
    const before = await pathSubject(await issue(former), authority, former);
    const after = await pathSubject(await issue(former), other, latter);

    expect(after.subject).toBe(before.subject);
    expect(after.alias).not.toBe(before.alias);
  });

  it('keeps its alias when the same root gives the issuing authority a new key', async () => {
    const [former, latter] = [
      await createAuthority({ subject: 'CN=Issuing', issuer: authority }),
      await createAuthority({ subject: 'CN=Issuing', issuer: authority }),
    ];
    const before = await pathSubject(await issue(former), authority, former, latter);
    const after = await pathSubject(await issue(latter), authority, former, latter);

    expect(after.subject).not.toBe(before.subject);
    expect(after.alias).toBe(before.alias);
  });

  it('is another one for an authority of the same name and another key below another root', async () => {
    const [one, namesake] = [
      await createAuthority({ subject: 'CN=Issuing', issuer: authority }),
      await createAuthority({ subject: 'CN=Issuing', issuer: other }),
    ];
    const all = [authority, other, one, namesake];

    expect(
      shared(await pathSubject(await issue(one), ...all), await pathSubject(await issue(namesake), ...all)),
    ).toEqual([]);
  });

  it('still matches values stored by earlier versions', async () => {
    const { formerSubject } = await subjectOf('issuer-and-subject', authority);

    expect(formerSubject).toMatch(/^name-sha256:[0-9a-f]{64}$/);
  });

  it('never is the same text for two sources', async () => {
    const keys = await generateKeys('ec-p256');
    const subjects = await Promise.all(
      (['certificate', 'public-key', 'issuer-and-subject'] as const).map((source) =>
        subjectOf(source, authority, { keys }),
      ),
    );

    expect(new Set(subjects.map(({ subject }) => subject.split(':')[0])).size).toBe(3);
  });
});

describe('the subject by a number that the authority gave', () => {
  it.each(['issuer-and-serial', 'subject-key-identifier'] as const)(
    'is one authority’s alone, by %s, and stays the same below a new root',
    async (source) => {
      const keys = await generateKeys('ec-p256');
      const options = { keys, serialNumber: '0a0b' };
      const issuing = await createAuthority({ subject: 'CN=Issuing', issuer: authority });
      const again = await createAuthority({ subject: 'CN=Issuing', issuer: other, keys: issuing.keys });
      const namesake = await createAuthority({ subject: 'CN=Issuing', issuer: authority });
      const at = async (from: Authority, ...store: readonly Authority[]) => {
        const certificate = await issue(from, options);
        return extractSubject(certificate, findPath(certificate, storeOf(...store), now), source);
      };

      const ada = await at(issuing, authority, issuing);
      expect(await at(again, other, again)).toEqual(ada);
      expect(await at(namesake, authority, namesake)).not.toEqual(ada);
    },
  );

  it('is another one for another serial number or key', async () => {
    const serials = [
      await subjectOf('issuer-and-serial', authority, { serialNumber: '01' }),
      await subjectOf('issuer-and-serial', authority, { serialNumber: '0100' }),
      await subjectOf('subject-key-identifier', authority),
      await subjectOf('subject-key-identifier', authority),
    ];

    expect(new Set(serials.map((holder) => holder.subject)).size).toBe(4);
  });
});
