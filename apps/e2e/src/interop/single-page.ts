import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { issueSelfSigned } from '@postern/dev-pki';

export interface SinglePage {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export interface SinglePageOptions {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  readonly page: string;
  /** Texts of scripts by their paths. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** Serves a page on loopback, at every path that is not a script's. */
export const servePage = async ({ scheme, port, page, scripts }: SinglePageOptions): Promise<SinglePage> => {
  const answer: RequestListener = ({ url = '' }, response) => {
    const script = scripts[url];
    response.setHeader('content-type', script === undefined ? 'text/html; charset=utf-8' : 'text/javascript');
    response.end(script ?? page);
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
