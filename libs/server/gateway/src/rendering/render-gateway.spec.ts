import { randomUUID } from 'node:crypto';
import { unspeakable } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePathPrefix, parseRateLimit } from '../apis/api-definition.js';
import { parseUpstreamUrl, parseServerName } from '../upstreams/upstream-address.js';
import type { RoutedApi, RoutedUpstream, ShownCertificate } from './gateway-model.js';
import { numbered, renderGateway } from './render-gateway.js';

let shown: ShownCertificate;
beforeAll(async () => {
  const { der, privateKeyPem } = await issueSelfSigned({ subject: 'CN=gateway', keyAlgorithm: 'rsa-2048' });
  shown = { certificates: [der], key: privateKeyPem };
});

const upstream = (parts: Partial<RoutedUpstream> = {}): RoutedUpstream => ({
  id: randomUUID(),
  url: 'https://orders.internal:8443/v2',
  addresses: ['10.0.0.1', 'fd00::1'],
  trusted: null,
  skipCertificateChainValidation: false,
  serverName: null,
  shown: null,
  ...parts,
});
const api = (upstreamId: string, parts: Partial<RoutedApi> = {}): RoutedApi => ({
  id: randomUUID(),
  pathPrefix: '/orders',
  upstreamId,
  rateLimit: null,
  countedBy: 'address',
  ...parts,
});
const text = (files: Readonly<Record<string, string>>) => Object.values(files).join('');

describe('a rendering', () => {
  it('has an entry per API in each map, and locations per TLS setting and rate only', () => {
    const upstreams = [
      upstream(),
      upstream({ url: 'https://other.internal' }),
      upstream({ url: 'http://plain.internal' }),
    ];
    const rateLimit = { requests: 10, per: 'second', burst: 5 } as const;
    const apis = upstreams.flatMap(({ id }, index) => [
      api(id, { pathPrefix: `/a${index}` }),
      api(id, { pathPrefix: `/deep/b${index}`, rateLimit }),
    ]);
    const { files } = renderGateway({ apis, upstreams });
    const countOf = (name: string) => files[name]!.split('\n').length - 1;

    expect([countOf('apis-1.map'), countOf('apis-2.map'), countOf('profiles.map'), countOf('upstreams.conf')]).toEqual([
      3, 3, 6, 3,
    ]);
    // Two settings (https with the machine's trust anchors, and http), each with and without the rate.
    expect(files['locations.conf']!.match(/^location/gm)).toHaveLength(2);
    expect(files['locations.conf']!.match(/^ {4}location/gm)).toHaveLength(4);
    expect(files['limits.conf']).toBe(
      'limit_req_zone "$postern_api$postern_caller" zone=postern_rate_10s:1m rate=10r/s;\n',
    );
    expect(files['upstreams.conf']).toContain('server 10.0.0.1:8443 max_fails=0; server [fd00::1]:8443 max_fails=0;');
    expect(files['bases.map']).toBe(`${upstreams[0]!.id} "/v2";\n`);
  });

  it('names the APIs whose rate is counted by certificate', () => {
    const one = upstream();
    const rateLimit = { requests: 10, per: 'second', burst: 0 } as const;
    const counted = api(one.id, { pathPrefix: '/a', rateLimit, countedBy: 'certificate' });
    const apis = [counted, api(one.id, { pathPrefix: '/b', rateLimit }), api(one.id, { countedBy: 'certificate' })];

    expect(renderGateway({ apis, upstreams: [one] }).files['counted.map']).toBe(`${counted.id} certificate;\n`);
  });

  it('omits a burst of zero, which Nginx does not accept', () => {
    const one = upstream();
    const rates = [0, 5].map((burst) => ({ requests: 10, per: 'second', burst }) as const);
    const apis = rates.map((rateLimit, index) => api(one.id, { pathPrefix: `/a${index}`, rateLimit }));

    expect(renderGateway({ apis, upstreams: [one] }).files['locations.conf']!.match(/limit_req .*/g)).toEqual([
      'limit_req zone=postern_rate_10s nodelay;',
      'limit_req zone=postern_rate_10s burst=5 nodelay;',
    ]);
  });

  it('is the same for the same model in any order, and another for a replaced certificate', async () => {
    const one = upstream({ shown });
    const apis = [api(one.id), api(one.id, { pathPrefix: '/other' })];
    const { digest } = renderGateway({ apis, upstreams: [one] });
    const other = await issueSelfSigned({ subject: 'CN=gateway' });
    const replaced = { ...one, shown: { certificates: [other.der], key: other.privateKeyPem } };

    expect(renderGateway({ apis: apis.toReversed(), upstreams: [one] }).digest).toBe(digest);
    expect(renderGateway({ apis, upstreams: [replaced] }).digest).not.toBe(digest);
  });

  it('holds keys and certificates of upstreams that are used, and of no others', () => {
    const [used, unused] = [upstream({ shown }), upstream({ shown: { ...shown, key: 'never written' } })];
    const { files } = renderGateway({ apis: [api(used.id)], upstreams: [used, unused] });

    expect(Object.keys(files).filter((name) => name.endsWith('.key'))).toHaveLength(1);
    expect(text(files)).not.toContain('never written');
    expect(files['upstreams.conf']).not.toContain(unused.id);
  });

  it('verifies upstreams unless told not to', () => {
    const settings = (parts: Partial<RoutedUpstream>) => {
      const one = upstream(parts);
      return renderGateway({ apis: [api(one.id)], upstreams: [one] }).files['locations.conf'];
    };

    expect(settings({})).toContain('proxy_ssl_verify on;');
    expect(settings({})).toContain('"@system-ca@"');
    expect(settings({ trusted: shown.certificates })).toMatch(
      /proxy_ssl_trusted_certificate "@files@\/anchors-\w{32}\.ca";/,
    );
    expect(settings({ skipCertificateChainValidation: true })).toContain('proxy_ssl_verify off;');
  });
});

