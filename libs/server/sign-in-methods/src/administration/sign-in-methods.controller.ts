import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type AffectedAccounts,
  inEachLanguage,
  type LatelyPresented,
  type LockOutPreview,
  type MethodTestResult,
  type MethodTypeNames,
  type OfferingApplications,
  type ProviderDescriptor,
  type SignInMethodRecord,
} from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr, WithinOrganization } from '@postern/management';
import { SignInProviders } from '@postern/provider-kit';
import { Public } from '@postern/requests';
import { AffectedAccountsOfRules } from './affected-accounts.service.js';
import { AffectedAccountsResponse, MethodTestResponse } from './dry-run.responses.js';
import { MethodAdministration } from './method-administration.service.js';
import { MethodRecords } from './method-records.service.js';
import { MethodTest } from './method-test.service.js';
import { OfferingApplicationsResponse } from './offering-applications.response.js';
import { PresentedCertificates } from './presented-certificates.service.js';
import {
  AffectedAccountsDto,
  CreateSignInMethodDto,
  SignInMethodsQuery,
  TestSignInMethodDto,
  UpdateSignInMethodDto,
} from './sign-in-method.dto.js';
import {
  LatelyPresentedResponse,
  LockOutResponse,
  ProviderDescriptorResponse,
  SignInMethodResponse,
} from './sign-in-method.responses.js';

const methodId = uuidOr('sign_in_method.not_found');

@ApiTags('sign-in methods')
@Controller('api/v2/sign-in-methods')
export class SignInMethodsController {
  constructor(
    private readonly records: MethodRecords,
    private readonly administration: MethodAdministration,
    private readonly dryRuns: MethodTest,
    private readonly presentedCertificates: PresentedCertificates,
    private readonly affectedAccounts: AffectedAccountsOfRules,
    private readonly providers: SignInProviders,
  ) {}

