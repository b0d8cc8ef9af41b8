import { createAuthority, generalName, nameConstraints } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { issue, now, storeOf } from '../../testing/index.js';
import { ada, type Subject, verdictOf, within, without } from '../../testing/name-constraints.js';
import { findPath } from './certificate-path.js';

const { dns, email, directory, other, registeredId, x400Address, raw } = generalName;

const acme = directory([{ C: ['DE'] }, { O: ['Acme'] }]);

describe('directory names', () => {
  const utf8 = (O: string) => [{ C: ['DE'] }, { O: [{ utf8String: O }] }, { CN: ['Ada'] }];
  it.each([
    ['below the subtree', ada, true],
    ['the subtree itself', [{ C: ['DE'] }, { O: ['Acme'] }], true],
    ['in another string type, letter case and spacing', utf8('  ACME '), true],
    ['in another organization', utf8('Other'), false],
    ['in one that begins alike', utf8('Acme2'), false],
    ['in another order', [{ O: ['Acme'] }, { C: ['DE'] }, { CN: ['Ada'] }], false],
    ['above the subtree', [{ C: ['DE'] }], false],
    ['with both parts in one', [{ C: ['DE'], O: ['Acme'] }, { CN: ['Ada'] }], false],
  ] as const)('%s', async (_what, subject, isValid) => {
    const [inside, outside] = [
      await verdictOf({ between: within(acme), subject: subject as unknown as Subject }),
      await verdictOf({ between: without(acme), subject: subject as unknown as Subject }),
    ];

    expect([inside === 'valid', outside === 'valid']).toEqual([isValid, !isValid]);
  });

  it('count among the subject alternative names, too', async () => {
    const elsewhere = directory([{ C: ['DE'] }, { O: ['Other'] }]);

    expect(await verdictOf({ between: within(acme), names: [elsewhere] })).toBe(
      'name_constraint directory:O=Other,C=DE',
    );
    expect(await verdictOf({ between: without(acme), subject: [], names: [acme] })).toMatch(/^name_constraint/);
  });

  it('that are empty are in no subtree, and an empty subject is not checked', async () => {
    const all = directory([]);

    expect(await verdictOf({ between: within(acme), subject: [], names: [acme] })).toBe('valid');
    expect(await verdictOf({ between: without(all), subject: [], names: [dns('a.test')] })).toBe('valid');
    expect(await verdictOf({ between: without(all) })).toMatch(/^name_constraint/);
    expect(await verdictOf({ between: within(all) })).toBe('valid');
    expect(await verdictOf({ between: within(acme), subject: [], names: [all] })).toMatch(/^name_constraint/);
  });
});

describe('an e-mail address in the subject', () => {
  const withMail = (address: string) => [...ada, { '1.2.840.113549.1.9.1': [{ ia5String: address }] }];
  const between = within(email('example.com'));

  it('counts where no subject alternative name is one', async () => {
    expect(await verdictOf({ between, subject: withMail('ada@example.com') })).toBe('valid');
    expect(await verdictOf({ between, subject: withMail('ada@evil.test') })).toBe(
      'name_constraint email:ada@evil.test',
    );
    expect(await verdictOf({ between, subject: withMail('ada@evil.test'), names: [dns('a.test')] })).toMatch(/^name/);
    expect(await verdictOf({ between, subject: withMail('ada@evil.test'), names: [email('ada@example.com')] })).toBe(
      'valid',
    );
  });
});

