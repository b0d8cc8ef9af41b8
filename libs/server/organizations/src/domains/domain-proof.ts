import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { InvalidError } from '@postern/errors';
import { DomainsConfig } from './domains.config.js';

const label = '_postern-challenge';
const prefix = 'postern-domain-verification=';

/** What the DNS has to say (RFC 1035 §3.3.14). */
export const proofOf = (domain: string, token: string): { readonly name: string; readonly value: string } => ({
  name: `${label}.${domain}`,
  value: `${prefix}${token}`,
});

/** The name server answered that there is no such record. */
const absent: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** Reads proofs from the DNS. Asks its servers itself, so that neither a file nor a cache of this machine answers. */
@Injectable()
export class DomainProofs {
  constructor(private readonly config: DomainsConfig) {}

  /** @throws InvalidError (`domain.lookup_failed`) when no name server answers */
  async has(domain: string, token: string): Promise<boolean> {
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    const servers = this.config.DOMAIN_DNS_SERVERS?.split(',');
    if (servers !== undefined) resolver.setServers(servers);
    const { name, value } = proofOf(domain, token);
    try {
      const records = await resolver.resolveTxt(name);
      return records.some((strings) => strings.join('').trim() === value);
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (absent.has(code)) return false;
      throw new InvalidError('domain.lookup_failed', `TXT of ${name}: ${code ?? String(error)}`);
    }
  }
}
