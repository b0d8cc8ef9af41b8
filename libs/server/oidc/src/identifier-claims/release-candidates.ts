import { Injectable } from '@nestjs/common';
import { mayLearn, type ReleasableIdentifier, ReleasableIdentifiers } from '@postern/accounts';
import type { NamedMethod, Publicity } from '@postern/contracts';
import { OfferedMethods } from '../levels/offered-proofs.js';
import { proofsOf, type ProvedSession } from '../levels/session-proofs.js';
import type { SessionProof } from '../storage/artifact.js';
import type { CertificateFacts, Told } from './claim-values.js';

/** The certificate that a session was proved with. */
export interface UsedCertificate extends Told {
  /** Of the identifier; SHA-256 of a certificate that is not linked. */
  readonly id: string;
  readonly identifierId: string | null;
  /** Null for an identifier. */
  readonly methodId: string | null;
  readonly publicity: Publicity;
  readonly certificate: CertificateFacts;
  /** Null when it is not kept. */
  readonly der: Uint8Array | null;
}

/** What an application could be told of somebody's identifiers. */
export interface Candidates {
  readonly identifiers: readonly ReleasableIdentifier[];
  readonly used: UsedCertificate | null;
}

type CertificateProof = SessionProof & { readonly methodId: string; readonly certificate: CertificateFacts };

const isByCertificate = (proof: SessionProof): proof is CertificateProof =>
  proof.certificate !== null && proof.methodId !== null;

/** Finds what may be told of a person, at this moment. Without certificates that were revoked or blocked. */
@Injectable()
export class ReleaseCandidates {
  constructor(
    private readonly identifiers: ReleasableIdentifiers,
    private readonly offered: OfferedMethods,
  ) {}

  /**
   * Nothing of methods that another application or organization has for itself: its administrators decide what their certificates say.
   *
   * @param clientId the application that would be told
   * @param session of the same account; undefined: it has ended, or is not asked for
   */
  async of(accountId: string, clientId: string, session: ProvedSession | undefined): Promise<Candidates> {
    const all = (await this.identifiers.of(accountId)).filter((each) => mayLearn(clientId, each));
    const proofs = session === undefined ? [] : await this.offered.countedAt(clientId, proofsOf(session));
    const proof = proofs.findLast(isByCertificate);
    return {
      identifiers: all.filter(({ isRevoked }) => !isRevoked),
      used: proof === undefined ? null : await this.used(proof, all),
    };
  }

  private async used(
    { identifierId, methodId, certificate: shown }: CertificateProof,
    all: readonly ReleasableIdentifier[],
  ): Promise<UsedCertificate | null> {
    const identifier = all.find(({ id }) => id === identifierId);
    // It was unlinked, or its method was switched off, at this very moment.
    if (identifierId !== null && identifier === undefined) return null;
    const owner = identifier === undefined ? await this.unlinked(methodId) : identifier;
    const kept = await this.identifiers.certificate(shown.sha256);
    if (owner === undefined || kept?.isRevoked === true) return null;
    return {
      ...{ id: identifierId ?? shown.sha256, identifierId, methodId: identifierId === null ? methodId : null },
      ...{ method: owner.method, label: owner.label, linkedAt: owner.linkedAt, publicity: owner.publicity },
      certificate: kept?.summary ?? shown,
      der: kept?.der ?? null,
    };
  }

  /**
   * The account was found by a rule, so there is no identifier whose publicity the person could have chosen. The method's stands in for it,
   * but nothing is told without a question (ADR 0038).
   */
  private async unlinked(methodId: string): Promise<
    | {
        readonly method: NamedMethod;
        readonly label: null;
        readonly linkedAt: null;
        readonly publicity: Publicity;
      }
    | undefined
  > {
    const found = await this.identifiers.method(methodId);
    if (found === undefined) return undefined;
    const publicity = found.publicity === 'private' ? 'private' : 'on_request';
    return { method: found.method, label: null, linkedAt: null, publicity };
  }
}
