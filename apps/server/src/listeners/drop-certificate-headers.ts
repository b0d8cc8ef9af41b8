import type { IncomingMessage } from 'node:http';
import { certificateHeaderPattern } from '@postern/requests';

/**
 * Removes every header about client certificates from a request before anything can read it. Nginx blanks them too; this also protects a
 * public socket that is reached without Nginx.
 */
export const dropCertificateHeaders = (request: IncomingMessage): void => {
  // Node makes `headers` from `rawHeaders` when it is first read, which is after this.
  const { rawHeaders } = request;
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    if (certificateHeaderPattern.test(rawHeaders[index] ?? '')) rawHeaders.splice(index, 2);
  }
};
