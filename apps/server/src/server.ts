import { randomUUID } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { RevocationLists } from '@postern/certificate-kit';
import { readConfig, ServerConfig } from '@postern/config';
import { ExpiryWarnings } from '@postern/certificates';
import { ClientSeeder, CredentialExpiry, ManagementApiSeeder } from '@postern/clients';
import { CallDecisions, DecisionEndpoint, GatewayConfig, NginxAgentClient } from '@postern/gateway';
import { AccessTokens, frameworkErrorAnswer, readJsonBodies } from '@postern/management';
import { Engine } from '@postern/oidc';
import { SourceRecords } from '@postern/revocation';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { assertEverythingOpens } from './encryption/assert-everything-opens.js';
import { createLoggers, PinoLoggerService } from './logging/logger.js';
import { observeRequests } from './logging/observe-requests.js';
import { createRequestLog } from './logging/request-log.js';
import { mountDocumentation } from './documentation/documentation.js';
import { admitUploads, usualBody } from './listeners/body-limits.js';
import { createCertificateListener } from './listeners/certificate-listener.js';
import { createClientListener } from './listeners/client-listener.js';
import { Draining } from './listeners/draining.js';
import { createGatewayListener } from './listeners/gateway-listener.js';
import { createPublicListener } from './listeners/public-listener.js';
import { mountEngine } from './listeners/engine-route.js';
import { claimSocketPath, parseAddress, restrictSocket, withoutOthers } from './listeners/listen-address.js';
import { limitRequests } from './listeners/limits/limit-requests.js';
import { refuseEarly } from './listeners/refuse-early.js';
import { secureHeaders } from './listeners/security-headers.js';
import { trustProxies } from './listeners/trusted-proxies.js';
import { measureCertificates } from './metrics/certificate-metrics.js';
import { measureCredentials } from './metrics/credential-metrics.js';
import { measureGateway } from './metrics/gateway-metrics.js';
import { createMetricsListener, createRequestMetrics } from './metrics/metrics.js';
import { measureRevocation } from './metrics/revocation-metrics.js';
import { measureRevocationLists } from './metrics/revocation-list-metrics.js';
import { problemTexts } from './wiring/problem-texts.js';

export interface RunningServer {
  /** Stops accepting requests, and lets those in progress finish for at most SHUTDOWN_GRACE seconds. */
  stop(): Promise<void>;
}

const createApplication = async (config: ServerConfig, draining: Draining): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: usualBody,
    trustProxy: trustProxies(config.TRUSTED_PROXIES),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // Only Nest's middleware runs on it, and there is none.
    skipMiddie: true,
    genReqId: () => randomUUID(),
    frameworkErrors: frameworkErrorAnswer(problemTexts) as never,
    serverFactory: (handle: RequestListener) => createPublicListener(draining.watch(handle)),
  });
  const loggers = createLoggers(config.LOG_LEVEL);
  const fastify = adapter.getInstance();
  const log = createRequestLog(loggers.requests);
  const measure = createRequestMetrics();
  observeRequests(fastify as never, (request, route) => {
    log(request);
    measure(request, route);
  });
  secureHeaders(fastify as never, config);
  admitUploads(fastify as never);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    logger: new PinoLoggerService(loggers.general),
  });
  readJsonBodies(app);
  return app;
};

const listen = async (server: Server, address: string, mode: string): Promise<void> => {
  const options = parseAddress(address);
  await claimSocketPath(options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    withoutOthers(() => server.listen(options, resolve));
  });
  restrictSocket(options, mode);
};

const closeListener = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

/** Starts the whole server on its sockets. */
export const startServer = async (): Promise<RunningServer> => {
  const config = readConfig(ServerConfig);
  const draining = new Draining();
  const app = await createApplication(config, draining);
  await assertEverythingOpens(app.get(DataSource), config);
  const fastify = app.getHttpAdapter().getInstance();
  limitRequests(fastify as never, config);
  refuseEarly(fastify as never, { config, tokens: app.get(AccessTokens), engine: app.get(Engine) });
  mountEngine(fastify as never, app.get(Engine));
  mountDocumentation(app);
  await app.init();
  await fastify.ready();
  await app.get(ClientSeeder, { strict: false }).ensurePanelClient(config.PUBLIC_ORIGIN);
  await app.get(ManagementApiSeeder, { strict: false }).ensure(config.PUBLIC_ORIGIN);

  const handle = draining.watch((request, response) => fastify.routing(request, response));
  const certificates = createCertificateListener(handle);
  const clients = createClientListener(handle, config.PUBLIC_ORIGIN);
  measureCertificates(app.get(ExpiryWarnings, { strict: false }));
  measureCredentials(app.get(CredentialExpiry, { strict: false }));
  measureRevocationLists(app.get(RevocationLists, { strict: false }));
  measureRevocation(app.get(SourceRecords, { strict: false }));
  const { GATEWAY_SOCKET: gatewaySocket } = app.get(GatewayConfig, { strict: false });
  const gateway = createGatewayListener(draining.watch(app.get(DecisionEndpoint, { strict: false }).handle));
  measureGateway(app.get(CallDecisions, { strict: false }), app.get(NginxAgentClient, { strict: false }));
  const metrics = createMetricsListener();
  await listen(fastify.server as Server, config.PUBLIC_SOCKET, config.SOCKET_MODE);
  await listen(certificates, config.MTLS_SOCKET, config.SOCKET_MODE);
  if (config.CLIENTS_SOCKET !== '') await listen(clients, config.CLIENTS_SOCKET, config.SOCKET_MODE);
  if (gatewaySocket !== '') await listen(gateway, gatewaySocket, config.SOCKET_MODE);
  if (config.METRICS_SOCKET !== '') await listen(metrics, config.METRICS_SOCKET, config.SOCKET_MODE);

  return {
    stop: async () => {
      const deadline = setTimeout(() => process.exit(1), config.SHUTDOWN_GRACE * 1000);
      deadline.unref();
      const sockets = [config.PUBLIC_SOCKET, config.MTLS_SOCKET, config.CLIENTS_SOCKET, gatewaySocket];
      await draining.begin(sockets.filter(Boolean));
      await Promise.all([fastify.server as Server, certificates, clients, gateway, metrics].map(closeListener));
      await app.close();
      clearTimeout(deadline);
    },
  };
};
