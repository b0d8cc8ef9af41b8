import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ArgumentsHost, Catch, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CertificateListenersConfig, RevocationLists } from '@postern/certificate-kit';
import type { ErrorCode } from '@postern/contracts';
import { DomainError, HandoffError } from '@postern/errors';
import {
  CertificateOrigins,
  SignInCompletion,
  type SignInRefusal,
  type SignInTicket,
  type SignInMethod,
  type PresentedIdentifier,
  SignInMethodDirectory,
} from '@postern/provider-kit';
import { markAsCertificateSocket, type RequestOrigin } from '@postern/requests';
import type { FastifyReply } from 'fastify';
import { CertificateIdentification } from '../src/certificate-identification.js';
import { CertificatePolicy } from '../src/certificate.policy.js';
import { ClientCertificateLookup } from '../src/client-certificate.lookup.js';
import { MtlsConfig } from '../src/mtls.config.js';
import { MtlsController } from '../src/mtls.controller.js';
import { MtlsProvider } from '../src/mtls.provider.js';
import { MtlsStrategy } from '../src/mtls.strategy.js';
import { createPki, listenersConfig, mtlsConfig, Origins } from './index.js';

/** Stands for the feature that asked: tickets are their own text, each good for one outcome. */
class RecordedCompletion extends SignInCompletion {
  readonly outcomes: ({ readonly ticket: SignInTicket } & (
    { readonly identifier: PresentedIdentifier } | { readonly refusal: SignInRefusal }
  ))[] = [];

  open(ticket: string): SignInTicket {
    if (ticket === '' || ticket === 'expired')
      throw new HandoffError(ticket === '' ? 'ticket.invalid' : 'ticket.expired');
    const [purpose, methodId = ''] = ticket.split('~');
    return {
      id: ticket,
      purpose: purpose === 'link' ? 'link' : 'sign_in',
      methodId,
      interactionUid: 'uid',
      clientId: purpose === 'link' ? null : 'shop',
      accountId: null,
    };
  }

  async present(
    ticket: SignInTicket,
    identifier: PresentedIdentifier,
    _origin: RequestOrigin,
    place: string | null,
  ): Promise<string> {
    if (this.outcomes.some((other) => other.ticket.id === ticket.id)) throw new HandoffError('ticket.used');
    this.outcomes.push({ ticket, identifier });
    return `https://localhost:8443/good?code=1${place === null ? '' : `&place=${place}`}`;
  }

  async refuse(ticket: SignInTicket, refusal: SignInRefusal): Promise<string> {
    this.outcomes.push({ ticket, refusal });
    return `https://localhost:8443/refused?code=${refusal.code}`;
  }

  returnUrlWithoutHandoff(_ticket: string, code: ErrorCode): string {
    return `https://localhost:8443/back#${code}`;
  }
}

const methods = new Map<string, SignInMethod>();
export const completion = new RecordedCompletion();
export const origins = new Origins();

const refusalAt = async (clientId: string, id: string): Promise<ErrorCode | null> => {
  if (id === 'elsewhere' && clientId === 'shop') return 'sign_in_method.not_offered_here';
  return methods.get(id)?.enabled === false ? 'sign_in_method.disabled' : null;
};

@Module({
  controllers: [MtlsController],
  providers: [
    { provide: CertificateListenersConfig, useValue: listenersConfig() },
    { provide: SignInCompletion, useValue: completion },
    { provide: SignInMethodDirectory, useValue: { find: async (id: string) => methods.get(id), refusalAt } },
    { provide: CertificateOrigins, useValue: origins },
    { provide: MtlsConfig, useValue: mtlsConfig() },
    ClientCertificateLookup,
    RevocationLists,
    CertificatePolicy,
    CertificateIdentification,
    MtlsProvider,
    MtlsStrategy,
  ],
})
class TestModule {}

@Catch(DomainError)
class StatusFilter {
  catch({ code, status }: DomainError, host: ArgumentsHost): void {
    void host.switchToHttp().getResponse<FastifyReply>().status(status).send({ code });
  }
}

let app: NestFastifyApplication;
let certificateListener: Server;
let publicPort: number;
let certificatePort: number;

/** The endpoint on both sockets, with methods `on`, `other`, `off`, `elsewhere` and `password`. */
export const startEndpoint = async () => {
  const pki = await createPki();
  for (const id of ['on', 'other', 'elsewhere']) methods.set(id, { ...pki.method, id });
  methods.set('off', { ...pki.method, id: 'off', enabled: false });
  methods.set('password', { ...pki.method, id: 'password', type: 'password' });
  app = await NestFactory.create<NestFastifyApplication>(TestModule, new FastifyAdapter(), { logger: false });
  app.useGlobalFilters(new StatusFilter());
  await app.listen(0, '127.0.0.1');
  publicPort = (app.getHttpServer().address() as AddressInfo).port;
  certificateListener = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    markAsCertificateSocket(request);
    app.getHttpAdapter().getInstance().routing(request, response);
  });
  await new Promise<void>((resolve) => certificateListener.listen(0, '127.0.0.1', resolve));
  certificatePort = (certificateListener.address() as AddressInfo).port;
  return pki;
};

export const stopEndpoint = async (): Promise<void> => {
  certificateListener.close();
  await app.close();
};

export const forgetOutcomes = (): void => {
  completion.outcomes.splice(0);
  origins.change({});
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}
export const visit = (
  ticket: string | undefined,
  headers: Record<string, string | string[]>,
  { publicSocket = false, method = 'GET' } = {},
) =>
  new Promise<Answer>((resolve, reject) => {
    const path = `/api/mtls/sign-in${ticket === undefined ? '' : `?ticket=${ticket}`}`;
    const sent = httpRequest(
      { host: '127.0.0.1', port: publicSocket ? publicPort : certificatePort, path, method, headers, agent: false },
      (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      },
    );
    sent.on('error', reject).end();
  });
