import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { KnownBrowsers } from '@postern/accounts';
import { type Continuation, type DomainAnswer, interactionPaths, type InteractionView } from '@postern/contracts';
import { EngineInteractions, type Exchange, type SignedIn } from '@postern/oidc';
import { DomainError, InvalidError } from '@postern/errors';
import { VerifiedDomains } from '@postern/organizations';
import { Public, requestOrigin } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserLanguage } from './browser-language.js';
import {
  AccessRequestBody,
  AccountBody,
  ConsentBody,
  FormSubmissionBody,
  NewAccountBody,
  OrganizationBody,
} from './interaction.dto.js';
import { attemptId, existingMethodId, handoffCode, interactionUid, typedDomain } from './interaction.params.js';
import { rememberPlace } from './certificate-place-cookie.js';
import { ExpiringCertificateCookie } from './expiring-certificate-cookie.js';
import { knownBrowserOf } from './known-browser.js';
import { rememberLastMethod } from './last-method-cookie.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { CertificateReturnService } from './sign-in/certificate-return.service.js';
import { FormSignInService } from './sign-in/form-sign-in.service.js';
import { NewAccountSignIn } from './sign-in/new-account.service.js';
import { RequiredIdentifierSteps } from './view/required-identifiers.service.js';
import { RefusedEntry } from './view/refused-entry.service.js';
import { InteractionViewService } from './view/interaction-view.service.js';

const exchangeOf = (request: FastifyRequest, reply: FastifyReply): Exchange => ({
  request: request.raw,
  response: reply.raw,
});

interface Remembering {
  readonly browsers: KnownBrowsers;
  readonly expiring: ExpiringCertificateCookie;
  readonly place: unknown;
}

const handOverTo =
  (request: FastifyRequest, reply: FastifyReply, { browsers, expiring, place }: Remembering) =>
  (signedIn: SignedIn): void => {
    const { methodId } = signedIn;
    reply.hijack();
    reply.raw.setHeader('cache-control', 'no-store');
    rememberLastMethod(reply, methodId);
    rememberPlace(request, reply, methodId, place);
    browsers.remember(request, reply, signedIn);
    expiring.remember(request, reply, signedIn);
  };