describe('a mailbox with letters beyond ASCII (RFC 9598)', () => {
  const utf8 = (address: string) => other('1.3.6.1.5.5.7.8.9', raw(0x0c, Buffer.from(address)));

  it.each([
    ['jörg@example.com', 'example.com', true],
    ['jörg@EXAMPLE.com', '@example.com', true],
    ['jörg@xn--bcher-kva.example', 'xn--bcher-kva.example', true],
    ['jörg@bücher.example', 'xn--bcher-kva.example', true],
    ['jörg@mail.example.com', '.example.com', true],
    ['"ada"@example.com', 'ada@example.com', true],
    ['jörg@evil.test', 'example.com', false],
    ['jörg@mail.example.com', 'example.com', false],
    ['jörg@example.com', 'jorg@example.com', false],
  ])('%s beside a constraint on %s', async (address, subtree, isWithin) => {
    const inside = await verdictOf({ between: within(email(subtree)), names: [utf8(address)] });
    const outside = await verdictOf({ between: without(email(subtree)), names: [utf8(address)] });

    expect([inside === 'valid', outside === 'valid']).toEqual([isWithin, !isWithin]);
  });

  it.each(['', 'jörg', '@example.com', 'jörg@', 'a b@example.com', 'jörg@ex%61mple.com', 'jörg@example.com.'])(
    'that cannot be read is neither inside nor outside: "%s"',
    async (address) => {
      for (const between of [within(email('example.com')), without(email('example.com'))])
        expect(await verdictOf({ between, names: [utf8(address)] })).toMatch(/^name_constraint/);
    },
  );

  it('does not hide an address in the subject, and is not a constraint form', async () => {
    const subject = [...ada, { '1.2.840.113549.1.9.1': [{ ia5String: 'ada@evil.test' }] }];
    const names = [utf8('jörg@example.com')];

    expect(await verdictOf({ between: within(email('example.com')), subject, names })).toBe(
      'name_constraint email:ada@evil.test',
    );
    expect(await verdictOf({ between: within(utf8('example.com')) })).toBe(
      'unsupported_constraint otherName 1.3.6.1.5.5.7.8.9',
    );
  });
});

describe('forms that are not processed', () => {
  it.each([
    ['registeredID', registeredId('1.2.3')],
    ['x400Address', x400Address()],
    ['ediPartyName', raw(0xa5, raw(0xa1, raw(0x0c, Buffer.from('x'))))],
    ['otherName 1.2.3.4', other('1.2.3.4', raw(0x0c, Buffer.from('x')))],
  ])('refuse a path with a critical constraint of theirs: %s', async (form, base) => {
    expect(await verdictOf({ between: within(base) })).toBe(`unsupported_constraint ${form}`);
    expect(await verdictOf({ root: without(base) })).toBe(`unsupported_constraint ${form}`);
    expect(await verdictOf({ between: { permitted: [base], isCritical: false } })).toBe('valid');
  });
});

describe('the constraints of several authorities', () => {
  it('apply together, and none widens what another permits', async () => {
    const narrow = { root: within(dns('example.com')), between: within(dns('www.example.com')) };
    const wide = { root: within(dns('www.example.com')), between: within(dns('example.com')) };

    for (const chain of [narrow, wide]) {
      expect(await verdictOf({ ...chain, names: [dns('a.www.example.com')] })).toBe('valid');
      expect(await verdictOf({ ...chain, names: [dns('mail.example.com')] })).toBe(
        'name_constraint dns:mail.example.com',
      );
    }
    const apart = { root: within(dns('one.test')), between: within(dns('two.test')) };
    expect(await verdictOf({ ...apart, names: [dns('one.test')] })).toMatch(/^name_constraint/);
  });

  it('of different forms all count', async () => {
    const both = { root: without(email('evil.test')), between: within(dns('example.com')) };

    expect(await verdictOf({ ...both, names: [dns('example.com'), email('ada@evil.test')] })).toMatch(/^name/);
    expect(await verdictOf({ ...both, names: [dns('example.org'), email('ada@good.test')] })).toMatch(/^name/);
    expect(await verdictOf({ ...both, names: [dns('example.com'), email('ada@good.test')] })).toBe('valid');
  });

  it('apply to intermediate CAs, too, even if not critical', async () => {
    const root = { permitted: [acme], isCritical: false };

    expect(await verdictOf({ root })).toBe('name_constraint directory:CN=Between');
    expect(await verdictOf({ root, betweenSubject: [{ C: ['DE'] }, { O: ['Acme'] }, { CN: ['CA'] }] })).toBe('valid');
  });

  it('exempt only self-issued CAs', async () => {
    const anchor = await createAuthority({
      subject: 'CN=Root',

      extensions: [nameConstraints(within(acme))],
    });
    const renewed = await createAuthority({ subject: 'CN=Root', issuer: anchor });
    const store = storeOf(anchor, renewed);
    const person = await issue(renewed, { subject: ada });
    const stranger = await issue(renewed, { subject: 'CN=Root' });

    expect(findPath(person, store, now).authorities).toHaveLength(2);
    expect(() => findPath(stranger, store, now)).toThrow('name_constraint');
  });
});
