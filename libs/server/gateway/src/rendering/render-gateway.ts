import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type GatewayRateLimit, type GatewayRendering, unspeakable } from '@postern/contracts';
import type { GatewayModel, RoutedApi, RoutedUpstream } from './gateway-model.js';
import { type TlsSettings, tlsSettings } from './tls-settings.js';

type Files = Record<string, string>;

/** A backslash for Nginx's regular expression: the part of the path behind the names of setting and rate. */
const rest = String.raw`rewrite "(?s)^/:[^/]+/[^/]+(/.*)\z" $1 break;`;

const unit = ({ per }: GatewayRateLimit): string => (per === 'second' ? 's' : 'm');
const zoneOf = (limit: GatewayRateLimit): string => `postern_rate_${limit.requests}${unit(limit)}`;
/** Nginx does not accept a burst of zero. */
const burstOf = ({ burst }: GatewayRateLimit): string => (burst === 0 ? '' : ` burst=${burst}`);
const rateName = (limit: GatewayRateLimit | null): string =>
  limit === null ? 'r0' : `r${limit.requests}${unit(limit)}b${limit.burst}`;

const authorityOf = (url: URL): string => url.host;
const hostOf = (url: URL): string => url.hostname;
/** An address in a URL has brackets, in a handshake it has none; Nginx takes no other name there than a DNS name. */
const tlsNameOf = ({ serverName, url }: RoutedUpstream): string => serverName ?? hostOf(new URL(url));
const baseOf = ({ pathname }: URL): string => pathname.replace(/\/+$/, '');
const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80');

const lines = (entries: readonly string[]): string => entries.map((entry) => `${entry}\n`).join('');

const apiMaps = (apis: readonly RoutedApi[], settings: ReadonlyMap<string, TlsSettings>): Files => {
  const depthOf = ({ pathPrefix }: RoutedApi) => pathPrefix.split('/').length - 1;
  const ofDepth = (depth: number) =>
    lines(apis.filter((api) => depthOf(api) === depth).map(({ id, pathPrefix }) => `"${pathPrefix}" ${id};`));
  return {
    ...Object.fromEntries([1, 2, 3, 4].map((depth) => [`apis-${depth}.map`, ofDepth(depth)])),
    'prefixes.map': lines(apis.map(({ id, pathPrefix }) => `${id} "${pathPrefix}";`)),
    'depths.map': lines(apis.map((api) => `${api.id} ${depthOf(api)};`)),
    'profiles.map': lines(
      apis.map(({ id, upstreamId, rateLimit }) => `${id} ${settings.get(upstreamId)!.name}/${rateName(rateLimit)};`),
    ),
    'counted.map': lines(
      apis
        .filter(({ rateLimit, countedBy }) => rateLimit !== null && countedBy === 'certificate')
        .map(({ id }) => `${id} certificate;`),
    ),
    'upstreams.map': lines(apis.map(({ id, upstreamId }) => `${id} ${upstreamId};`)),
  };
};

const upstreamMaps = (upstreams: readonly RoutedUpstream[]): Files => {
  const parsed = upstreams.map((upstream) => ({ ...upstream, parsed: new URL(upstream.url) }));
  return {
    'places.map': lines(parsed.map(({ id, parsed: { protocol } }) => `${id} ${protocol}//${id};`)),
    'hosts.map': lines(parsed.map((upstream) => `${upstream.id} "${authorityOf(upstream.parsed)}";`)),
    'origins.map': lines(parsed.map((upstream) => `${upstream.id} "${upstream.parsed.origin}";`)),
    'names.map': lines(upstreams.map((upstream) => `${upstream.id} "${tlsNameOf(upstream)}";`)),
    'bases.map': lines(
      parsed
        .filter((upstream) => baseOf(upstream.parsed) !== '')
        .map((upstream) => `${upstream.id} "${baseOf(upstream.parsed)}";`),
    ),
    'upstreams.conf': lines(
      parsed.map(({ id, addresses, parsed: url }) => {
        const servers = addresses.map(
          (address) => `server ${isIPv6(address) ? `[${address}]` : address}:${portOf(url)} max_fails=0;`,
        );
        // Below the 5 s after which Node closes an idle connection.
        return `upstream ${id} { ${servers.join(' ')} keepalive 16; keepalive_timeout 4s; }`;
      }),
    ),
  };
};

