import { randomFillSync } from 'node:crypto';
import { der, extension, sequence, time } from './der-writer.js';

/**
 * `revokedCertificates` of many random serial numbers of 20 bytes, each with date and reason, for `createCrl`.
 * A million take 53 MB and less than a second.
 */
export const manyEntries = (
  count: number,
  date = new Date(),
): { readonly entries: Uint8Array; readonly last: string } => {
  const serialNumber = Buffer.alloc(20, 1);
  const reason = sequence(extension('2.5.29.21', false, der(0x0a, Buffer.from([4]))));
  const template = sequence(der(0x02, serialNumber), time(date), reason);
  const serialAt = template.indexOf(serialNumber);
  const entries = Buffer.alloc(template.length * count);
  for (let offset = 0; offset < entries.length; offset += template.length) {
    template.copy(entries, offset);
    randomFillSync(entries, offset + serialAt, serialNumber.length);
    // Positive, and in its shortest form.
    entries[offset + serialAt] = ((entries[offset + serialAt] ?? 0) & 0x3f) | 0x40;
  }
  const lastAt = entries.length - template.length + serialAt;
  return { entries, last: entries.subarray(lastAt, lastAt + serialNumber.length).toString('hex') };
};
