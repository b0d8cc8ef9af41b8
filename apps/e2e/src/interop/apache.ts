import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PosternConfig } from '@postern/local';
import { freePort } from '../support/free-port.js';

const modules = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'dir',
  'mime',
  'env',
  'headers',
  'alias',
  'cgid',
];

export interface ApacheClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/** A real Apache with mod_auth_openidc on loopback; what it protects answers who is there. */
export class Apache {
  private process: ChildProcess | undefined;
  private log = '';

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async prepare(): Promise<Apache> {
    const folder = mkdtempSync(join(tmpdir(), 'postern-apache-'));
    // Its workers run as www-data.
    chmodSync(folder, 0o755);
    return new Apache(folder, await freePort());
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  get redirectUri(): string {
    return `${this.origin}/protected/callback`;
  }

  /** @param directives further ones of the module */
  async start(postern: PosternConfig, client: ApacheClient, directives: readonly string[] = []): Promise<void> {
    writeFileSync(join(this.folder, 'ca.pem'), readFileSync(postern.ca), { mode: 0o644 });
    mkdirSync(join(this.folder, 'www/protected'), { recursive: true });
    writeFileSync(join(this.folder, 'www/protected/index.html'), 'signed in\n');
    writeFileSync(join(this.folder, 'apache.conf'), this.configuration(postern, client, directives));
    this.process = spawn('/usr/sbin/apache2', ['-f', join(this.folder, 'apache.conf'), '-DFOREGROUND']);
    this.process.stderr?.on('data', (part: Buffer) => (this.log += part.toString()));
    await this.answers();
  }

  async stop(): Promise<void> {
    const { process: running } = this;
    if (running !== undefined && running.exitCode === null) {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (this.process?.exitCode !== null) throw new Error(`Apache did not start: ${this.log}`);
      if (await fetch(this.origin).then(Boolean, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Apache does not answer: ${this.log}`);
  }

  private configuration(postern: PosternConfig, client: ApacheClient, directives: readonly string[]): string {
    const { folder } = this;
    return [
      ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
      'LoadModule auth_openidc_module /usr/lib/apache2/modules/mod_auth_openidc.so',
      ...[
        `ServerName localhost`,
        `Listen 127.0.0.1:${this.port}`,
        `PidFile ${folder}/pid`,
        `ErrorLog ${folder}/error.log`,
      ],
      ...[`ScriptSock ${folder}/cgid`, `DefaultRuntimeDir ${folder}`, `Mutex file:${folder}`],
      ...['User www-data', 'Group www-data', `DocumentRoot ${folder}/www`, 'TypesConfig /etc/mime.types'],
      `OIDCProviderMetadataURL ${postern.issuer}/.well-known/openid-configuration`,
      ...[`OIDCClientID ${client.clientId}`, `OIDCRedirectURI ${this.redirectUri}`, 'OIDCPKCEMethod S256'],
      ...(client.clientSecret === undefined ? [] : [`OIDCClientSecret ${client.clientSecret}`]),
      ...[`OIDCCABundlePath ${folder}/ca.pem`, 'OIDCCryptoPassphrase of-a-test', 'OIDCScope "openid profile email"'],
      ...directives,
      '<Location /protected>',
      ...['AuthType openid-connect', 'Require valid-user'],
      ...[
        'Header set X-Remote-User "expr=%{REMOTE_USER}"',
        'Header set X-Name "expr=%{reqenv:OIDC_CLAIM_preferred_username}"',
      ],
      '</Location>',
      '',
    ].join('\n');
  }
}
