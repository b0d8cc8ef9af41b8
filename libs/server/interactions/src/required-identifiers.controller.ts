import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { type Continuation, interactionPaths } from '@postern/contracts';
import { DomainError } from '@postern/errors';
import type { Exchange } from '@postern/oidc';
import { Public, requestOrigin } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddedIdentifierBody } from './interaction.dto.js';
import { handoffCode, interactionUid } from './interaction.params.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { RequiredIdentifierSteps } from './view/required-identifiers.service.js';

const exchangeOf = (request: FastifyRequest, reply: FastifyReply): Exchange => ({
  request: request.raw,
  response: reply.raw,
});

/** The step of the sign-in page that adds identifiers which the application requires. */
@Controller('api/interaction/:uid')
@UseGuards(SameOriginGuard)
@Public('people who sign in have no token yet; the interaction cookie is checked in every step')
export class RequiredIdentifiersController {
  constructor(private readonly steps: RequiredIdentifierSteps) {}

  /** The browser returns from the certificate origin: always a redirect, never a bare error. Nothing is added yet. */
  @Get('shown-identifier')
  async shown(
    @Param('uid', interactionUid) uid: string,
    @Query('code', handoffCode) code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    reply.header('cache-control', 'no-store');
    try {
      const attempt = await this.steps.arrive(exchangeOf(request, reply), uid, code, requestOrigin(request));
      await reply.redirect(`${interactionPaths.page(uid)}?attempt=${attempt}`, 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await reply.redirect(`${interactionPaths.page(uid)}#error=${error.code}`, 303);
    }
  }

  @Post('identifiers')
  @HttpCode(200)
  async add(
    @Param('uid', interactionUid) uid: string,
    @Body() { attempt }: AddedIdentifierBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    return { location: await this.steps.add(exchangeOf(request, reply), uid, attempt, requestOrigin(request)) };
  }

  @Post('identifiers/skip')
  @HttpCode(200)
  async skip(
    @Param('uid', interactionUid) uid: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    return { location: await this.steps.skip(exchangeOf(request, reply), uid) };
  }

  @Post('identifiers/prove')
  @HttpCode(200)
  async prove(
    @Param('uid', interactionUid) uid: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Continuation> {
    return { location: await this.steps.prove(exchangeOf(request, reply), uid) };
  }
}
