import { createAuthority, generateKeys, type Authority } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPath } from './certificate-path.js';
import { extractSubject, type SubjectSource } from './subject.js';
import { issue, now, storeOf } from '../../testing/index.js';

let authority: Authority;
let other: Authority;

const subjectOf = async (source: SubjectSource, from: Authority, options: Parameters<typeof issue>[1] = {}) => {
  const certificate = await issue(from, options);
  return extractSubject(certificate, findPath(certificate, storeOf(authority, other), now), source);
};

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

    expect(subjects[0]).toMatch(/^x509-sha256:[0-9a-f]{64}$/);
    expect(new Set(subjects).size).toBe(2);
  });

  it('survives a renewal with the same key when it is the key', async () => {
    const keys = await generateKeys('ec-p256');

    expect(await subjectOf('public-key', authority, { keys })).toBe(
      await subjectOf('public-key', authority, { keys, subject: 'CN=Ada L.' }),
    );
    expect(await subjectOf('public-key', authority)).not.toBe(await subjectOf('public-key', authority));
  });

  it('survives every renewal by the same authority when it is issuer and subject', async () => {
    expect(await subjectOf('issuer-and-subject', authority)).toBe(await subjectOf('issuer-and-subject', authority));
    expect(await subjectOf('issuer-and-subject', authority)).not.toBe(
      await subjectOf('issuer-and-subject', authority, { subject: 'CN=Eve' }),
    );
  });

  it('is another one for the same names below another anchor, also one of the same name', async () => {
    expect(await subjectOf('issuer-and-subject', authority)).not.toBe(await subjectOf('issuer-and-subject', other));
  });

  it('compares bytes: names that only look the same differ', async () => {
    const printable = await subjectOf('issuer-and-subject', authority, {
      subject: [{ CN: [{ printableString: 'Ada' }] }],
    });
    const utf8 = await subjectOf('issuer-and-subject', authority, { subject: [{ CN: [{ utf8String: 'Ada' }] }] });

    expect(printable).not.toBe(utf8);
  });

  it('never is the same text for two sources', async () => {
    const keys = await generateKeys('ec-p256');
    const subjects = await Promise.all(
      (['certificate', 'public-key', 'issuer-and-subject'] as const).map((source) =>
        subjectOf(source, authority, { keys }),
      ),
    );

    expect(new Set(subjects.map((subject) => subject.split(':')[0])).size).toBe(3);
  });
});
