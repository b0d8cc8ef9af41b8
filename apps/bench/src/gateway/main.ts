import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostern } from '@postern/local';
import { gatewayOptions } from './options.js';
import { formatGateway } from './gateway-report.js';
import { measureGateway } from './measure-gateway.js';
import { unlimited } from '../unlimited.js';

/** The gateway's figures alone: `npm run bench:gateway`. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
const postern = await startPostern({
  home,
  ports: { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 },
  serverEnv: unlimited,
});
try {
  say(formatGateway(await measureGateway(postern.config, home, gatewayOptions(say))));
} finally {
  await postern.stop({ removeState: true });
  rmSync(home, { recursive: true, force: true });
}
