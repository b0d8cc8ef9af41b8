import { Injectable } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import type { ErrorCode } from '@postern/contracts';
import { PeriodicJob } from '@postern/requests';
import { summarize } from '@postern/x509';
import type { CallDecision } from './call-decisions.service.js';

/** Events per API and reason in one window; further refusals are counted. */
const eventsPerWindow = 20;

interface Tally {
  readonly apiId: string;
  readonly api: string;
  readonly code: ErrorCode;
  recorded: number;
  suppressed: number;
}

/** Records refused calls in the event log: each one up to a limit, then their number. */
@Injectable()
export class RefusedCallLog extends PeriodicJob {
  /** The window. */
  protected readonly interval = 60_000;
  protected readonly failure = 'refused calls were not summed up';
  private tallies = new Map<string, Tally>();

  constructor(private readonly audit: AuditLog) {
    super();
  }

  protected work(): Promise<void> {
    return this.sumUp();
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await this.sumUp();
  }

  /** @param address of the caller */
  note({ api, certificate, evaluation: { code, decidedBy, trace } }: CallDecision, address: string | null): void {
    if (api === undefined || code === null) return;
    const tally = this.tallyOf(api.id, api.name, code);
    if (tally.recorded >= eventsPerWindow) {
      tally.suppressed += 1;
      return;
    }
    tally.recorded += 1;
    // Names, and nothing that identifies a key: what speaks against the certificate itself names extensions, names and dates.
    const subject = certificate === null ? null : summarize(certificate).subject;
    const reason = code.startsWith('certificate.') ? trace.find(({ path }) => path === decidedBy)?.detail : undefined;
    const details = { apiId: api.id, api: api.name, clause: decidedBy, subject, ...(reason && { reason }) };
    void this.audit.note({ type: 'gateway.call_refused', code, origin: { address, userAgent: null }, details });
  }

  private tallyOf(apiId: string, api: string, code: ErrorCode): Tally {
    const key = `${apiId} ${code}`;
    const tally = this.tallies.get(key) ?? { apiId, api, code, recorded: 0, suppressed: 0 };
    this.tallies.set(key, tally);
    return tally;
  }

  /** Ends the window: suppressed refusals become one event per API and reason. */
  private async sumUp(): Promise<void> {
    const { tallies } = this;
    this.tallies = new Map();
    for (const { apiId, api, code, suppressed } of tallies.values()) {
      if (suppressed === 0) continue;
      await this.audit.note({ type: 'gateway.call_refused', code, details: { apiId, api, suppressed } });
    }
  }
}