/** API of the sign-in page. The engine's interaction cookie authorizes the browser that began the sign-in. */
@Controller('api/interaction/:uid')
@UseGuards(SameOriginGuard)
@Public('people who sign in have no token yet; the interaction cookie is checked in every step')
export class InteractionController {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly views: InteractionViewService,
    private readonly forms: FormSignInService,
    private readonly certificates: CertificateReturnService,
    private readonly newAccounts: NewAccountSignIn,
    private readonly browsers: KnownBrowsers,
    private readonly expiring: ExpiringCertificateCookie,
    private readonly refused: RefusedEntry,
    private readonly domains: VerifiedDomains,
    private readonly required: RequiredIdentifierSteps,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  view(
    @Param('uid', interactionUid) uid: string,
    @Query('attempt', attemptId) attempt: string | undefined,
    @Query('domain', typedDomain) domain: string | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InteractionView> {
    return this.views.view(exchangeOf(request, reply), uid, attempt, knownBrowserOf(request, this.expiring), domain);
  }

  /** From memory: it tells of verified domains, and never of accounts. */
  @Get('domains/:domain')
  @Header('cache-control', 'no-store')
  async domain(@Param('domain', typedDomain) domain: string | null): Promise<DomainAnswer> {
    return { known: domain !== null && (await this.domains.organizationOf(domain)) !== null };
  }

  @Post('methods/:methodId')
  @HttpCode(200)
  async submit(
    @Param('uid', interactionUid) uid: string,
    @Param('methodId', existingMethodId) methodId: string,
    @Body() { values, linkAttempt }: FormSubmissionBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    if (Object.values(values).some((value) => typeof value !== 'string' || value.length > 1024)) {
      throw new InvalidError('request.invalid', undefined, [{ path: 'values', message: 'must be strings' }]);
    }
    const submission = { methodId, values, linkAttempt, cookie: request.headers.cookie };
    const { location, suggestedMethodId, account } = await this.forms.submit(
      exchangeOf(request, reply),
      uid,
      submission,
      requestOrigin(request),
    );
    rememberLastMethod(reply, suggestedMethodId);
    this.browsers.remember(request, reply, account);
    return { location };
  }

  /** The browser returns from the certificate origin: always a redirect, never a bare error. */
  @Get('certificate')
  async certificate(
    @Param('uid', interactionUid) uid: string,
    @Query('code', handoffCode) code: string,
    @Query('place') place: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    reply.header('cache-control', 'no-store');
    const remembering = { browsers: this.browsers, expiring: this.expiring, place };
    try {
      const exchange = { ...exchangeOf(request, reply), handOver: handOverTo(request, reply, remembering) };
      const visitor = { language: browserLanguage(request), origin: requestOrigin(request) };
      const location = await this.certificates.finish(exchange, uid, code, visitor);
      if (location !== undefined) await reply.redirect(location, 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await reply.redirect(`${interactionPaths.page(uid)}#error=${error.code}`, 303);
    }
  }

  /** The person wants the account that the page shows for a certificate that belongs to nobody. */
  @Post('new-account')
  @HttpCode(200)
  async newAccount(
    @Param('uid', interactionUid) uid: string,
    @Body() body: NewAccountBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    const wanted = { ...body, language: body.language ?? browserLanguage(request) };
    const origin = requestOrigin(request);
    const { location, signedIn } = await this.newAccounts.confirm(exchangeOf(request, reply), uid, wanted, origin);
    rememberLastMethod(reply, signedIn.methodId);
    this.browsers.remember(request, reply, signedIn);
    return { location };
  }

  @Post('account')
  @HttpCode(200)
  async account(
    @Param('uid', interactionUid) uid: string,
    @Body() { accountId }: AccountBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    return { location: await this.interactions.continueAs(exchangeOf(request, reply), uid, accountId) };
  }

  /** The person is in several organizations and chooses one of them. */
  @Post('organization')
  @HttpCode(200)
  async organization(
    @Param('uid', interactionUid) uid: string,
    @Body() { organizationId }: OrganizationBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    const exchange = exchangeOf(request, reply);
    return { location: await this.interactions.chooseOrganization(exchange, uid, organizationId) };
  }

  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @Param('uid', interactionUid) uid: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.interactions.signOut(exchangeOf(request, reply), uid, requestOrigin(request));
  }

  @Post('remind-later')
  @HttpCode(204)
  async remindLater(
    @Param('uid', interactionUid) uid: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.views.remindLater(exchangeOf(request, reply), uid, this.expiring.owner(request));
  }

  @Post('consent')
  @HttpCode(200)
  async consent(
    @Param('uid', interactionUid) uid: string,
    @Body() { identifiers = [] }: ConsentBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    const exchange = exchangeOf(request, reply);
    return { location: await this.interactions.finishConsent(exchange, uid, identifiers, requestOrigin(request)) };
  }

  /** The person may not enter the application, and asks its administrators. */
  @Post('access-request')
  @HttpCode(204)
  async accessRequest(
    @Param('uid', interactionUid) uid: string,
    @Body() { message = '' }: AccessRequestBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.refused.ask(exchangeOf(request, reply), uid, message.trim() || null, requestOrigin(request));
  }

  @Post('retry')
  @HttpCode(200)
  async retry(
    @Param('uid', interactionUid) uid: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    return { location: await this.interactions.retry(exchangeOf(request, reply), uid) };
  }

  @Post('abort')
  @HttpCode(200)
  async abort(
    @Param('uid', interactionUid) uid: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    await this.required.noteLeft(exchangeOf(request, reply), uid, requestOrigin(request));
    return { location: await this.interactions.abort(exchangeOf(request, reply), uid) };
  }
}
