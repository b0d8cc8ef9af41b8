import { generalName, type NameConstraintsOptions } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { verdictOf, within, without } from '../../testing/name-constraints.js';

const { dns, email, uri, ip, upn, other, raw } = generalName;

type Row = readonly [what: string, names: readonly Uint8Array[], isValid: boolean];
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
