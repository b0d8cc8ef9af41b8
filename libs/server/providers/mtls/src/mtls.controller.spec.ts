import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ArgumentsHost, Catch, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ErrorCode } from '@postern/contracts';
import type { Issued } from '@postern/dev-pki';
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPki, listenersConfig, mtlsConfig, nginxHeaders, Origins, proxySecret } from '../testing/index.js';
import { CertificateIdentification } from './certificate-identification.js';
import { CertificatePolicy } from './certificate.policy.js';
import { ClientCertificateLookup } from './client-certificate.lookup.js';
import { MtlsConfig } from './mtls.config.js';
import { MtlsController } from './mtls.controller.js';
import { MtlsProvider } from './mtls.provider.js';
import { MtlsStrategy } from './mtls.strategy.js';
import { CertificateListenersConfig, RevocationLists } from '@postern/certificate-kit';

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
const completion = new RecordedCompletion();
const origins = new Origins();

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
let ada: Issued;
let issue: Awaited<ReturnType<typeof createPki>>['issue'];

beforeAll(async () => {
  const pki = await createPki();
  ({ ada, issue } = pki);
  methods.set('on', { ...pki.method, id: 'on' });
  methods.set('other', { ...pki.method, id: 'other' });
  methods.set('off', { ...pki.method, id: 'off', enabled: false });
  methods.set('elsewhere', { ...pki.method, id: 'elsewhere' });
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
});
afterAll(async () => {
  certificateListener.close();
  await app.close();
});
beforeEach(() => {
  completion.outcomes.splice(0);
  origins.change({});
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}
const visit = (
  ticket: string | undefined,
  headers: Record<string, string | string[]>,
  { port = certificatePort, method = 'GET' } = {},
) =>
  new Promise<Answer>((resolve, reject) => {
    const path = `/api/mtls/sign-in${ticket === undefined ? '' : `?ticket=${ticket}`}`;
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    sent.on('error', reject).end();
  });

describe('the certificate endpoint', () => {
  it('hands an accepted certificate to its sign-in, and redirects the browser back', async () => {
    const { status, headers } = await visit('sign_in~on~1', nginxHeaders(ada));

    expect(status).toBe(303);
    expect(headers).toMatchObject({
      location: 'https://localhost:8443/good?code=1',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(completion.outcomes).toMatchObject([{ ticket: { methodId: 'on' }, identifier: { label: 'Ada' } }]);
  });

  it('reports the fresh host, so that this browser starts there next time', async () => {
    const shownAt = async (host: string) => (await visit(`sign_in~on~${host}`, { ...nginxHeaders(ada), host })).headers;

    expect((await shownAt('a1b2c3d4e5f60718.mtls.localhost:3443')).location).toBe(
      'https://localhost:8443/good?code=1&place=a1b2c3d4e5f60718',
    );
    for (const host of ['localhost:3443', 'a1.mtls.localhost', 'A1B2C3D4E5F60718&.x'])
      expect((await shownAt(host)).location).toBe('https://localhost:8443/good?code=1');
  });

  it('hands a refused certificate back with its code and what was presented', async () => {
    const { status, headers } = await visit(
      'sign_in~on~1',
      nginxHeaders(await issue({ purposes: ['serverAuth'] }), 'FAILED:unsuitable certificate purpose'),
    );

    expect([status, headers.location]).toEqual([303, 'https://localhost:8443/refused?code=certificate.wrong_purpose']);
    expect(completion.outcomes).toMatchObject([{ refusal: { certificate: { summary: { name: 'Ada' } } } }]);
  });

  it('hands back what only Nginx knows to be revoked as refused by the proxy, with Nginx’s reason', async () => {
    await visit('sign_in~on~1', nginxHeaders(ada, 'FAILED:certificate revoked'));

    expect(completion.outcomes).toMatchObject([
      {
        refusal: {
          code: 'certificate.refused_by_proxy',
          reason: 'certificate revoked',
          certificate: { summary: { name: 'Ada' } },
        },
      },
    ]);
  });

  it('judges a path itself, whatever Nginx says of it', async () => {
    await visit('sign_in~on~1', nginxHeaders(ada, 'FAILED:certificate has expired'));

    expect(completion.outcomes).toMatchObject([{ identifier: { label: 'Ada' } }]);
  });

  it('hands back that no certificate was sent', async () => {
    await visit('sign_in~on~1', { 'X-SSL-Client-Verify': 'NONE', 'X-Postern-Proxy-Secret': proxySecret });

    expect(completion.outcomes).toMatchObject([{ refusal: { code: 'certificate.missing', certificate: null } }]);
  });

  it.each([
    ['without the proxy secret', { 'X-Postern-Proxy-Secret': 'guessed' }],
    ['with a header twice', { 'X-SSL-Client-Verify': ['SUCCESS', 'SUCCESS'] }],
    ['with another serial number', { 'X-SSL-Client-Serial': '00' }],
  ])('hands forged headers back %s, so that the event log learns of them', async (_, change) => {
    const { status } = await visit('sign_in~on~1', { ...nginxHeaders(ada), ...change });

    expect(status).toBe(303);
    expect(completion.outcomes).toMatchObject([{ refusal: { code: 'certificate.header_mismatch' } }]);
  });

  it('does not exist on the public socket, with whatever headers', async () => {
    expect((await visit('sign_in~on~1', nginxHeaders(ada), { port: publicPort })).status).toBe(404);
    expect(completion.outcomes).toHaveLength(0);
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE'])('does not answer %s', async (method) => {
    expect((await visit('sign_in~on~1', nginxHeaders(ada), { method })).status).toBe(404);
    expect(completion.outcomes).toHaveLength(0);
  });

  it.each([
    ['absent', undefined, 'ticket.invalid'],
    ['expired', 'expired', 'ticket.expired'],
    ['there twice', 'sign_in~on~1&ticket=sign_in~on~2', 'ticket.invalid'],
    ['another provider’s', 'sign_in~password~1', 'ticket.invalid'],
  ])('sends the browser back when the ticket is %s', async (_, ticket, code) => {
    const { status, headers } = await visit(ticket, nginxHeaders(ada));

    expect([status, headers.location, headers['cache-control']]).toEqual([
      303,
      `https://localhost:8443/back#${code}`,
      'no-store',
    ]);
    expect(completion.outcomes).toHaveLength(0);
  });

  it('sends the browser back when the ticket was used', async () => {
    await visit('sign_in~on~1', nginxHeaders(ada));

    expect((await visit('sign_in~on~1', nginxHeaders(ada))).headers.location).toBe(
      'https://localhost:8443/back#ticket.used',
    );
  });

  it('refuses a method that was deleted, disabled or taken from the application since', async () => {
    await visit('sign_in~gone~1', nginxHeaders(ada));
    await visit('sign_in~off~1', nginxHeaders(ada));
    await visit('sign_in~elsewhere~1', nginxHeaders(ada));

    expect(completion.outcomes).toMatchObject([
      { refusal: { code: 'sign_in_method.not_found' } },
      { refusal: { code: 'sign_in_method.disabled' } },
      { refusal: { code: 'sign_in_method.not_offered_here', certificate: null } },
    ]);
  });

  it('links a certificate by a method that is not on the sign-in page', async () => {
    await visit('link~off~1', nginxHeaders(ada));

    expect(completion.outcomes).toMatchObject([{ ticket: { purpose: 'link' }, identifier: { label: 'Ada' } }]);
  });

  it('never mixes up simultaneous requests', async () => {
    const people = await Promise.all(
      Array.from({ length: 40 }, (_, index) => issue({ subject: `CN=Person ${index}` })),
    );
    await Promise.all(people.map((person, index) => visit(`sign_in~on~${index}`, nginxHeaders(person))));

    const labels = completion.outcomes.map(({ ticket, ...outcome }) => [
      ticket.id,
      'identifier' in outcome ? outcome.identifier.label : undefined,
    ]);
    expect(new Map(labels as [string, string][])).toEqual(
      new Map(people.map((_, index) => [`sign_in~on~${index}`, `Person ${index}`])),
    );
  });
});

describe('a method with an origin of its own', () => {
  const shownAt = (methodId: string, listener: string | undefined, host: string) =>
    visit(`sign_in~${methodId}~1`, {
      ...nginxHeaders(ada),
      ...(listener !== undefined && { 'X-Postern-Certificate-Method': listener }),
      host,
    });
  const mismatch = (reason: string) => [
    { refusal: { code: 'certificate.header_mismatch', reason, certificate: null } },
  ];

  beforeEach(() => origins.change({ on: 'acme', other: 'beta' }));

  it.each(['acme.mtls.localhost:3443', 'a1b2c3d4e5f60718-acme.mtls.localhost:3443'])(
    'accepts a certificate that was shown at %s',
    async (host) => {
      await shownAt('on', 'on', host);

      expect(completion.outcomes).toMatchObject([{ identifier: { label: 'Ada' } }]);
    },
  );

  it.each(['acme.mtls.localhost', 'beta.mtls.localhost', 'localhost'])(
    'takes none that was shown at the origin of another method, though it trusts the same CAs; Host says %s',
    async (host) => {
      await shownAt('on', 'other', host);

      expect(completion.outcomes).toMatchObject(mismatch('shown at the origin of another method'));
    },
  );

  it('is the only one: a method without one takes none that was shown there', async () => {
    origins.change({ on: 'acme' });
    await shownAt('other', 'on', 'acme.mtls.localhost');

    expect(completion.outcomes).toMatchObject(mismatch('shown at the origin of another method'));
  });

  it('takes none where the shared listener answers at its name', async () => {
    await shownAt('on', undefined, 'acme.mtls.localhost:3443');

    expect(completion.outcomes).toMatchObject(mismatch('not shown at the origin of the method'));
  });

  it('leads there from the shared origin, with the ticket unused', async () => {
    const { status, headers } = await shownAt('on', undefined, 'localhost:3443');
    const fresh = await shownAt('on', undefined, 'a1b2c3d4e5f60718.mtls.localhost:3443');

    expect([status, headers.location]).toEqual([
      303,
      'https://acme.mtls.localhost:3443/api/mtls/sign-in?ticket=sign_in%7Eon%7E1',
    ]);
    expect(fresh.headers.location).toContain('https://a1b2c3d4e5f60718-acme.mtls.localhost:3443/');
    expect(completion.outcomes).toEqual([]);
  });

  it('takes the word of Nginx alone for whose origin it was', async () => {
    const forged = { 'X-Postern-Certificate-Method': 'on', 'X-Postern-Proxy-Secret': 'guessed' };
    await visit('sign_in~on~1', { ...nginxHeaders(ada), ...forged });
    await visit('sign_in~on~2', { ...nginxHeaders(ada), 'X-Postern-Certificate-Method': ['on', 'on'] });
    await visit('sign_in~on~3', { ...nginxHeaders(ada), X_Postern_Certificate_Method: 'on' });

    expect(completion.outcomes.map((outcome) => 'refusal' in outcome && outcome.refusal.code)).toEqual([
      'certificate.header_mismatch',
      'certificate.header_mismatch',
      'certificate.header_mismatch',
    ]);
  });

  it('has the shared origin again when Nginx serves its own no longer', async () => {
    origins.change({});
    await shownAt('on', undefined, 'localhost:3443');

    expect(completion.outcomes).toMatchObject([{ identifier: { label: 'Ada' } }]);
  });
});
