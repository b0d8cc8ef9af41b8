import { Injectable } from '@nestjs/common';
import { AuditReader } from '@postern/audit';
import type { AuditEvent, CertificateJudgement, EventCertificate } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { isCertificateProvider, judgementBy, SignInProviders } from '@postern/provider-kit';
import { SignInMethods } from '../reading/sign-in-methods.service.js';
import { pemOf } from './presented-certificates.service.js';

const select = `
  select der from refused_certificate where sha256 = $1
  union all select der from certificate where sha256 = $1 limit 1`;

/** The certificate of a sign-in, from its event: for an administrator who is asked about it. */
@Injectable()
export class EventCertificates {
  constructor(
    private readonly events: AuditReader,
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly statements: Statements,
  ) {}

  /** @throws NotFoundError `audit_event.not_found`; `certificate.not_found` for an event without one, or whose certificate is no longer kept */
  async get(eventId: string): Promise<EventCertificate> {
    const event = await this.events.get(eventId);
    const { sha256 } = event.details;
    const method = event.method === null ? undefined : await this.methods.find(event.method.id);
    const provider = method && this.providers.ofType(method.type);
    if (typeof sha256 !== 'string' || !provider || !isCertificateProvider(provider))
      throw new NotFoundError('certificate.not_found');
    const values = [Buffer.from(sha256, 'hex')];
    const row = await this.statements.one<{ readonly der: Buffer }>('event_certificate.find', select, values);
    if (row === undefined) throw new NotFoundError('certificate.not_found');
    return {
      pem: pemOf(row.der),
      certificate: provider.summarize(row.der),
      judgement: judgedThen(event) ?? judgementBy(provider, method, row.der, { code: event.code }),
    };
  }
}

/** Only refusals keep it. */
const judgedThen = ({ details: { judgement } }: AuditEvent): CertificateJudgement | null =>
  typeof judgement === 'object' && judgement !== null ? (judgement as CertificateJudgement) : null;
