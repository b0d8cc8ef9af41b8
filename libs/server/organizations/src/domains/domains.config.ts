import { IsOptional, Matches } from 'class-validator';

/** Proof of the domains of organizations. */
export class DomainsConfig {
  /** DNS servers that are asked for TXT records, as IP addresses with an optional port, separated by commas. Unset: those of this machine. */
  @IsOptional()
  @Matches(/^[0-9a-f.:[\]]+(,[0-9a-f.:[\]]+)*$/i, { message: '$property must be IP addresses, separated by commas' })
  DOMAIN_DNS_SERVERS?: string = undefined;
}
