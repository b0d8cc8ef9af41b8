import type { IncomingMessage } from 'node:http';
import type { ServerConfig } from '@postern/config';
import { TooManyRequestsError } from '@postern/errors';
import { countOutcomes, WindowCounter } from '@postern/requests';
import type { RequestKind } from './request-kind.js';

const minute = 60_000;
/** Milliseconds that a sign-in may wait for its person, and a limit on those that wait. */
const patience = 15 * minute;
/** Factor: an address may send this many times the limit of failures in all, whatever the outcome. */
const ceiling = 10;
/** Bytes of a body that are counted as one request. */
const unit = 8 * 1024;

export interface CountedRequest {
  readonly kind: RequestKind;
  /** Network of the client's address, as `networkOf` returns it. */
  readonly network: string;
  /** Bytes of the body, as announced. */
  readonly bodySize: number;
  readonly raw: IncomingMessage;
}

/** Status of the response, or null if the client disconnected before it. */
type Status = number | null;

const endedWell = (status: Status): boolean => status !== null && (status < 300 || status === 304);

/**
 * Limits requests per network and minute, in this process. Successful requests are given back, so that an office behind one address may
 * sign in at once; a ceiling applies to all requests together. A limit of 0 means no limit.
 */
export class RequestLimits {
  private readonly all = new WindowCounter(minute);
  /** Requests that failed or are still in progress. */
  private readonly failed = new WindowCounter(minute);
  private readonly attempts = new WindowCounter(minute);
  private readonly returns = new WindowCounter(minute);
  private readonly authorizations = new WindowCounter(minute);
  /** Interactions and pushed requests, which are stored in the database. */
  private readonly open = new WindowCounter(patience);
  /** Certificates that are being checked. */
  private readonly shown = new Map<string, number>();

  constructor(private readonly config: ServerConfig) {}

  /**
   * Counts a request when it comes in.
   *
   * @returns function to call once, when the request was answered or aborted
   * @throws TooManyRequestsError
   */
  enter(request: CountedRequest): (status: Status) => void {
    const { RATE_LIMIT_ADDRESS: most } = this.config;
    const { kind, network, bodySize } = request;
    if (kind !== 'application' && kind !== 'return') {
      this.take(this.all, network, most * ceiling, 1 + Math.floor(bodySize / unit));
    }
    switch (kind) {
      case 'certificate':
        return this.showCertificate(request);
      case 'form':
        this.take(this.attempts, network, this.config.RATE_LIMIT_SIGN_IN);
        return (status) => endedWell(status) && this.attempts.giveBack(network);
      case 'return':
        this.assertBelow(this.returns, network, most);
        return () => this.endReturn(request);
      case 'authorization':
        return this.authorize(request);
      default:
        this.take(this.failed, network, most);
        return (status) => {
          if (endedWell(status) || countOutcomes(request.raw, 'bearer') > 0) this.failed.giveBack(network);
        };
    }
  }

  /** Only failures count; a limited number may be in progress. */
  private showCertificate({ network, raw }: CountedRequest): () => void {
    const { RATE_LIMIT_SIGN_IN: most } = this.config;
    this.assertBelow(this.attempts, network, most);
    const shown = this.shown.get(network) ?? 0;
    if (most > 0 && shown >= most * ceiling) throw new TooManyRequestsError(1, 'certificates at once');
    this.shown.set(network, shown + 1);
    return () => {
      const left = (this.shown.get(network) ?? 1) - 1;
      if (left > 0) this.shown.set(network, left);
      else this.shown.delete(network);
      if (countOutcomes(raw, 'certificate') === 0) this.attempts.add(network);
    };
  }

  private authorize(request: CountedRequest): () => void {
    const { RATE_LIMIT_ADDRESS: most, RATE_LIMIT_OPEN_SIGN_INS: mostOpen } = this.config;
    const { network, raw } = request;
    this.assertBelow(this.open, network, mostOpen);
    this.take(this.authorizations, network, most);
    return () => {
      this.settle(request);
      // What the application was answered took no more than this request.
      if (countOutcomes(raw, 'authorization') > 0) this.authorizations.giveBack(network);
    };
  }

  private endReturn(request: CountedRequest): void {
    this.settle(request);
    const { network, raw } = request;
    if (countOutcomes(raw, 'authorization') + countOutcomes(raw, 'interaction') === 0) this.returns.add(network);
  }

  /** Counts stored and removed entries. */
  private settle({ network, raw }: CountedRequest): void {
    const stored = countOutcomes(raw, 'interaction') + countOutcomes(raw, 'pushed');
    if (stored > 0) this.open.add(network, stored);
    const ended = countOutcomes(raw, 'ended');
    this.open.giveBack(network, ended);
    // A finished sign-in gives back the request that began it.
    if (countOutcomes(raw, 'authorization') > 0) this.authorizations.giveBack(network, ended);
  }

  private take(counter: WindowCounter, network: string, most: number, amount = 1): void {
    this.assertBelow(counter, network, most);
    counter.add(network, amount);
  }

  private assertBelow(counter: WindowCounter, network: string, most: number): void {
    if (most > 0 && counter.used(network) >= most) throw new TooManyRequestsError(counter.secondsLeft(network));
  }
}
