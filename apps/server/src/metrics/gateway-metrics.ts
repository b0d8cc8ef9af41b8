import { type CallDecisions, type NginxAgentClient } from '@postern/gateway';
import { Counter } from 'prom-client';

/** Counts the server's decisions, and the data plane's responses from Nginx's log, including calls that no server saw. */
export const measureGateway = (decisions: CallDecisions, agent: NginxAgentClient): void => {
  const decided = new Counter({
    name: 'postern_gateway_decisions_total',
    help: 'Decisions on calls by outcome; Nginx keeps each for up to a second',
    labelNames: ['outcome', 'code'],
  });
  decisions.onDecision(({ evaluation: { allowed, code } }) => {
    decided.inc({ outcome: allowed ? 'allowed' : 'refused', code: code ?? '' });
  });
  if (!agent.exists) return;
  new Counter({
    name: 'postern_gateway_calls_total',
    help: "Calls that the gateway answered, by API and status, since Nginx's agent started",
    labelNames: ['api', 'status'],
    async collect() {
      const counts = await agent.calls().catch(() => undefined);
      // The agent is down: the last figures stay.
      if (counts === undefined) return;
      this.reset();
      for (const { api, status, count } of counts.calls) this.inc({ api, status: String(status) }, count);
    },
  });
};
