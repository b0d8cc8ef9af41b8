import { execFile } from 'node:child_process';

/** What `openssl s_client` was told in the handshake for a name. */
export interface Handshake {
  /** Common names of the CAs in the CertificateRequest (RFC 8446 §4.3.2), sorted; undefined when no certificate is asked for. */
  readonly names: readonly string[] | undefined;
  readonly protocol: string;
}

export const handshakeOf = (port: number, servername: string, version: 'tls1_2' | 'tls1_3'): Promise<Handshake> =>
  new Promise((resolve) => {
    const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', servername, `-${version}`];
    const child = execFile('openssl', args, { timeout: 10_000 }, (_error, stdout) => {
      const [, list] =
        /Acceptable client certificate CA names\n((?:.+\n)*?)(?:Requested|Client|Shared|Peer|---)/.exec(stdout) ?? [];
      const asks = list !== undefined || /Client Certificate Types|Requested Signature Algorithms/.test(stdout);
      const names = (list ?? '').split('\n').flatMap((line) => /CN ?= ?(.+)$/.exec(line)?.[1] ?? []);
      resolve({ names: asks ? names.toSorted() : undefined, protocol: /Protocol *: *(\S+)/.exec(stdout)?.[1] ?? '' });
    });
    child.stdin?.end();
  });
