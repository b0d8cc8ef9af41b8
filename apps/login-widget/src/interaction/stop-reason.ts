import type { ErrorCode } from '@postern/contracts';
import { isErrorCode } from './address';

/** Reasons that have texts on this page only. */
type StopReason = 'unknown_application' | 'wrong_address' | 'bad_request' | 'stale_sign_out' | 'other';

/** Why the server shows an error here and does not redirect to the application. */
export interface Stop {
  readonly reason: StopReason | ErrorCode;
  /** For support; null if the address has no valid id. */
  readonly code: string | null;
  readonly requestId: string | null;
}

/** Codes of the protocol engine (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6, and two of our own for its pages). */
const reasons: Readonly<Record<string, StopReason | ErrorCode>> = {
  invalid_client: 'unknown_application',
  invalid_redirect_uri: 'wrong_address',
  invalid_request: 'bad_request',
  invalid_request_object: 'bad_request',
  invalid_request_uri: 'bad_request',
  invalid_scope: 'bad_request',
  invalid_target: 'bad_request',
  registration_not_supported: 'bad_request',
  request_not_supported: 'bad_request',
  request_uri_not_supported: 'bad_request',
  unauthorized_client: 'bad_request',
  unsupported_response_mode: 'bad_request',
  unsupported_response_type: 'bad_request',
  access_denied: 'other',
  invalid_client_metadata: 'other',
  server_error: 'server.error',
  temporarily_unavailable: 'server.unavailable',
  session_not_found: 'interaction.not_found',
  sign_out_not_found: 'stale_sign_out',
};

/** Reads `#error=&request=`. Unknown codes and malformed ids are dropped. */
export const readStop = (facts: URLSearchParams): Stop => {
  const code = facts.get('error') ?? '';
  const requestId = /^[\w-]{1,64}$/.exec(facts.get('request') ?? '')?.[0] ?? null;
  if (isErrorCode(code)) return { reason: code, code, requestId };
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return reason ? { reason, code, requestId } : { reason: 'other', code: null, requestId };
};
