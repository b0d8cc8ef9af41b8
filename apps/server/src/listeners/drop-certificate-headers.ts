import type { IncomingMessage } from 'node:http';
import { certificateHeaderPattern } from '@postern/requests';

/**
 * Takes every header that speaks of a client certificate out of a request, before anything can read it. Nginx blanks them too;
 * this holds when somebody reaches the public socket without Nginx.
 */
export const dropCertificateHeaders = (request: IncomingMessage): void => {
  // Node makes `headers` from `rawHeaders` when it is first read, which is after this.
  const { rawHeaders } = request;
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    if (certificateHeaderPattern.test(rawHeaders[index] ?? '')) rawHeaders.splice(index, 2);
  }
};
