import { createHash } from 'node:crypto';
import { certificateOriginsGrammar, type GatewayRendering, unspeakable } from '@postern/contracts';
import type { MethodListener } from '@postern/provider-kit';
import { certificateToPem } from '@postern/x509';

/** A method with an origin of its own. */
export interface OwnOrigin {
  readonly methodId: string;
  readonly listener: MethodListener & { readonly own: NonNullable<MethodListener['own']> };
}

export interface OriginsRendering extends Omit<GatewayRendering, 'generation'> {
  /** Name of the origin by method. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Renders the origins of single methods into the files that Nginx includes; the same origins give the same digest.
 *
 * @throws Error if a file does not match its grammar; what administrators type was validated before
 */
export const renderOrigins = (origins: readonly OwnOrigin[]): OriginsRendering => {
  const sorted = distinct(origins.toSorted((one, other) => (one.methodId < other.methodId ? -1 : 1)));
  const files = {
    'methods.map': sorted.map(mapLines).join(''),
    'servers.conf': sorted.map(serverBlock).join(''),
    ...Object.fromEntries(sorted.filter(sendsNames).map((origin) => [`${origin.methodId}.ca`, bundle(origin)])),
  };
  const problem = unspeakable({ files }, certificateOriginsGrammar);
  if (problem !== undefined) throw new Error(`the certificate origins cannot be rendered: ${problem}`);
  const names = Object.fromEntries(sorted.map(({ methodId, listener: { own } }) => [methodId, own.name]));
  return { files, digest: digestOf(files), names };
};

/** Two methods of one name cannot be switched on; of what another version stored, the first is served. */
const distinct = (origins: readonly OwnOrigin[]): readonly OwnOrigin[] =>
  origins.filter(({ listener: { own } }, index) => {
    return origins.findIndex(({ listener: other }) => other.own.name === own.name) === index;
  });

const sendsNames = ({ listener: { sendsNames: sends, authorities } }: OwnOrigin): boolean =>
  sends && authorities.length > 0;

const hostOf = ({ listener: { own } }: OwnOrigin): string => new URL(own.origin).hostname;
const freshPattern = (origin: OwnOrigin): string =>
  String.raw`^[0-9a-f]{16}-${hostOf(origin).replaceAll('.', String.raw`\.`)}\z`;

const mapLines = (origin: OwnOrigin): string =>
  `${hostOf(origin)} ${origin.methodId};\n"~*${freshPattern(origin)}" ${origin.methodId};\n`;

const serverBlock = (origin: OwnOrigin): string =>
  [
    'server {',
    `    server_name ${hostOf(origin)} "~${freshPattern(origin)}";`,
    ...(sendsNames(origin) ? [`    ssl_client_certificate "@files@/${origin.methodId}.ca";`] : []),
    '    include snippets/certificate-server.conf;',
    '}',
    '',
  ].join('\n');

/** Each certificate once, always in the same order. */
const bundle = ({ listener: { authorities } }: OwnOrigin): string =>
  [...new Set(authorities.map((der) => certificateToPem(der)))].toSorted().join('');

const digestOf = (files: Readonly<Record<string, string>>): string => {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).toSorted()) hash.update(`${name}\n${files[name]!.length}\n${files[name]}`);
  return hash.digest('hex');
};

/** A rendering with its number, which Nginx reports. */
export const numbered = ({ files, digest }: OriginsRendering, generation: number): GatewayRendering => ({
  generation,
  digest,
  files: { ...files, 'generation.map': `generation ${generation};\n` },
});
