import type { GatewayRendering } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';

export const api = '11111111-1111-4111-8111-111111111111';
const upstream = '22222222-2222-4222-8222-222222222222';
const setting = 't0123456789abcdef';

/** One API whose upstream is shown a certificate. */
export const rendering = async (generation: number, keyOfAnother = false): Promise<GatewayRendering> => {
  const { pem, privateKeyPem } = await issueSelfSigned({ subject: 'CN=gateway' });
  const other = await issueSelfSigned({ subject: 'CN=other' });
  const files = {
    'generation.map': `generation ${generation};\n`,
    'apis-1.map': `"/orders" ${api};\n`,
    'prefixes.map': `${api} "/orders";\n`,
    'depths.map': `${api} 1;\n`,
    'profiles.map': `${api} ${setting}/r0;\n`,
    'upstreams.map': `${api} ${upstream};\n`,
    'places.map': `${upstream} https://${upstream};\n`,
    'upstreams.conf': `upstream ${upstream} { server 127.0.0.1:9 max_fails=0; keepalive 16; keepalive_timeout 4s; }\n`,
    'locations.conf': [
      `location ^~ /:${setting}/ {`,
      '    internal;',
      '    proxy_ssl_verify on;',
      '    proxy_ssl_trusted_certificate "@system-ca@";',
      '    proxy_ssl_certificate "@files@/client-1.crt";',
      '    proxy_ssl_certificate_key "@files@/client-1.key";',
      `    location ^~ /:${setting}/r0/ {`,
      String.raw`        rewrite "(?s)^/:[^/]+/[^/]+(/.*)\z" $1 break;`,
      '        proxy_pass $postern_destination;',
      '    }',
      '}',
      '',
    ].join('\n'),
    'client-1.crt': pem,
    'client-1.key': keyOfAnother ? other.privateKeyPem : privateKeyPem,
  };
  return { generation, digest: `digest ${generation}`, files };
};
