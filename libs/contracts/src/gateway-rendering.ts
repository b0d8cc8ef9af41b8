/**
 * Messages between the server and the agent beside Nginx, as JSON over the agent's Unix socket. The server knows the APIs and
 * renders them; the agent owns Nginx's files, tests them and reloads. `POST /test` takes a rendering, `POST /activate` a
 * generation that was accepted before; `POST /judge` only tests one.
 */
export interface GatewayRendering {
  readonly generation: number;
  /** Equal for equal files. */
  readonly digest: string;
  /** Content by name; every name and line fits `gatewayFileGrammar`. `@files@` stands for the folder they end up in. */
  readonly files: Readonly<Record<string, string>>;
}

/** Answer of `POST /test` and `POST /judge`. */
export interface GatewayVerdict {
  readonly accepted: boolean;
  /** Error message of Nginx. */
  readonly reason: string | null;
}

/** Answer of `POST /activate` and `GET /status`. */
export interface GatewayServing {
  /** Generation that Nginx itself reports as in effect; null: none that the agent activated, or Nginx does not respond. */
  readonly generation: number | null;
  readonly digest: string | null;
}

/** Answer of `GET /calls`: how many calls the data plane answered since the agent started, from Nginx's own log. */
export interface GatewayCallCounts {
  /** Counts are of one agent's life. */
  readonly since: string;
  /** `api` is empty for URLs without one. */
  readonly calls: readonly { readonly api: string; readonly status: number; readonly count: number }[];
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const path = '(?:/[A-Za-z0-9._~-]+)+';
const host = String.raw`(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253})|\[[0-9a-fA-F:.]+\])`;
const address = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]):\d{1,5}`;
const profile = 't[0-9a-f]{16}/r(?:0|[1-9]\\d{0,5}[sm]b\\d{1,6})';
const tlsFile = String.raw`"@files@/[a-z0-9-]{1,80}\.(?:crt|key|ca)"`;

const lines = (...patterns: string[]): RegExp => new RegExp(`^(?:(?:${patterns.join('|')})\n)*$`);
const pem = (label: string): RegExp =>
  new RegExp(`^(?:-----BEGIN ${label}-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END ${label}-----\n)+$`);

/**
 * Grammar of everything that Nginx may be told: names of files and the whole text of each. The agent writes nothing else, so
 * neither an administrator's input nor a compromised server can make Nginx do more than proxy.
 */
export const gatewayFileGrammar: readonly { readonly name: RegExp; readonly text: RegExp }[] = [
  { name: /^generation\.map$/, text: /^generation [1-9]\d{0,14};\n$/ },
  { name: /^apis-[1-4]\.map$/, text: lines(`"${path}" ${uuid};`) },
  { name: /^prefixes\.map$/, text: lines(`${uuid} "${path}";`) },
  { name: /^profiles\.map$/, text: lines(`${uuid} ${profile};`) },
  { name: /^upstreams\.map$/, text: lines(`${uuid} ${uuid};`) },
  { name: /^counted\.map$/, text: lines(`${uuid} certificate;`) },
  { name: /^depths\.map$/, text: lines(`${uuid} [1-4];`) },
  { name: /^places\.map$/, text: lines(`${uuid} https?://${uuid};`) },
  { name: /^hosts\.map$/, text: lines(`${uuid} "${host}(?::\\d{1,5})?";`) },
  { name: /^origins\.map$/, text: lines(`${uuid} "https?://${host}(?::\\d{1,5})?";`) },
  { name: /^names\.map$/, text: lines(`${uuid} "${host}";`) },
  { name: /^bases\.map$/, text: lines(`${uuid} "${path}";`) },
  {
    name: /^upstreams\.conf$/,
    text: lines(`upstream ${uuid} {(?: server ${address} max_fails=0;)+ keepalive 16; keepalive_timeout 4s; }`),
  },
  {
    name: /^limits\.conf$/,
    text: lines(
      String.raw`limit_req_zone "\$postern_api\$postern_caller" zone=postern_rate_[1-9]\d{0,5}[sm]:1m rate=[1-9]\d{0,5}r/[sm];`,
    ),
  },
  {
    name: /^locations\.conf$/,
    text: lines(
      'location \\^~ /:t[0-9a-f]{16}/ {',
      ' {4}internal;',
      ' {4}proxy_ssl_verify (?:on|off);',
      ' {4}proxy_ssl_verify_depth 5;',
      ` {4}proxy_ssl_trusted_certificate (?:${tlsFile}|"@system-ca@");`,
      ` {4}proxy_ssl_certificate(?:_key)? ${tlsFile};`,
      ` {4}location \\^~ /:${profile}/ {`,
      String.raw` {8}limit_req zone=postern_rate_[1-9]\d{0,5}[sm](?: burst=[1-9]\d{0,5})? nodelay;`,
      String.raw` {8}rewrite "\(\?s\)\^/:\[\^/\]\+/\[\^/\]\+\(/\.\*\)\\z" \$1 break;`,
      String.raw` {8}proxy_pass \$postern_destination;`,
      ' {4}}',
      '}',
    ),
  },
  { name: /^[a-z0-9-]{1,80}\.(?:crt|ca)$/, text: pem('CERTIFICATE') },
  { name: /^[a-z0-9-]{1,80}\.key$/, text: pem('PRIVATE KEY') },
];

/** What may be in a rendering: names of files and the whole text of each. */
export type FileGrammar = typeof gatewayFileGrammar;

/** The number is part of a folder's name, and the digest is written beside the files. */
const isNumbered = ({ generation, digest }: Pick<GatewayRendering, 'generation' | 'digest'>): boolean =>
  Number.isSafeInteger(generation) && generation > 0 && typeof digest === 'string' && /^[\w -]{1,100}$/.test(digest);

/** Why a rendering may not be written, or undefined. */
export const unwritable = (rendering: GatewayRendering, grammar?: FileGrammar): string | undefined =>
  isNumbered(rendering) ? unspeakable(rendering, grammar) : 'the number or the digest is none';

/** The same for files alone. Content is not quoted: it may be a key. */
export const unspeakable = (
  { files }: Pick<GatewayRendering, 'files'>,
  grammar: FileGrammar = gatewayFileGrammar,
): string | undefined => {
  for (const [name, text] of Object.entries(files)) {
    if (typeof text !== 'string') return 'a file is no text';
    const rule = grammar.find((candidate) => candidate.name.test(name));
    if (rule === undefined) return `there is no place for a file named ${JSON.stringify(name.slice(0, 100))}`;
    if (!rule.text.test(text)) return `${name} holds something that its grammar does not allow`;
  }
  return undefined;
};