/** Characters that break out of directives, and all others. */
const nasty = [
  ';',
  '}',
  '{',
  '"',
  "'",
  '\\',
  '$',
  '${',
  '\n',
  '\r\n',
  '#',
  ' ',
  '\t',
  '\0',
  '..',
  '/',
  '//',
  '%0a',
  '%22',
  '\u2028',
  'ä',
  '*',
  '~',
  '^',
  '(',
  '|',
  '@files@',
  '$postern_api',
  '@',
];
const plain = [
  'a',
  'orders',
  'v2',
  '/a',
  '.',
  '-',
  '_',
  '1',
  'https://',
  'http://',
  'host',
  ':8080',
  '[::1]',
  '127.0.0.1',
];
const stages = [
  (pick: (list: readonly string[]) => string) => `/${pick(plain)}${pick(nasty)}`,
  (pick: (list: readonly string[]) => string) => `${pick(plain)}${pick(nasty)}${pick(plain)}`,
  (pick: (list: readonly string[]) => string) => `https://${pick(plain)}${pick(nasty)}${pick(plain)}${pick(nasty)}`,
  (pick: (list: readonly string[]) => string) => `http://host${pick(plain)}/${pick(plain)}${pick(nasty)}`,
  (pick: (list: readonly string[]) => string) => `/${pick(plain)}/${pick(plain)}`,
];

/** The same texts in every run (mulberry32). */
const texts = function* (count: number): Generator<string> {
  let state = 20261121;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  for (let index = 0; index < count; index += 1) yield stages[index % stages.length]!(pick);
};
const accepted = <T>(parse: () => T): T | undefined => {
  try {
    return parse();
  } catch {
    return undefined;
  }
};

const usually = new Map<string, number | undefined>();
/** How many there are of what ends, opens or names something in a rendering, for a path of that depth and a plain address. */
const usualTokens = (depth: number, { protocol, pathname }: URL): number | undefined => {
  const url = `${protocol}//h${pathname === '/' ? '' : '/x'}`;
  const key = `${depth} ${url}`;
  if (!usually.has(key)) {
    const one = upstream({ url });
    const apis = [api(one.id, { pathPrefix: '/x'.repeat(depth) })];
    const { files } = numbered(renderGateway({ apis, upstreams: [one] }), 1);
    usually.set(key, text(files).match(/[;{}$]/g)?.length);
  }
  return usually.get(key);
};

describe('input of administrators', () => {
  it('is refused or cannot break out of a directive', () => {
    let taken = 0;
    for (const input of texts(20_000)) {
      const prefix = accepted(() => parsePathPrefix(input));
      const url = accepted(() => parseUpstreamUrl(input));
      const serverName = accepted(() => parseServerName(input));
      if (prefix === undefined && url === undefined && serverName === undefined) continue;
      taken += 1;
      const one = upstream({ ...(url !== undefined && { url }), ...(serverName !== undefined && { serverName }) });
      const rendering = numbered(
        renderGateway({ apis: [api(one.id, prefix === undefined ? {} : { pathPrefix: prefix })], upstreams: [one] }),
        1,
      );

      expect(unspeakable(rendering)).toBeUndefined();
      // It contains no further directive, block or variable.
      const tokens = text(rendering.files).match(/[;{}$]/g)?.length;
      const depth = prefix === undefined ? 1 : prefix.split('/').length - 1;
      expect(tokens).toBe(usualTokens(depth, new URL(one.url)));
    }
    expect(taken).toBeGreaterThan(500);
  });

  it.each([
    [{ requests: '1r/s; }', per: 'second' }],
    [{ requests: 1.5, per: 'second' }],
    [{ requests: 1, per: 'second; return 200' }],
    [{ requests: 1, per: 'minute', burst: '1 nodelay; }' }],
    [{ requests: 1e9, per: 'second' }],
    [{ requests: 1, per: 'second', zone: 'x' }],
  ])('is refused as a rate: %j', (limit) => {
    expect(accepted(() => parseRateLimit(limit))).toBeUndefined();
  });
});

describe('the grammar of rendered files', () => {
  const { files } = ((one) => renderGateway({ apis: [api(one.id)], upstreams: [one] }))(upstream());
  const id = '11111111-1111-4111-8111-111111111111';

  it('accepts renderings', () => {
    expect(unspeakable({ files })).toBeUndefined();
  });

  it.each([
    ['a file elsewhere', '../nginx.conf', 'x'],
    ['an unknown file', 'more.conf', ''],
    ['a directive', 'locations.conf', `${files['locations.conf']}access_log /etc/cron.d/x;\n`],
    [
      'a location that proxies elsewhere',
      'locations.conf',
      files['locations.conf']!.replace('$postern_destination', 'http://evil'),
    ],
    ['an include', 'upstreams.conf', 'include /etc/shadow;\n'],
    ['a variable in a map', 'hosts.map', `${id} "$http_host";\n`],
    ['a second value in a map', 'prefixes.map', `${id} "/a"; default "/b";\n`],
    ['a path with dots', 'apis-1.map', `"/../etc" ${id};\n`.replace('/..', '/"')],
    [
      'a Unix socket',
      'upstreams.conf',
      `upstream ${id} { server unix:/run/postern/public.sock max_fails=0; keepalive 16; keepalive_timeout 4s; }\n`,
    ],
    ['a line without an end', 'upstreams.map', `${id} ${id};`],
    ['a key that is none', 'client-0.key', 'secret\n'],
  ])('does not accept %s', (_, name, content) => {
    expect(unspeakable({ files: { [name]: content } })).toBeDefined();
  });
});
