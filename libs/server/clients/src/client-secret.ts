import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, so that an unsalted hash is enough. */
export const newClientSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: `sha256:<base64url>`. */
export const clientSecretHash = (secret: string): string =>
  `sha256:${createHash('sha256').update(secret).digest('base64url')}`;
