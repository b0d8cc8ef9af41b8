import type { FileGrammar } from './gateway-rendering.js';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const host = String.raw`${label}(?:\.${label})+`;
/** The same with its dots escaped. */
const escapedHost = String.raw`${label}(?:\\\.${label})+`;
/** Fresh hosts of an origin: a label never used before, a hyphen, the host. */
const fresh = String.raw`\^\[0-9a-f\]\{16\}-${escapedHost}\\z`;

/**
 * Grammar of what the agent writes about certificate origins: one server block for each method that has an origin of its own, and which
 * method a name of the handshake (SNI, RFC 6066 §3) belongs to. `POST /origins/test`, `POST /origins/activate` and `GET /origins/status`
 * of the agent take and answer what the gateway's messages do.
 */
export const certificateOriginsGrammar: FileGrammar = [
  { name: /^generation\.map$/, text: /^generation [1-9]\d{0,14};\n$/ },
  { name: /^methods\.map$/, text: new RegExp(`^(?:(?:${host}|"~\\*${fresh}") ${uuid};\n)*$`) },
  {
    name: /^servers\.conf$/,
    text: new RegExp(
      `^(?:server \\{\n {4}server_name ${host} "~${fresh}";\n(?: {4}ssl_client_certificate "@files@/${uuid}\\.ca";\n)?` +
        ' {4}include snippets/certificate-server\\.conf;\n\\}\n)*$',
    ),
  },
  {
    name: new RegExp(`^${uuid}\\.ca$`),
    text: /^(?:-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END CERTIFICATE-----\n)+$/,
  },
];
