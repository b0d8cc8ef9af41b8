import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import type { Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { type Actor, assertRoleWithin } from '@postern/management';
import {
  authorityPathOf,
  type Certificate,
  nameKey,
  parseNameText,
  renderSerialNumber,
  X509Error,
} from '@postern/x509';
import type { EntityManager } from 'typeorm';
import type { BlockedCertificate } from './blocked-certificate.js';

/** A certificate of an account that not every caller may change. */
interface Held {
  readonly [column: string]: unknown;
  readonly role: Role;
  readonly sha256: string;
  /** As summaries have it. */
  readonly serial: string;
  /** RFC 4514. */
  readonly issuer: string;
}

// Linked certificates, those that a rule let in without a link, and those that opened sessions.
const heldSql = `
  with protected as materialized (select id, role from account where role in ('owner', 'administrator'))
  select p.role, encode(c.sha256, 'hex') as sha256, c.summary ->> 'serialNumber' as serial, c.summary ->> 'issuer' as issuer
  from protected p join identifier i on i.account_id = p.id join certificate c on c.id = i.certificate_id
  union select p.role, encode(c.sha256, 'hex'), c.summary ->> 'serialNumber', c.summary ->> 'issuer'
  from protected p join unlinked_certificate u on u.account_id = p.id join certificate c on c.id = u.certificate_id
  union select p.role, proof -> 'certificate' ->> 'sha256', proof -> 'certificate' ->> 'serialNumber', proof -> 'certificate' ->> 'issuer'
  from protected p join oidc_artifact s on s.account_id = p.id and s.model = 'Session'
  cross join jsonb_array_elements(s.payload -> 'proofs') proof where proof -> 'certificate' ->> 'sha256' is not null`;

/** Finds whose certificates a decision affects, as far as they have been linked or used. */
@Injectable()
export class CertificateHolders {
  constructor(private readonly lists: RevocationLists) {}

  /**
   * Blocking a person's certificate or its CA keeps them from signing in, so it needs the right to change the account.
   *
   * @throws ForbiddenError `token.insufficient_role`
   */
  async assertMayBlock(manager: EntityManager, blocked: Omit<BlockedCertificate, 'name'>, actor: Actor): Promise<void> {
    const serialNumber = blocked.serial === null ? null : digitsOf(renderSerialNumber(blocked.serial));
    const isBlocked = ({ sha256, serial, issuer }: Held): boolean => {
      if (blocked.sha256 !== null) return sha256 === blocked.sha256.toString('hex');
      return digitsOf(serial) === serialNumber && keyOf(issuer) === blocked.issuerKey;
    };
    const names = await this.namesBelow((certificate) => isThat(certificate, blocked));
    await this.assert(manager, (held) => isBlocked(held) || isOf(held, names), actor);
  }

  /** The same for a decision on all certificates of a CA. @param authority one of its certificates */
  async assertMayJudge(manager: EntityManager, authority: Certificate, actor: Actor): Promise<void> {
    const key = nameKey(authority.subject);
    const names = await this.namesBelow(({ subject }) => nameKey(subject) === key);
    await this.assert(manager, (held) => isOf(held, names), actor);
  }

  private async assert(manager: EntityManager, concerns: (held: Held) => boolean, actor: Actor): Promise<void> {
    const held = await Statements.in(manager).run<Held>('certificate_holder.protected', heldSql);
    for (const each of held) if (concerns(each)) assertRoleWithin(actor, each.role);
  }

  /** Names of the CAs below one of the given CAs. */
  private async namesBelow(isMeant: (certificate: Certificate) => boolean): Promise<ReadonlySet<string>> {
    const at = new Date();
    const names = new Set<string>();
    for (const { store } of await this.lists.authorities())
      for (const authority of store.authorities)
        if (authorityPathOf(authority, store, at)?.authorities.some(({ certificate }) => isMeant(certificate)))
          names.add(authority.nameKey);
    return names;
  }
}

const digitsOf = (serial: string): string => serial.replace(/^0+(?=.)/, '');

const isThat = (certificate: Certificate, { sha256, serial, issuerKey }: Omit<BlockedCertificate, 'name'>): boolean =>
  sha256 !== null
    ? certificate.sha256 === sha256.toString('hex')
    : serial !== null && serial.equals(certificate.serialNumber) && nameKey(certificate.issuer) === issuerKey;

const isOf = ({ issuer }: Held, names: ReadonlySet<string>): boolean => names.has(keyOf(issuer) ?? '');

/** Undefined for a name that cannot be read. */
const keyOf = (text: string): string | undefined => {
  try {
    return nameKey(parseNameText(text));
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
};
