import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestScope } from '@postern/requests';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoggers, type Loggers, PinoLoggerService } from './logger.js';
import { createRequestLog } from './request-log.js';

let folder: string;
let loggers: Loggers;
let service: PinoLoggerService;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-log-'));
  loggers = createLoggers('info', join(folder, 'server.log'));
  service = new PinoLoggerService(loggers.general);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Both write to the same file: once a line of one is there, earlier lines of the other are, too. */
const written = async (): Promise<readonly Record<string, unknown>[]> => {
  await new Promise<void>((resolve) => loggers.general.flush(() => resolve()));
  const lines = readFileSync(join(folder, 'server.log'), 'utf8').trim();
  return lines.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log of the server', () => {
  it('redacts secrets and certificates in log lines', async () => {
    const secret = 'hush-hush';
    const names = ['password', 'secret', 'token', 'pem', 'der', 'certificate', 'key', 'code', 'parameters'];
    for (const name of names) {
      service.warn({ msg: 'thoughtless', [name]: secret });
      service.error({ msg: 'thoughtless', inside: { [name]: secret } });
    }
    service.error(Object.assign(new Error('query failed'), { parameters: [secret] }), 'Statements');

    const lines = await written();

    expect(lines).toHaveLength(2 * names.length + 1);
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(lines.at(-1)).toMatchObject({ msg: 'query failed', context: 'Statements' });
  });

  it('adds the request id to every line that a request causes', async () => {
    requestScope.run({ requestId: 'r-1' }, () => service.log('something happened', 'Somebody'));
    service.log('nobody asked', 'Somebody');

    const [first, second] = await written();

    expect(first).toMatchObject({ requestId: 'r-1', msg: 'something happened', context: 'Somebody', level: 30 });
    expect(second).not.toHaveProperty('requestId');
  });

  it('has the path of a request without its query, which may hold tickets and codes', async () => {
    const log = createRequestLog(loggers.requests);
    log({ requestId: 'r-2', method: 'GET', url: '/api/mtls/sign-in?ticket=t#x', status: 503, seconds: 0.0123 });

    const [line] = await written();

    expect(line).toMatchObject({ requestId: 'r-2', path: '/api/mtls/sign-in', status: 503, ms: 12.3, level: 40 });
    expect(JSON.stringify(line)).not.toContain('ticket');
  });
});
