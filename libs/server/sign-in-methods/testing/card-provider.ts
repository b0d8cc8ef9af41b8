import { createHash } from 'node:crypto';
import { type CertificateSummary, type ErrorCode, inEachLanguage, type ProviderDescriptor } from '@postern/contracts';
import { CertificateError, InvalidError } from '@postern/errors';
import {
  type CertificateProvider,
  type NewAccount,
  type PresentedIdentifier,
  type SignInMethod,
  type SignInProvider,
  SignInProviders,
} from '@postern/provider-kit';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';

class CardLimits {
  @IsInt()
  readonly days!: number;
}

export class CardParams {
  @IsArray()
  @IsString({ each: true })
  readonly trustAnchors: readonly string[] = [];

  @IsIn(['certificate', 'public-key'])
  readonly identifyBy: string = 'certificate';

  /** Whether it finds accounts without a link. */
  @IsOptional()
  @IsBoolean()
  readonly anybody?: boolean;

  /** Groups of the accounts that it creates; absent: it creates none. */
  @IsOptional()
  @IsString({ each: true })
  readonly creates?: readonly string[];

  /** Organization of the accounts that it creates. */
  @IsOptional()
  @IsString()
  readonly joins?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => CardLimits)
  readonly limits?: CardLimits;
}

const descriptor: ProviderDescriptor = {
  type: 'card',
  labels: inEachLanguage(() => ({ kind: 'Card', methodName: 'Card', fields: {} })),
  logo: '<svg/>',
  kind: 'navigate',
  steps: [],
  settings: [],
  creatable: true,
  linkable: true,
};

/** A provider whose certificates are texts, which name its verdict. */
class CardProvider implements CertificateProvider<CardParams> {
  readonly descriptor = descriptor;
  readonly paramsClass = CardParams;
  readonly acr = 'urn:test:card';
  readonly amr = ['pop'];

  async normalizeParams(params: CardParams): Promise<CardParams> {
    if (params.trustAnchors.includes('private key')) {
      throw new InvalidError('certificate.private_key_given', undefined, [
        { path: 'trustAnchors.0', message: 'is a key' },
      ]);
    }
    return { ...params, trustAnchors: params.trustAnchors.map((anchor) => anchor.trim()) };
  }

  async problem({ trustAnchors }: CardParams): Promise<ErrorCode | null> {
    return trustAnchors.length === 0 ? 'sign_in_method.no_trust_anchor' : null;
  }

  findsAnybody({ anybody = false }: CardParams): boolean {
    return anybody;
  }

  createsAccounts({ creates, joins }: CardParams): Pick<NewAccount, 'groups' | 'organization'> | null {
    return creates === undefined ? null : { groups: creates, organization: joins ?? null };
  }

  read(pem: string): Uint8Array {
    if (pem === 'private key') throw new InvalidError('certificate.private_key_given');
    return Buffer.from(pem);
  }

  summarize(der: Uint8Array): CertificateSummary {
    return { name: Buffer.from(der).toString() } as CertificateSummary;
  }

  async identify({ id, params }: SignInMethod<CardParams>, der: Uint8Array): Promise<PresentedIdentifier> {
    const summary = this.summarize(der);
    if (params.trustAnchors.includes('nobody')) throw new CertificateError('certificate.untrusted', 'no such CA');
    if (summary.name === 'expired') throw new CertificateError('certificate.expired', 'since yesterday');
    const subject = createHash('sha256').update(params.identifyBy).update(der).digest('hex');
    return { methodId: id, subject, label: summary.name, certificate: { der, summary } };
  }
}

class NoParams {}

const passwordLabels = inEachLanguage(() => ({ kind: 'Password', methodName: 'Username and password', fields: {} }));

const password: SignInProvider = {
  descriptor: {
    ...descriptor,
    type: 'password',
    labels: passwordLabels,
    kind: 'form',
    creatable: false,
    linkable: false,
  },
  paramsClass: NoParams,
  acr: 'urn:test:password',
  amr: ['pwd'],
};

export class TestProviders extends SignInProviders {
  private readonly providers: readonly SignInProvider[] = [new CardProvider(), password];

  override all(): readonly SignInProvider[] {
    return this.providers;
  }

  override ofType(type: string): SignInProvider {
    const provider = this.providers.find(({ descriptor }) => descriptor.type === type);
    if (provider === undefined) throw new InvalidError('provider.unknown_type', type);
    return provider;
  }
}