const rateLocation = (setting: string, limit: GatewayRateLimit | null): readonly string[] => [
  `    location ^~ /:${setting}/${rateName(limit)}/ {`,
  ...(limit === null ? [] : [`        limit_req zone=${zoneOf(limit)}${burstOf(limit)} nodelay;`]),
  `        ${rest}`,
  '        proxy_pass $postern_destination;',
  '    }',
];

const locations = (apis: readonly RoutedApi[], settings: ReadonlyMap<string, TlsSettings>): string => {
  const rates = new Map<TlsSettings['name'], Map<string, GatewayRateLimit | null>>();
  for (const { upstreamId, rateLimit } of apis) {
    const { name } = settings.get(upstreamId)!;
    rates.set(
      name,
      (rates.get(name) ?? new Map<string, GatewayRateLimit | null>()).set(rateName(rateLimit), rateLimit),
    );
  }
  const directives = new Map(Array.from(settings.values(), (each) => [each.name, each.directives]));
  return lines(
    [...rates]
      .sort(byFirst)
      .flatMap(([name, limits]) => [
        `location ^~ /:${name}/ {`,
        '    internal;',
        ...(directives.get(name) ?? []).map((directive) => `    ${directive}`),
        ...[...limits].sort(byFirst).flatMap(([, limit]) => rateLocation(name, limit)),
        '}',
      ]),
  );
};

const byFirst = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

const limitZones = (apis: readonly RoutedApi[]): string => {
  const limits = apis.flatMap(({ rateLimit }) => (rateLimit === null ? [] : [rateLimit]));
  const zones = new Map(limits.map((limit) => [zoneOf(limit), `${limit.requests}r/${unit(limit)}`]));
  return lines(
    [...zones]
      .sort(byFirst)
      .map(([zone, rate]) => `limit_req_zone "$postern_api$postern_caller" zone=${zone}:1m rate=${rate};`),
  );
};

/**
 * Renders the applied configuration into the files that Nginx includes; the same model gives the same digest.
 *
 * @throws Error if a file does not match its grammar; input of administrators was validated before
 */
export const renderGateway = ({ apis, upstreams }: GatewayModel): Omit<GatewayRendering, 'generation'> => {
  const used = new Set(apis.map(({ upstreamId }) => upstreamId));
  const sorted = [...apis].sort((one, other) => byFirst([one.id, one], [other.id, other]));
  const needed = upstreams
    .filter(({ id }) => used.has(id))
    .sort((one, other) => byFirst([one.id, one], [other.id, other]));
  const settings = new Map(needed.map((upstream) => [upstream.id, tlsSettings(upstream)]));
  const files: Files = {
    ...apiMaps(sorted, settings),
    ...upstreamMaps(needed),
    'limits.conf': limitZones(sorted),
    'locations.conf': locations(sorted, settings),
    ...Object.assign({}, ...Array.from(settings.values(), (each) => each.files)),
  };
  const problem = unspeakable({ files });
  if (problem !== undefined) throw new Error(`the gateway cannot be rendered: ${problem}`);
  return { files, digest: digestOf(files) };
};

const digestOf = (files: Files): string => {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort()) hash.update(`${name}\n${files[name]!.length}\n${files[name]}`);
  return hash.digest('hex');
};

/** A rendering with its number, which Nginx reports. */
export const numbered = (
  { files, digest }: Omit<GatewayRendering, 'generation'>,
  generation: number,
): GatewayRendering => ({ generation, digest, files: { ...files, 'generation.map': `generation ${generation};\n` } });
