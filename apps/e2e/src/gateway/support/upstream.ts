import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Authority, createAuthority, type Issued, issueCertificate, issueSelfSigned } from '@postern/dev-pki';

/** What an upstream saw of a call. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  /** Upper-case hexadecimal SHA-256 of what the gateway showed, or null. */
  readonly shown: string | null;
}

export interface Upstream {
  readonly port: number;
  readonly url: string;
  /** PEM of whoever vouches for it. */
  readonly ca: string;
  /** Every call it answered, oldest first. */
  readonly seen: readonly Seen[];
  stop(): Promise<void>;
}

export interface UpstreamOptions {
  /** Authority of the certificates that it lets in; without one it asks for none. */
  readonly clients?: Authority;
  readonly selfSigned?: boolean;
  /** Instead of telling what was seen. */
  readonly answer?: Parameters<typeof createServer>[1];
}

const shownOn = (socket: TLSSocket): string | null => {
  const { fingerprint256 } = socket.getPeerCertificate() as { readonly fingerprint256?: string };
  return fingerprint256?.replaceAll(':', '') ?? null;
};

const identityOf = async (selfSigned: boolean): Promise<{ readonly own: Issued; readonly ca: string }> => {
  const names = [{ type: 'dns', value: 'localhost' }] as const;
  const options = { subject: 'CN=localhost', subjectAlternativeNames: names, purposes: ['serverAuth'] } as const;
  if (selfSigned) {
    const own = await issueSelfSigned(options);
    return { own, ca: own.pem };
  }
  const authority = await createAuthority({ subject: 'CN=Upstreams' });
  return { own: await issueCertificate(authority, options), ca: authority.pem };
};

/** A real https upstream, which asks for a certificate when it knows whose to trust; it answers with what it saw. */
export const startUpstream = async ({
  clients,
  selfSigned = false,
  answer,
}: UpstreamOptions = {}): Promise<Upstream> => {
  const { own, ca } = await identityOf(selfSigned);
  const seen: Seen[] = [];
  const tls = { cert: own.pem, key: own.privateKeyPem, requestCert: clients !== undefined, ca: clients?.pem };
  const server: Server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers, rawHeaders } = request;
      const body = Buffer.concat(chunks).toString('utf8');
      const call = { method, path: url, headers, rawHeaders, body, shown: shownOn(request.socket as TLSSocket) };
      seen.push(call);
      if (answer === undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(call));
      else answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://localhost:${port}`,
    ca,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
