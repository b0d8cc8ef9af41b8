import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fieldCode, fieldSentence, judgementOf, refusalOf, RevocationLists } from '@postern/certificate-kit';
import {
  type AcceptedIssuer,
  type CertificateJudgement,
  type CertificateSummary,
  type CertificateVerdict,
  type ErrorCode,
  ownFieldKey,
  type ProviderDescriptor,
} from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import {
  type AwaitedName,
  CertificateOrigins,
  type CertificateProvider,
  type MethodListener,
  type SignInMethod,
  type MethodProblem,
  type NavigatingProvider,
  type NewAccount,
  type PresentedIdentifier,
  type ProposedAccount,
  type RefreshedDetails,
} from '@postern/provider-kit';
import { type Certificate, parseCertificate, readCertificate, summarize, X509Error } from '@postern/x509';
import { CertificateIdentification } from './certificate-identification.js';
import { originOf } from './certificate-place.js';
import { anchorNames } from './anchor-names.js';
import { assertHostNamesDiffer, assertNamesFit } from './ca-names.js';
import { methodProblem } from './method-problem.js';
import { MtlsConfig } from './mtls.config.js';
import { mtlsLabels } from './mtls.labels.js';
import { mtlsLogo } from './mtls.logo.js';
import { MtlsParams } from './params/mtls.params.js';
import { mtlsSettings, newAccountSettings, originSettings } from './mtls.settings.js';
import { assertRuleIssuersTrusted, checkedPurposes } from './rules/checked-demands.js';
import { assertPatternReadable, holderDetails, proposedAccount } from './new-accounts/proposed-account.js';
import { awaitedBy } from './rules/awaited-names.js';
import { readRuleSource } from './rules/rule-source.js';
import { checkedRules } from './rules/checked-rules.js';
import { assertPublicAuthoritiesConfirmed } from './rules/public-authorities.js';
import { levelsOfRules } from './rules/sign-in-level.js';
import { normalizeTrustAnchors } from './trust-anchors.js';
import { trustStoreOf } from './trust-store-of.js';

/** How many issuers are named to somebody whose certificate comes from another one. */
const mostIssuers = 10;

/** Sign-in with a certificate in the browser, over mutual TLS. */
@Injectable()
export class MtlsProvider implements NavigatingProvider<MtlsParams>, CertificateProvider<MtlsParams> {
  readonly descriptor: ProviderDescriptor = {
    type: 'mtls',
    labels: mtlsLabels,
    logo: mtlsLogo,
    kind: 'navigate',
    steps: [],
    settings: mtlsSettings,
    creatable: true,
    linkable: true,
  };
  readonly paramsClass = MtlsParams;
  readonly toldSettings = [...newAccountSettings, ...originSettings];
  readonly systemSettings = originSettings;
  readonly acr = 'urn:postern:acr:certificate';
  /** Proof of possession of a key (RFC 8176 §2). */
  readonly amr = ['pop'] as const;

  constructor(
    private readonly config: MtlsConfig,
    private readonly identification: CertificateIdentification,
    private readonly revocationLists: RevocationLists,
    private readonly origins: CertificateOrigins,
  ) {}

  async normalizeParams(params: MtlsParams, before?: MtlsParams): Promise<MtlsParams> {
    const { trustAnchors, brainpool } = params;
    const normalized = Object.assign(new MtlsParams(), {
      ...params,
      ...checkedRules(params, before),
      purposes: checkedPurposes(params.purposes),
      newDomains: params.newDomains.map((domain) => domain.toLowerCase()),
      trustAnchors: normalizeTrustAnchors(trustAnchors, new Date(), { brainpool: brainpool === 'allowed' }),
    });
    this.assertHasHosts(normalized);
    assertRuleIssuersTrusted(normalized);
    assertPatternReadable(normalized);
    assertPublicAuthoritiesConfirmed(normalized);
    return normalized;
  }

  assertTogether(all: readonly MtlsParams[]): void {
    assertNamesFit(all);
    assertHostNamesDiffer(all);
  }

  trusted(params: MtlsParams): readonly string[] {
    return anchorNames(trustStoreOf(params));
  }

  levelsOf(params?: MtlsParams): readonly string[] {
    return levelsOfRules(params);
  }

  findsAnybody({ rules }: MtlsParams): boolean {
    return rules.some(({ field }) => field !== 'linked');
  }

  ownFieldsOf({ rules }: MtlsParams): readonly string[] {
    return rules.flatMap(({ field }) => ownFieldKey(field) ?? []);
  }

