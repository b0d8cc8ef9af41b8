import type { GatewayCertificateInput } from '@postern/contracts';
import { refused } from '../gateway-errors.js';
import type { KeyMaterial } from './key-material.js';
import { readPemMaterial } from './read-pem.js';
import { readPfxMaterial } from './read-pfx.js';

/** A certificate with its key from either form of upload; throws InvalidError with the code of what is wrong with it. */
export const readUpload = async ({
  pfx,
  pem,
  key,
  password,
}: Omit<GatewayCertificateInput, 'id'>): Promise<KeyMaterial> => {
  if (pfx !== undefined) {
    if (pem !== undefined || key !== undefined)
      throw refused('request.invalid', 'pfx', 'give either pfx or pem with key');
    return readPfxMaterial(pfx, password ?? '');
  }
  if (pem === undefined) throw refused('request.invalid', 'pfx', 'give either pfx with its password, or pem with key');
  return readPemMaterial(pem, key, password);
};
