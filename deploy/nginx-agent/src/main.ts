import { createAgent } from './agent-server.js';
import { optionsFrom } from './environment.js';

/**
 * The agent beside an Nginx of one's own, as a service (docs/gateway/operation.md). With `--before-nginx` it only makes sure that Nginx can
 * start, and ends.
 */
try {
  const { agent, listen } = createAgent(optionsFrom(process.env));
  if (process.argv.includes('--before-nginx')) {
    await agent.leaveOutWhatNginxRefuses();
  } else {
    await agent.begin();
    const close = await listen();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void close().then(() => process.exit(0)));
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
