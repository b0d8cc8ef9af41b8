import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { CodeOf } from '@postern/errors';
import type { KeyFileReason } from '@postern/key-files';
import { withoutPublicKey } from '@postern/x509';
import { refused } from '../gateway-errors.js';
import type { FoundMaterial } from './key-material.js';
import type { KeyFileJob } from './key-file-jobs.js';
import { runKeyFileJob } from './run-key-file-job.js';

const codes: Readonly<Record<KeyFileJob['kind'], Readonly<Record<KeyFileReason, CodeOf<422>>>>> = {
  pkcs12: {
    unreadable: 'gateway.not_a_pfx',
    wrong_password: 'gateway.wrong_password',
    unsupported: 'gateway.unsupported_encryption',
    too_costly: 'gateway.key_file_too_costly',
  },
  key: {
    unreadable: 'gateway.invalid_key',
    wrong_password: 'gateway.wrong_password',
    unsupported: 'gateway.unsupported_encryption',
    too_costly: 'gateway.key_file_too_costly',
  },
};

const messages: Readonly<Record<KeyFileReason, (detail: string) => string>> = {
  unreadable: (detail) => `cannot be read, it may be damaged (${detail})`,
  wrong_password: () => 'does not open the file',
  unsupported: (detail) => `${detail}, which is not supported`,
  too_costly: (detail) => `takes too long to open (${detail})`,
};

/**
 * Opens a .p12, or an encrypted key in DER.
 *
 * @param path of the field that it came in
 * @throws InvalidError `gateway.` wrong_password, unsupported_encryption, key_file_too_costly, several_keys, invalid_key; not_a_pfx of a .p12
 */
export const openKeyFile = async (job: KeyFileJob, path: string): Promise<FoundMaterial> => {
  const answer = await runKeyFileJob(job);
  if ('reason' in answer) {
    const { reason, message } = answer;
    const field = reason === 'wrong_password' ? 'password' : path;
    throw refused(codes[job.kind][reason], field, messages[reason](message));
  }
  const { certificates, keyCount, key } = answer;
  if (keyCount > 1) throw refused('gateway.several_keys', path, `holds ${keyCount} private keys; give one`);
  return { certificates, keys: key === undefined ? [] : [keyFromDer(key, path)] };
};

const forms = ['pkcs8', 'sec1', 'pkcs1'] as const;

/**
 * A private key in any of its encodings: PKCS #8 (RFC 5958 §2), SEC 1 (RFC 5915), PKCS #1 (RFC 8017 §A.1.2).
 *
 * @throws InvalidError `gateway.invalid_key`
 */
export const keyFromDer = (der: Uint8Array, path: string): KeyObject => {
  const key = Buffer.from(withoutPublicKey(der));
  for (const type of forms) {
    try {
      return createPrivateKey({ key, format: 'der', type });
    } catch {
      // It may be one of the others.
    }
  }
  throw refused('gateway.invalid_key', path, 'holds a private key that cannot be read');
};
