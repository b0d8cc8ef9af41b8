import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { issueSelfSigned } from '@postern/dev-pki';

export interface SinglePage {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export interface SinglePageOptions {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  /** Where the library was installed. */
  readonly folder: string;
  readonly issuer: string;
  readonly clientId: string;
}

/** A page that uses oidc-client-ts, served on loopback at every path. */
export const servePage = async ({ scheme, port, folder, ...settings }: SinglePageOptions): Promise<SinglePage> => {
  const library = readFileSync(join(folder, 'node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js'));
  const template = readFileSync(new URL('programs/oidc-client-ts.html', import.meta.url), 'utf8');
  const page = template.replace('/* settings */', JSON.stringify(JSON.stringify(settings)));
  const answer: RequestListener = ({ url }, response) => {
    const isLibrary = url === '/oidc-client-ts.min.js';
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isLibrary ? library : page);
  };
  const server = scheme === 'http' ? createServer(answer) : createTlsServer(await keyAndCertificate(), answer);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `${scheme}://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const keyAndCertificate = async () => {
  const { pem: cert, privateKeyPem: key } = await issueSelfSigned({
    subject: 'CN=localhost',
    subjectAlternativeNames: [{ type: 'dns', value: 'localhost' }],
    purposes: ['serverAuth'],
  });
  return { cert, key };
};
