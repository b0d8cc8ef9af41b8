import { Injectable } from '@nestjs/common';
import { CertificateSources } from '@postern/certificates';
import type { CertificateStandingRecord, Publicity } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { PresentedIdentifier } from '@postern/provider-kit';
import { identityKey, type Name, parseCertificate, type Certificate } from '@postern/x509';

/** The identifier that a new certificate replaces. */
export interface Renewed {
  readonly id: string;
  readonly label: string;
  readonly publicity: Publicity;
  /** It has the same key, which nobody has taken out of use; otherwise they have the same names, or nothing follows from the key. */
  readonly keyStands: boolean;
}

interface Candidate extends Omit<Renewed, 'keyStands'> {
  readonly der: Buffer;
  readonly [column: string]: unknown;
}

/** Recognizes a renewed certificate of a person whose former one is linked. */
@Injectable()
export class Renewals {
  constructor(
    private readonly statements: Statements,
    private readonly sources: CertificateSources,
  ) {}

  /**
   * The newest identifier of the account, by the same method, whose certificate has the same key, or else the same subject by the
   * same issuer. It only gives the new one its label: the new certificate was checked like any other.
   */
  async find(accountId: string, { methodId, certificate }: PresentedIdentifier): Promise<Renewed | null> {
    if (certificate === null) return null;
    const presented = parseCertificate(certificate.der);
    const candidates = await this.statements.run<Candidate>(
      'identifier.renewable',
      `select i.id, i.label, i.publicity, c.der from identifier i join certificate c on c.id = i.certificate_id
       where i.account_id = $1 and i.method_id = $2 and c.sha256 <> $3 order by c.not_after desc limit 20`,
      [accountId, methodId, Buffer.from(presented.sha256, 'hex')],
    );
    const earlier = candidates.map(({ der, ...renewed }) => ({ renewed, certificate: parseCertificate(der) }));
    const withKey = earlier.find(({ certificate }) => hasSameKey(presented, certificate));
    const found = withKey ?? earlier.find(({ certificate }) => hasSameNames(presented, certificate));
    if (found === undefined) return null;
    const { id, label, publicity } = found.renewed;
    return { id, label, publicity, keyStands: withKey !== undefined && (await this.stands(withKey.certificate.der)) };
  }

  /** Whoever has the key of a lost card may get a certificate for it once more. */
  private async stands(der: Uint8Array): Promise<boolean> {
    const [record] = await this.sources.standingOf([der]);
    return record === undefined || !isTakenOutOfUse(record);
  }
}

/** A CA that issues anew revokes the old one as superseded (RFC 5280 §5.3.1), which says nothing against its key. */
const isTakenOutOfUse = ({ standing, reason }: CertificateStandingRecord): boolean =>
  standing === 'blocked' || (standing === 'revoked' && reason !== 'superseded');

const same = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

/** As people are recognised by issuer and subject. */
const sameName = (left: Name, right: Name): boolean => identityKey(left) === identityKey(right);

const hasSameKey = (later: Certificate, earlier: Certificate): boolean =>
  same(later.publicKeyInfo, earlier.publicKeyInfo);

const hasSameNames = (later: Certificate, earlier: Certificate): boolean =>
  sameName(later.subject, earlier.subject) && sameName(later.issuer, earlier.issuer);
