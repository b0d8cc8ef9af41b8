import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ServerConfig } from '@postern/config';
import { LoggerModule, type Params } from 'nestjs-pino';

/** Addresses carry tickets and one-time codes in their query: the log gets the path only. */
const pathOf = (request: IncomingMessage & { originalUrl?: string }): string =>
  (request.originalUrl ?? request.url ?? '').split('?')[0] ?? '';

const levelOf = (_request: IncomingMessage, response: ServerResponse, error?: Error): 'error' | 'warn' | 'info' => {
  if (error !== undefined || (response.statusCode >= 500 && response.statusCode !== 503)) return 'error';
  return response.statusCode === 503 ? 'warn' : 'info';
};

/** One JSON line per request: id, method, path, status, time. No headers, no bodies, so no secrets and no certificates. */
const loggerParams = ({ LOG_LEVEL }: ServerConfig): Params => ({
  pinoHttp: {
    level: LOG_LEVEL,
    genReqId: () => randomUUID(),
    customLogLevel: levelOf,
    quietReqLogger: true,
    customAttributeKeys: { responseTime: 'ms' },
    serializers: {
      req: (request: { id: unknown; method: string; raw: IncomingMessage }) => ({
        id: request.id,
        method: request.method,
        path: pathOf(request.raw),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    redact: { paths: ['*.password', '*.secret', '*.token', '*.pem', '*.der', '*.certificate', '*.parameters'], censor: '[redacted]' },
  },
});

export const loggerModule = LoggerModule.forRootAsync({ inject: [ServerConfig], useFactory: loggerParams });
