import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportFormat } from '@postern/contracts';
import { type Issued, issueCertificate } from '@postern/dev-pki';

/** A file as `POST /api/v2/user-imports` takes it. */
export interface ImportFile {
  readonly what: string;
  readonly format: ImportFormat;
  readonly lines: number;
  readonly body: Buffer;
  /** Part of a certificate that is the username; archives only. */
  readonly source?: string;
}

const usernameOf = (index: number, of: string): string => `${of}.${String(index + 1).padStart(6, '0')}`;

/** People without certificates; about 66 bytes a line. */
export const tableOfPeople = (count: number): ImportFile => {
  const lines = Array.from({ length: count }, (_, index) => {
    const username = usernameOf(index, 'import');
    return `${username},Ada Import ${index + 1},${username}@example.org,no`;
  });
  const body = Buffer.from(['username,name,email,emailVerified', ...lines, ''].join('\n'));
  return { what: 'table without certificates', format: 'csv', lines: count, body };
};

const issue = (authority: Issued, username: string) =>
  issueCertificate(authority, {
    subject: `CN=${username}, O=Example`,
    subjectAlternativeNames: [{ type: 'email', value: `${username}@example.org` }],
  });

/** People with certificates of ECDSA keys (P-256); about 930 bytes a line. */
export const tableOfCertificates = async (authority: Issued, count: number): Promise<ImportFile> => {
  const lines = ['username,name,certificate'];
  for (let index = 0; index < count; index += 1) {
    const username = usernameOf(index, 'card');
    const { pem } = await issue(authority, username);
    lines.push(`${username},Ada Card ${index + 1},"${pem.trim()}"`);
  }
  const body = Buffer.from([...lines, ''].join('\n'));
  return { what: 'table with certificates', format: 'csv', lines: count, body };
};

const pack = `import sys,zipfile,os
z=zipfile.ZipFile('cards.zip','w',zipfile.ZIP_DEFLATED)
[z.write(f) for f in sorted(os.listdir('.')) if f.endswith('.pem')]
z.close()`;

/** Certificates alone, named by their e-mail address. Needs Python. */
export const archiveOfCertificates = async (authority: Issued, count: number): Promise<ImportFile> => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  try {
    for (let index = 0; index < count; index += 1) {
      const username = usernameOf(index, 'zip');
      writeFileSync(join(folder, `${username}.pem`), (await issue(authority, username)).pem);
    }
    execFileSync('python3', ['-c', pack], { cwd: folder });
    const body = readFileSync(join(folder, 'cards.zip'));
    return { what: 'archive of certificates', format: 'zip', lines: count, body, source: 'san-email' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
