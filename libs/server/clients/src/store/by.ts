import type { Authority } from '@postern/management';
import type { RequestOrigin } from '@postern/requests';

/** Who asks for a change, and from where. */
export interface By {
  readonly bearer: Authority;
  readonly origin: RequestOrigin;
}
