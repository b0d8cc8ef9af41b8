import {
  alternativeNamesExtension,
  type Authority,
  createAuthority,
  generalName,
  generateKeys,
  nameConstraints,
  type NameConstraintsOptions,
} from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { issue, now, storeOf } from '../../testing/index.js';
import { X509Error } from '../x509.error.js';
import { findPath } from './certificate-path.js';

const { dns, email, uri, ip, directory, upn, other, registeredId, x400Address, raw } = generalName;
type Subject = NonNullable<Parameters<typeof issue>[1]>['subject'];
type Keys = Authority['keys'];

let keys: Record<'root' | 'between' | 'person', Keys>;

beforeAll(async () => {
  const [root, between, person] = await Promise.all([1, 2, 3].map(() => generateKeys('ec-p256')));
  keys = { root: root!, between: between!, person: person! };
});

/** C=DE, O=Acme, CN=Ada: most general first. */
const ada = [{ C: ['DE'] }, { O: ['Acme'] }, { CN: ['Ada'] }];
const nobody: Subject = [];

interface Chain {
  readonly root?: NameConstraintsOptions;
  readonly between?: NameConstraintsOptions;
  readonly betweenSubject?: Subject;
  readonly subject?: Subject;
  readonly names?: readonly Uint8Array[];
}

/** `valid`, or the reason and what it is about. */
const verdictOf = async ({ root, between, betweenSubject = 'CN=Between', subject = ada, names = [] }: Chain) => {
  const limits = (options: NameConstraintsOptions | undefined) =>
    options === undefined ? [] : [nameConstraints(options)];
  const anchor = await createAuthority({ subject: 'CN=Root', keys: keys.root, extensions: limits(root) });
  const authority = await createAuthority({
    subject: betweenSubject,
    issuer: anchor,
    keys: keys.between,
    extensions: limits(between),
  });
  const extensions = names.length === 0 ? [] : [alternativeNamesExtension(names)];
  const certificate = await issue(authority, { subject, keys: keys.person, extensions });
  try {
    findPath(certificate, storeOf(anchor, authority), now);
    return 'valid';
  } catch (error) {
    if (error instanceof X509Error) return `${error.reason} ${error.subject ?? ''}`.trim();
    throw error;
  }
};

type Row = readonly [what: string, names: readonly Uint8Array[], isValid: boolean];
const within = (...names: readonly Uint8Array[]) => ({ permitted: names });
const without = (...names: readonly Uint8Array[]) => ({ excluded: names });
const judges = (what: string, between: NameConstraintsOptions, rows: readonly Row[]) =>
  describe(what, () => {
    it.each(rows)('%s', async (_what, names, isValid) => {
      const verdict = await verdictOf({ between, names });

      expect(verdict.startsWith('name_constraint') ? 'refused' : verdict).toBe(isValid ? 'valid' : 'refused');
    });
  });