  createsAccounts({
    newAccounts,
    newGroups,
    newOrganization,
  }: MtlsParams): Pick<NewAccount, 'groups' | 'organization'> | null {
    return newAccounts === 'off' ? null : { groups: newGroups, organization: newOrganization || null };
  }

  problem(params: MtlsParams): Promise<ErrorCode | MethodProblem | null> {
    return methodProblem(params, this.revocationLists, new Date());
  }

  startUrl(
    ticket: string,
    { methodId, fresh, place }: { readonly methodId: string; readonly fresh: boolean; readonly place?: string | null },
  ): string {
    const name = this.origins.servedAt(methodId);
    const origin = originOf(this.config, fresh ? randomBytes(8).toString('hex') : place, name);
    return `${origin}/api/mtls/sign-in?${new URLSearchParams({ ticket }).toString()}`;
  }

  listener({ params }: SignInMethod<MtlsParams>): MethodListener {
    const { MTLS_ORIGIN, MTLS_FRESH_ORIGIN } = this.config;
    const at = (name: string) => MTLS_FRESH_ORIGIN?.replace('{attempt}', name);
    const { hostName } = params;
    const [origin, freshOrigin] = [at(hostName), at(`{attempt}-${hostName}`)];
    return {
      own: hostName !== '' && origin && freshOrigin ? { name: hostName, origin, freshOrigin } : null,
      sharedOrigin: MTLS_ORIGIN,
      sharedFreshOrigin: MTLS_FRESH_ORIGIN ?? null,
      sendsNames: params.caNames === 'sent',
      authorities: trustStoreOf(params).authorities.map(({ certificate }) => certificate.der),
    };
  }

  async identify(method: SignInMethod<MtlsParams>, der: Uint8Array): Promise<PresentedIdentifier> {
    return this.identification.identify(method, parse(der));
  }

  async propose(method: SignInMethod<MtlsParams>, der: Uint8Array): Promise<ProposedAccount | null> {
    if (method.params.newAccounts === 'off') return null;
    const certificate = parse(der);
    const { identifier, path } = await this.identification.find(method, certificate);
    return { identifier, account: proposedAccount({ certificate, path, identifier }, method.params) };
  }

  holder({ params }: SignInMethod<MtlsParams>, der: Uint8Array): RefreshedDetails | null {
    return holderDetails(parse(der), params);
  }

  refreshed(method: SignInMethod<MtlsParams>, der: Uint8Array): RefreshedDetails | null {
    return method.params.refresh === 'off' ? null : this.holder(method, der);
  }

  awaitedBy(
    { params }: SignInMethod<MtlsParams>,
    name: AwaitedName,
  ): { readonly subject: string; readonly label: string } {
    return awaitedBy(params, name);
  }

  judge({ params }: SignInMethod<MtlsParams>, der: Uint8Array, verdict: CertificateVerdict): CertificateJudgement {
    return judgementOf(parse(der), trustStoreOf(params), verdict);
  }

  /** The keys tell namesakes apart (RFC 5280 §4.2.1.2). */
  acceptedIssuers({ params }: SignInMethod<MtlsParams>): readonly AcceptedIssuer[] {
    return trustStoreOf(params)
      .authorities.slice(0, mostIssuers)
      .map(({ certificate }) => ({ name: summarize(certificate).name, keyId: certificate.subjectKeyId ?? null }));
  }

  summarize(der: Uint8Array): CertificateSummary {
    return summarize(parse(der));
  }

  valuesOf(der: Uint8Array, source: string): readonly string[] {
    const read = readRuleSource(source);
    return typeof read === 'string' || read.kind !== 'name' ? [] : read.values(parse(der)).usable;
  }

  /** Host names of single methods are below the name of fresh hosts, so that one wildcard covers both. */
  private assertHasHosts({ hostName }: MtlsParams): void {
    if (hostName === '' || this.config.MTLS_FRESH_ORIGIN !== undefined) return;
    const message = 'MTLS_FRESH_ORIGIN is not set';
    throw new InvalidError('sign_in_method.no_host_names', message, [{ path: 'hostName', message }]);
  }

  read(pem: string): Uint8Array {
    try {
      return readCertificate(pem).der;
    } catch (error) {
      if (!(error instanceof X509Error)) throw error;
      const code = fieldCode(error, { several_certificates: 'certificate.malformed' });
      throw new InvalidError(code, error.detail, [{ path: 'certificate', message: fieldSentence(error) }]);
    }
  }
}

const parse = (der: Uint8Array): Certificate => {
  try {
    return parseCertificate(der);
  } catch (error) {
    throw refusalOf(error, null);
  }
};
