import type { SupervisedProcess } from './supervised-process.js';

/** Ids of the running processes; null for one that does not run. */
export interface ProcessIds {
  readonly launcher: number | null;
  /** The first server process. */
  readonly server: number | null;
  /** All of them. */
  readonly servers: readonly (number | null)[];
  /** Nginx's master. */
  readonly nginx: number | null;
  /** The postmaster; null with a DATABASE_URL of one's own. */
  readonly postgres: number | null;
  readonly demo: number | null;
}

/** The processes of one installation, as far as they have been started. */
export class ProcessSet {
  database: SupervisedProcess | undefined;
  readonly servers: SupervisedProcess[] = [];
  nginx: SupervisedProcess | undefined;
  demo: SupervisedProcess | undefined;
  private stopping: Promise<void> | undefined;

  get ids(): ProcessIds {
    const servers = this.servers.map(({ pid }) => pid);
    return {
      launcher: this.isClosing ? null : process.pid,
      server: servers[0] ?? null,
      servers,
      nginx: this.nginx?.pid ?? null,
      postgres: this.database?.pid ?? null,
      demo: this.demo?.pid ?? null,
    };
  }

  get isClosing(): boolean {
    return this.stopping !== undefined;
  }

  /** Servers first, while Nginx can still deliver what they finish; the database last. Safe to call twice. */
  stop(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  private async stopInOrder(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.demo?.stop();
    await this.nginx?.stop();
    await this.database?.stop();
  }
}