  @Get()
  @WithinOrganization('organizationId', { in: 'query' })
  @RequireScope('read:sign_in_methods')
  @ApiOperation({ summary: 'Methods of the system, or of one organization, in the order people see them.' })
  @ApiOkResponse({ type: [SignInMethodResponse] })
  @Problems('organization.not_found')
  list(
    @Query() { organizationId }: SignInMethodsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<readonly SignInMethodRecord[]> {
    return this.records.list(organizationId?.toLowerCase() ?? null, actor);
  }

  @Get('types')
  @WithinOrganization('organizationId', { in: 'query' })
  @RequireScope('read:sign_in_methods')
  @ApiOperation({ summary: 'The types of sign-in provider that this server has, and their settings.' })
  @ApiOkResponse({ type: [ProviderDescriptorResponse] })
  types(@Query() _for: SignInMethodsQuery): readonly ProviderDescriptor[] {
    return this.providers.all().map(({ descriptor }) => descriptor);
  }

  @Get('type-names')
  @Public('what a method without a name of its own is called')
  @ApiOperation({ summary: 'The name of each type, in each language.' })
  @ApiOkResponse({ type: Object })
  typeNames(): MethodTypeNames {
    const named = this.providers
      .all()
      .map(({ descriptor: { type, labels } }) => [type, inEachLanguage((language) => labels[language].methodName)]);
    return Object.fromEntries(named) as MethodTypeNames;
  }

  @Get(':id')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @RequireScope('read:sign_in_methods')
  @ApiOkResponse({ type: SignInMethodResponse })
  @Problems('sign_in_method.not_found')
  get(@Param('id', methodId) id: string, @CurrentActor() actor: Actor): Promise<SignInMethodRecord> {
    return this.records.get(id, actor);
  }

  /** Contains names of people, hence the second scope. */
  @Get(':id/lock-out')
  @RequireScope('read:sign_in_methods', 'read:users')
  @ApiOperation({ summary: 'People who could no longer sign in if the method were switched off.' })
  @ApiOkResponse({ type: LockOutResponse })
  @Problems('sign_in_method.not_found')
  lockOut(@Param('id', methodId) id: string): Promise<LockOutPreview> {
    return this.records.lockOut(id);
  }

  /** Contains names of applications, hence the second scope. */
  @Get(':id/applications')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @RequireScope('read:sign_in_methods', 'read:clients')
  @ApiOperation({ summary: 'Applications that offer the method, by name, at most 20; not the panel.' })
  @ApiOkResponse({ type: OfferingApplicationsResponse })
  @Problems('sign_in_method.not_found')
  applications(@Param('id', methodId) id: string): Promise<OfferingApplications> {
    return this.records.applications(id);
  }

  @Post()
  @WithinOrganization('organizationId', { in: 'body' })
  @RequireScope('create:sign_in_methods')
  @ApiCreatedResponse({ type: SignInMethodResponse })
  @Problems(
    'organization.not_found',
    'sign_in_method.built_in',
    'request.invalid',
    'provider.unknown_type',
    'sign_in_method.invalid_trust_anchor',
    'sign_in_method.no_trust_anchor',
    'sign_in_method.too_many_authorities',
    'sign_in_method.host_name_taken',
    'sign_in_method.no_host_names',
    'certificate.private_key_given',
  )
  async create(@Body() input: CreateSignInMethodDto, @CurrentActor() actor: Actor): Promise<SignInMethodRecord> {
    return this.records.get(await this.administration.create(input, actor), actor);
  }

  @Patch(':id')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @RequireScope('update:sign_in_methods')
  @ApiOkResponse({ type: SignInMethodResponse })
  @Problems(
    'sign_in_method.locks_out_owners',
    'request.invalid',
    'sign_in_method.invalid_trust_anchor',
    'sign_in_method.no_trust_anchor',
    'sign_in_method.too_many_authorities',
    'sign_in_method.host_name_taken',
    'sign_in_method.no_host_names',
    'sign_in_method.public_authority',
    'certificate.private_key_given',
  )
  async update(
    @Param('id', methodId) id: string,
    @Body() input: UpdateSignInMethodDto,
    @CurrentActor() actor: Actor,
  ): Promise<SignInMethodRecord> {
    await this.administration.update(id, input, actor);
    return this.records.get(id, actor);
  }

  @Delete(':id')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @HttpCode(204)
  @RequireScope('delete:sign_in_methods')
  @ApiOperation({
    summary: 'Deletes a method and all identifiers that were linked through it, and ends their sessions.',
  })
  @ApiNoContentResponse()
  @Problems('sign_in_method.built_in', 'sign_in_method.locks_out_owners')
  delete(@Param('id', methodId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(id, actor);
  }

  /** Shows the account of a certificate, hence the second scope. */
  @Post(':id/test')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @HttpCode(200)
  @RequireScope('read:sign_in_methods', 'read:users')
  @ApiOperation({ summary: 'Dry run with one certificate: the result of each rule, the account and the reason.' })
  @ApiOkResponse({ type: MethodTestResponse })
  @Problems(
    'certificate.malformed',
    'certificate.private_key_given',
    'certificate.not_der',
    'certificate.unsupported_algorithm',
    'certificate.curve_not_allowed',
  )
  test(
    @Param('id', methodId) id: string,
    @Body() { certificate, params }: TestSignInMethodDto,
  ): Promise<MethodTestResult> {
    return this.dryRuns.run(id, certificate, params);
  }

  /** Contains certificates of people, hence the second scope. */
  @Get(':id/presented')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @RequireScope('read:sign_in_methods', 'read:users')
  @ApiOperation({ summary: 'Certificates that were recently presented to the method, newest first, at most 20.' })
  @ApiOkResponse({ type: [LatelyPresentedResponse] })
  @Problems('sign_in_method.not_found')
  presented(@Param('id', methodId) id: string): Promise<readonly LatelyPresented[]> {
    return this.presentedCertificates.list(id);
  }

  @Post(':id/affected')
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @HttpCode(200)
  @RequireScope('read:sign_in_methods', 'read:users')
  @ApiOperation({ summary: 'Dry run with the certificates that are linked to accounts, some at a time.' })
  @ApiOkResponse({ type: AffectedAccountsResponse })
  @Problems('sign_in_method.not_found', 'request.invalid')
  affected(
    @Param('id', methodId) id: string,
    @Body() { params, after }: AffectedAccountsDto,
    @CurrentActor() { within }: Actor,
  ): Promise<AffectedAccounts> {
    return this.affectedAccounts.check(id, params, { after: after ?? null, organizationId: within?.id ?? null });
  }
}
