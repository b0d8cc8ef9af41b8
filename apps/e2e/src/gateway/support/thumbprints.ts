import { createHash } from 'node:crypto';
import type { Issued } from '@postern/dev-pki';

/** Lower-case hexadecimal. */
export const sha1Of = ({ der }: Issued): string => createHash('sha1').update(der).digest('hex');
/** Lower-case hexadecimal. */
export const sha256Of = ({ der }: Issued): string => createHash('sha256').update(der).digest('hex');
