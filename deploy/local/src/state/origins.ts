import type { Ports } from './ports.js';

export interface Origins {
  readonly public: string;
  readonly mtls: string;
  /** With `{attempt}` where a fresh label goes. */
  readonly mtlsFresh: string;
  /** Where applications show a certificate. */
  readonly clients: string;
  /** Data plane of the gateway. */
  readonly gateway: string;
  readonly demo: string;
}

export const originsOf = (ports: Ports): Origins => {
  const origin = (host: string, port: number) => `https://${host}${port === 443 ? '' : `:${port}`}`;
  return {
    public: origin('localhost', ports.public),
    mtls: origin('localhost', ports.mtls),
    mtlsFresh: origin('{attempt}.mtls.localhost', ports.mtls),
    clients: origin('localhost', ports.clients),
    gateway: origin('localhost', ports.gateway),
    demo: origin('localhost', ports.demo),
  };
};
