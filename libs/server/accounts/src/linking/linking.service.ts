import { Injectable } from '@nestjs/common';
import { AuditLog, recordBy } from '@postern/audit';
import type {
  Identifier,
  LinkableMethod,
  LinkConfirmation,
  LinkPreview,
  LinkRefusal,
  LinkStart,
} from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError, DomainError, HandoffError, InvalidError, SignInEndedError } from '@postern/errors';
import { isNavigating, judgementBy, type PresentedIdentifier, SignInProviders } from '@postern/provider-kit';
import { SignInMethods, type ConfiguredSignInMethod } from '@postern/sign-in-methods';
import type { Actor } from '@postern/management';
import { CertificateIdentifiers } from '../identifiers/certificate-identifiers.js';
import { IdentifierLinks } from '../identifiers/identifier-links.js';
import { Renewals } from '../identifiers/renewals.js';
import { LinkHandoffs } from '../link-handoffs.port.js';
import { LinkTickets } from './link-tickets.port.js';

/** People link identifiers to their account: the browser goes to the provider's own origin and returns with a code, which they confirm. */
@Injectable()
export class Linking {
  constructor(
    private readonly methods: SignInMethods,
    private readonly statements: Statements,
    private readonly providers: SignInProviders,
    private readonly tickets: LinkTickets,
    private readonly handoffs: LinkHandoffs,
    private readonly certificates: CertificateIdentifiers,
    private readonly links: IdentifierLinks,
    private readonly renewals: Renewals,
    private readonly audit: AuditLog,
  ) {}

  /** Methods of the system, and those of the person's organizations. */
  async linkable(accountId: string): Promise<readonly LinkableMethod[]> {
    const rows = await this.statements.run<{ readonly id: string }>(
      'identifier.linkable_by_organization',
      'select organization_id as id from organization_membership where account_id = $1',
      [accountId],
    );
    return this.methods.linkable(new Set(rows.map(({ id }) => id)));
  }

  /** Throws `NotFoundError`, `ConflictError` (`sign_in_method.disabled`) for a method that is off or not public. */
  async start(accountId: string, methodId: string, fresh: boolean): Promise<LinkStart> {
    const method = await this.methods.get(methodId);
    await this.assertLinkable(accountId, method);
    const provider = this.providers.ofType(method.type);
    if (!isNavigating(provider))
      throw new InvalidError('request.invalid', `${method.type} has no address to navigate to`);
    return { startUrl: provider.startUrl(this.tickets.issue({ methodId, accountId }), { methodId, fresh }) };
  }

  /** What `confirm` would link; leaves everything as it is. Throws `HandoffError`. */
  async preview(accountId: string, code: string): Promise<LinkPreview> {
    const identifier = await this.handoffs.peek(code, accountId);
    const method = await this.methods.get(identifier.methodId);
    const linkable = await this.linkable(accountId);
    const [problem, renewed] = await Promise.all([
      isLinkable(linkable, method) ? this.links.problem(accountId, identifier) : ('sign_in_method.disabled' as const),
      this.renewals.find(accountId, identifier),
    ]);
    return {
      method: { id: method.id, type: method.type, name: method.name },
      certificate: identifier.certificate?.summary ?? null,
      judgement: judgementBy(this.providers.ofType(method.type), method, identifier.certificate?.der, {
        code: problem === null ? 'certificate.not_linked' : problem,
      }),
      problem,
      publicity: renewed?.publicity ?? method.publicity,
      renews: renewed && { id: renewed.id, label: renewed.label },
    };
  }

  /** Why nothing can be linked. Throws `HandoffError`. */
  refusal(accountId: string, code: string): Promise<LinkRefusal> {
    return this.handoffs.refusal(code, accountId);
  }

  /**
   * Links the identifier behind the code and consumes the code, also on failure. The certificate is checked again, and the proof must still
   * be valid, because minutes may have passed. A renewed certificate takes over label and publicity of the old one unless others are given.
   * Throws `HandoffError`, `CertificateError` with why the certificate is refused now, and as `IdentifierLinks.link` does.
   */
  async confirm(accountId: string, confirmation: LinkConfirmation, actor: Actor): Promise<Identifier> {
    const shown = await this.handoffs.consume(confirmation.code, accountId);
    const { methodId } = shown.identifier;
    const { method, identifier } = await this.lookAgain(accountId, shown.identifier, actor);
    const renewed = await this.renewals.find(accountId, identifier);
    const label = confirmation.label ?? renewed?.label;
    const publicity = confirmation.publicity ?? renewed?.publicity ?? method.publicity;
    const proofs = [{ ...shown.proof, methodId }];
    try {
      return await this.links.link({ accountId, methodId, identifier, label, publicity, actor, proofs });
    } catch (error) {
      // The access token is valid; the code is not.
      throw error instanceof SignInEndedError ? new HandoffError('handoff.invalid', error.reason) : error;
    }
  }

  /** @throws ConflictError (`sign_in_method.disabled`) */
  private async assertLinkable(accountId: string, method: ConfiguredSignInMethod): Promise<void> {
    if (isLinkable(await this.linkable(accountId), method)) return;
    throw new ConflictError(
      'sign_in_method.disabled',
      'off, not public, of a type that is not linked, or for members of an organization',
    );
  }

  /** The method may have been switched off, and the certificate revoked, while the browser was away. */
  private async lookAgain(
    accountId: string,
    shown: PresentedIdentifier,
    actor: Actor,
  ): Promise<{ readonly method: ConfiguredSignInMethod; readonly identifier: PresentedIdentifier }> {
    const { methodId } = shown;
    try {
      const method = await this.methods.get(methodId);
      await this.assertLinkable(accountId, method);
      return { method, identifier: await this.certificates.identifyAgain(shown) };
    } catch (error) {
      if (error instanceof DomainError) {
        const { code } = error;
        await this.audit.note(recordBy(actor, { type: 'identifier.link_refused', accountId, methodId, code }));
      }
      throw error;
    }
  }
}

/** Whether people may add identifiers of this method to their profile now. */
const isLinkable = (methods: readonly LinkableMethod[], { id }: ConfiguredSignInMethod): boolean =>
  methods.some((method) => method.id === id);