judges('only DNS names in example.com', within(dns('example.com')), [
  ['the domain itself', [dns('example.com')], true],
  ['a host', [dns('www.example.com')], true],
  ['a host two labels below', [dns('a.b.example.com')], true],
  ['another letter case', [dns('WWW.EXAMPLE.Com')], true],
  ['a wildcard', [dns('*.example.com')], true],
  ['an underscore', [dns('_svc.example.com')], true],
  ['no DNS name at all', [], true],
  ['a name of another form', [email('ada@elsewhere.test')], true],
  ['a domain that ends alike', [dns('badexample.com')], false],
  ['a domain that begins alike', [dns('example.com.evil.test')], false],
  ['another domain', [dns('example.org')], false],
  ['one of two names', [dns('example.com'), dns('example.org')], false],
  ['a wildcard above', [dns('*.com')], false],
  ['half a wildcard', [dns('w*.example.com')], false],
  ['a dot at the end', [dns('www.example.com.')], false],
  ['an empty name', [dns('')], false],
  ['a space', [dns('www .example.com')], false],
  ['a NUL', [dns('evil.test\0.example.com')], false],
  ['characters beyond ASCII', [dns('é.example.com')], false],
]);
judges('every DNS name', within(dns('')), [
  ['any', [dns('example.org')], true],
  ['but none that cannot be read', [dns('a b')], false],
]);
judges('only DNS names below example.com', within(dns('.example.com')), [
  ['a host', [dns('www.example.com')], true],
  ['the domain itself', [dns('example.com')], false],
]);
judges('DNS names in a subtree that is no name', within(dns('*.example.com')), [
  ['permits nothing', [dns('www.example.com')], false],
  ['not even itself', [dns('*.example.com')], false],
]);
judges('no DNS names in example.com', without(dns('example.com')), [
  ['another domain', [dns('example.org')], true],
  ['a domain that ends alike', [dns('badexample.com')], true],
  ['the domain itself', [dns('example.com')], false],
  ['a host', [dns('www.Example.com')], false],
  ['a dot at the end', [dns('www.example.com.')], false],
]);
judges('no DNS names in www.example.com', without(dns('www.example.com')), [
  ['the domain above', [dns('example.com')], true],
  ['a wildcard that stands for it', [dns('*.example.com')], false],
  ['a wildcard one label above that', [dns('*.com')], true],
]);
judges('no DNS name at all', without(dns('')), [
  ['any', [dns('example.com')], false],
  ['none', [], true],
]);
judges(
  'one part of a permitted domain excluded',
  { permitted: [dns('example.com')], excluded: [dns('hr.example.com')] },
  [
    ['a name beside it', [dns('it.example.com')], true],
    ['a name in it', [dns('a.hr.example.com')], false],
  ],
);
judges('one mailbox', within(email('ada@example.com')), [
  ['the same', [email('ada@example.com')], true],
  ['its host in another letter case', [email('ada@EXAMPLE.com')], true],
  ['its local part in quotes', [email('"ada"@example.com')], true],
  ['its local part in another letter case', [email('Ada@example.com')], false],
  ['another', [email('eve@example.com')], false],
]);
judges('mailboxes of one host', within(email('example.com')), [
  ['one', [email('ada@example.com')], true],
  ['one with an @ in its quoted part', [email('"a@evil.test"@example.com')], true],
  ['a host below', [email('ada@mail.example.com')], false],
  ['a host that ends alike', [email('ada@badexample.com')], false],
  ['no host', [email('ada@')], false],
  ['no @', [email('example.com')], false],
  ['an address in brackets', [email('ada@[10.0.0.1]')], false],
]);
judges('mailboxes of one host, written with an @', within(email('@example.com')), [
  ['one', [email('ada@example.com')], true],
  ['another host', [email('ada@example.org')], false],
]);
judges('mailboxes below a domain', within(email('.example.com')), [
  ['a host below', [email('ada@mail.example.com')], true],
  ['the domain itself', [email('ada@example.com')], false],
]);
judges('no mailboxes of one host', without(email('example.com')), [
  ['another host', [email('ada@example.org')], true],
  ['this one', [email('ada@Example.COM')], false],
  ['one that cannot be read', [email('ada example.org')], false],
]);
judges('addresses at one host', within(uri('example.com')), [
  ['https', [uri('https://example.com/a?b#c')], true],
  ['another letter case, a port, a user', [uri('ldap://eve@EXAMPLE.com:389/')], true],
  ['a scheme of no browser', [uri('spiffe://example.com/service')], true],
  ['a host below', [uri('https://www.example.com/')], false],
  ['the host as a user', [uri('https://example.com@evil.test/')], false],
  ['the host behind a backslash', [uri('https://evil.test\\@example.com/')], false],
  ['the host as a path', [uri('https:example.com')], false],
  ['no host', [uri('urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6')], false],
  ['an IPv4 address', [uri('https://10.0.0.1/')], false],
  ['an IPv4 address as one number', [uri('https://2130706433/')], false],
  ['an IPv6 address', [uri('https://[::1]/')], false],
  ['a dot at the end', [uri('https://example.com./')], false],
  ['a line break', [uri('https://evil.test/\n@example.com')], false],
]);
judges('addresses below a domain', within(uri('.example.com')), [
  ['a host below', [uri('https://www.example.com/')], true],
  ['the domain itself', [uri('https://example.com/')], false],
]);
judges('no addresses at one host', without(uri('example.com')), [
  ['another host', [uri('https://example.org/')], true],
  ['this one', [uri('HTTPS://example.com')], false],
  ['one without a host', [uri('mailto:ada@example.org')], false],
]);
judges('one IPv4 network', within(ip('10.0.0.0/8')), [
  ['an address in it', [ip('10.1.2.3')], true],
  ['an address beside it', [ip('11.0.0.1')], false],
  ['an IPv6 address', [ip('::1')], false],
  ['bytes that are no address', [raw(0x87, new Uint8Array(5))], false],
]);
judges('one IPv6 network', within(ip('2001:db8::/33')), [
  ['an address in it', [ip('2001:db8:7fff::1')], true],
  ['an address beside it', [ip('2001:db8:8000::1')], false],
]);
judges('no IP address of a network', without(ip('0.0.0.0/0')), [
  ['an address in it', [ip('192.0.2.1')], false],
  ['an address of the other kind', [ip('::1')], true],
]);
judges('a network with holes', within(raw(0x87, Buffer.from('0a000000ff00ff00', 'hex'))), [
  ['permits nothing', [ip('10.0.0.1')], false],
]);
judges('user principal names of a domain', within(upn('example.com')), [
  ['one', [upn('ada@Example.com')], true],
  ['another domain', [upn('ada@example.org')], false],
  ['a domain below', [upn('ada@corp.example.com')], false],
  ['no domain', [upn('ada')], false],
  ['another kind of otherName', [other('1.2.3.4', raw(0x0c, Buffer.from('x')))], true],
]);
judges('user principal names below a domain', within(upn('.example.com')), [
  ['one', [upn('ada@corp.example.com')], true],
  ['the domain itself', [upn('ada@example.com')], false],
]);
judges('not one user principal name', without(upn('ada@example.com')), [
  ['another', [upn('eve@example.com')], true],
  ['this one, in any letter case', [upn('ADA@example.com')], false],
]);
judges('a subtree with distances', { permitted: [dns('example.com')], distances: [raw(0x81, Buffer.from([1]))] }, [
  ['permits nothing', [dns('example.com')], false],
  ['matters to its own form only', [email('ada@example.com')], true],
]);

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
      await verdictOf({ between: within(acme), subject: subject as Subject }),
      await verdictOf({ between: without(acme), subject: subject as Subject }),
    ];

    expect([inside === 'valid', outside === 'valid']).toEqual([isValid, !isValid]);
  });

  it('count among the subject alternative names, too', async () => {
    const elsewhere = directory([{ C: ['DE'] }, { O: ['Other'] }]);

    expect(await verdictOf({ between: within(acme), names: [elsewhere] })).toBe(
      'name_constraint directory:O=Other,C=DE',
    );
    expect(await verdictOf({ between: without(acme), subject: nobody, names: [acme] })).toMatch(/^name_constraint/);
  });

  it('that are empty lie in no subtree, and an empty subject is no name', async () => {
    const all = directory([]);

    expect(await verdictOf({ between: within(acme), subject: nobody, names: [acme] })).toBe('valid');
    expect(await verdictOf({ between: without(all), subject: nobody, names: [dns('a.test')] })).toBe('valid');
    expect(await verdictOf({ between: without(all) })).toMatch(/^name_constraint/);
    expect(await verdictOf({ between: within(all) })).toBe('valid');
    expect(await verdictOf({ between: within(acme), subject: nobody, names: [all] })).toMatch(/^name_constraint/);
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
  it('count together, and none widens what another permits', async () => {
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

  it('count for the authorities below, too, and without being critical', async () => {
    const root = { permitted: [acme], isCritical: false };

    expect(await verdictOf({ root })).toBe('name_constraint directory:CN=Between');
    expect(await verdictOf({ root, betweenSubject: [{ C: ['DE'] }, { O: ['Acme'] }, { CN: ['CA'] }] })).toBe('valid');
  });

  it('spare self-issued authorities, and nobody else', async () => {
    const anchor = await createAuthority({
      subject: 'CN=Root',
      keys: keys.root,
      extensions: [nameConstraints(within(acme))],
    });
    const renewed = await createAuthority({ subject: 'CN=Root', issuer: anchor, keys: keys.between });
    const store = storeOf(anchor, renewed);
    const person = await issue(renewed, { subject: ada, keys: keys.person });
    const stranger = await issue(renewed, { subject: 'CN=Root', keys: keys.person });

    expect(findPath(person, store, now).authorities).toHaveLength(2);
    expect(() => findPath(stranger, store, now)).toThrow('name_constraint');
  });
});
