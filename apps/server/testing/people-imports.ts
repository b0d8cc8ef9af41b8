import { randomUUID } from 'node:crypto';
import type { ImportFormat, ImportLine, ImportState, UserImport } from '@postern/contracts';
import { expect } from 'vitest';
import type { TestServer } from './test-server.js';

const types: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
};

/** Imports of people, uploaded and applied over the management API. */
export class PeopleImports {
  constructor(
    private readonly server: TestServer,
    private readonly methodId: string,
  ) {}

  /** @param query further parameters, each with its `&` */
  async upload(
    format: ImportFormat,
    body: string | Uint8Array,
    query = '',
    authorization?: string,
    onSent?: () => void,
  ) {
    const headers = {
      authorization: authorization ?? (await this.server.managementAuthorization()),
      'content-type': types[format],
    };
    const path = `/api/v2/user-imports?format=${format}&methodId=${this.methodId}${query}`;
    return this.server.send(path, { method: 'POST', headers, body, onSent });
  }

  /** Uploads a file and waits for the check. */
  async check(...file: Parameters<PeopleImports['upload']>): Promise<UserImport> {
    const { status, text, body } = await this.upload(...file);
    if (status !== 201) throw new Error(text);
    return this.until((body as UserImport).id, 'ready');
  }

  async apply(id: string): Promise<UserImport> {
    expect((await this.server.manage('POST', `user-imports/${id}/apply`)).status).toBe(202);
    return this.until(id, 'done');
  }

  async until(id: string, state: ImportState): Promise<UserImport> {
    const read = async () => (await this.server.manage('GET', `user-imports/${id}`)).body as UserImport;
    await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe(state);
    return read();
  }

  async linesOf(id: string): Promise<ImportLine[]> {
    return (await this.server.manage('GET', `user-imports/${id}/lines`)).body as ImportLine[];
  }

  async accountOf(username: string) {
    const [row] = await this.server.sql<Record<string, unknown>>(
      'select id, name, email, confirmed_email, role from account where username = $1',
      [username],
    );
    return row;
  }

  /** @returns the username of a new account */
  async somebody(role = 'member'): Promise<string> {
    const username = `user-${randomUUID()}`;
    await this.server.manage('POST', 'users', { username, name: 'Before' });
    await this.server.sql('update account set role = $2 where username = $1', [username, role]);
    return username;
  }
}
