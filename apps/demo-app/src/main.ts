import { chmodSync, rmSync } from 'node:fs';
import { readConfig } from './config.js';
import { createDemoServer } from './server.js';

try {
  const config = readConfig(process.env);
  const server = createDemoServer(config);
  const [, host, port] = /^([^/]+):(\d+)$/.exec(config.listen) ?? [];
  // A socket file left by a process that was killed would make listen() fail.
  if (port === undefined) rmSync(config.listen, { force: true });
  const listening = (): void => {
    // The socket's group is Nginx's.
    if (port === undefined) chmodSync(config.listen, 0o660);
    process.stdout.write(`Demo application: ${config.origin}\n`);
  };
  if (port === undefined) server.listen(config.listen, listening);
  else server.listen(Number(port), host, listening);
  server.on('error', (error) => {
    process.stderr.write(`Cannot listen on ${config.listen}: ${error.message}\n`);
    process.exit(1);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
