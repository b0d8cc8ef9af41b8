import { Injectable } from '@nestjs/common';
import { CertificateSources } from '@postern/certificates';
import type { CertificateSummary, NamedMethod, Publicity } from '@postern/contracts';
import { Statements } from '@postern/database';
import { type ConfiguredSignInMethod, SignInMethods } from '@postern/sign-in-methods';

/** A certificate as Postern keeps it. */
export interface KeptCertificate {
  readonly summary: CertificateSummary;
  readonly der: Buffer;
}

/** An identifier with all that an application may be told of it. */
export interface ReleasableIdentifier {
  readonly id: string;
  readonly method: NamedMethod;
  /** Those of the application or organization that has the method for itself; null: all. */
  readonly applications: readonly string[] | null;
  readonly label: string;
  readonly publicity: Publicity;
  readonly linkedAt: Date;
  readonly certificate: KeptCertificate | null;
  /** Its certificate was revoked by its CA, or is blocked here: no application is told of it any more. */
  readonly isRevoked: boolean;
}

/** Whether an application may be told of an identifier at all, whatever its publicity. */
export const mayLearn = (clientId: string, { applications }: Pick<ReleasableIdentifier, 'applications'>): boolean =>
  applications?.includes(clientId) ?? true;

const applicationsOf = ({ owner, clientId, clientsOfOwner }: ConfiguredSignInMethod): readonly string[] | null => {
  if (owner === 'system') return null;
  return clientId === null ? clientsOfOwner : [clientId];
};

interface Row {
  readonly id: string;
  readonly methodId: string;
  readonly label: string;
  readonly publicity: Publicity;
  readonly linkedAt: Date;
  readonly summary: CertificateSummary | null;
  readonly der: Buffer | null;
}

const listSql = `
  select i.id, i.method_id as "methodId", i.label, i.publicity, i.created_at as "linkedAt", c.summary, c.der
  from identifier i left join certificate c on c.id = i.certificate_id
  where i.account_id = $1 order by i.created_at, i.id`;

const refused: ReadonlySet<string> = new Set(['revoked', 'blocked']);

/** What applications may be told of identifiers; whether they are told is not decided here. */
@Injectable()
export class ReleasableIdentifiers {
  constructor(
    private readonly statements: Statements,
    private readonly methods: SignInMethods,
    private readonly sources: CertificateSources,
  ) {}

  /** Oldest first; without those of methods that are switched off, by which nobody signs in. */
  async of(accountId: string): Promise<readonly ReleasableIdentifier[]> {
    const rows = await this.statements.run<Row>('identifier.releasable', listSql, [accountId]);
    const withCertificate = rows.flatMap(({ id, der }) => (der === null ? [] : [{ id, der }]));
    const revoked = await this.revoked(withCertificate.map(({ der }) => der));
    const revokedIds = new Set(withCertificate.filter((_, index) => revoked[index]).map(({ id }) => id));
    const used = new Map((await this.methods.used()).map((method) => [method.id, method]));
    return rows.flatMap(({ id, methodId, label, publicity, linkedAt, summary, der }) => {
      const method = used.get(methodId);
      if (method === undefined) return [];
      const certificate = summary === null || der === null ? null : { summary, der };
      const { type, name } = method;
      const applications = applicationsOf(method);
      const isRevoked = revokedIds.has(id);
      return [{ id, method: { type, name }, applications, label, publicity, linkedAt, certificate, isRevoked }];
    });
  }

  /**
   * A certificate that somebody showed, if it is kept here.
   *
   * @param sha256 lower-case hexadecimal
   */
  async certificate(sha256: string): Promise<(KeptCertificate & { readonly isRevoked: boolean }) | undefined> {
    const row = await this.statements.one<KeptCertificate>(
      'certificate.by_sha256',
      'select summary, der from certificate where sha256 = $1',
      [Buffer.from(sha256, 'hex')],
    );
    return row && { ...row, isRevoked: (await this.revoked([row.der]))[0] === true };
  }

  /** The method, and whether applications may be told of certificates that it accepts and nobody has linked. */
  async method(id: string): Promise<{ readonly method: NamedMethod; readonly publicity: Publicity } | undefined> {
    const found = await this.methods.find(id);
    return found && { method: { type: found.type, name: found.name }, publicity: found.publicity };
  }

  private async revoked(ders: readonly Uint8Array[]): Promise<readonly boolean[]> {
    if (ders.length === 0) return [];
    return (await this.sources.standingOf(ders)).map(({ standing }) => refused.has(standing));
  }
}
