import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PosternConfig } from '@postern/local';
import type { Block, Guide } from './guide.js';

const nodeModules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

interface Program {
  readonly file: string;
  readonly command: readonly [string, ...string[]];
}

/** How readers run each kind of block. */
const programs: Readonly<Record<string, Program>> = {
  sh: { file: 'sample.sh', command: ['sh', '-eu'] },
  js: { file: 'token.mjs', command: [process.execPath] },
  python: { file: 'token.py', command: ['python3'] },
};

export const hasPython: boolean = spawnSync('python3', ['--version']).status === 0;

/** Somebody who follows a guide: a folder, the variables that it tells to set, and its commands run as they stand there. */
export class Reader {
  readonly folder = mkdtempSync(join(tmpdir(), 'postern-reader-'));
  private readonly variables: NodeJS.ProcessEnv;
  private readonly running: ChildProcess[] = [];

  constructor(
    { origins, ca }: PosternConfig,
    readonly guide: Guide,
  ) {
    symlinkSync(nodeModules, join(this.folder, 'node_modules'));
    this.variables = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      POSTERN: origins.public,
      CLIENTS: origins.clients,
      GATEWAY: origins.gateway,
      CURL_CA_BUNDLE: ca,
      NODE_EXTRA_CA_CERTS: ca,
      SSL_CERT_FILE: ca,
    };
  }

  /** `export NAME=…` */
  set(values: Readonly<Record<string, string>>): void {
    Object.assign(this.variables, values);
  }

  /** Runs a sample; answers what it prints. Throws with all of its output when it fails. */
  run(sample: string, guide: Guide = this.guide): Promise<string> {
    return this.execute(guide.sample(sample));
  }

  /** The same of a sample that prints JSON. */
  async runForJson<T>(sample: string, guide: Guide = this.guide): Promise<T> {
    return JSON.parse(await this.run(sample, guide)) as T;
  }

  /** Starts a program that the guide says to leave running; returns what it says first. It ends with `close`. */
  start(sample: string, guide: Guide = this.guide): Promise<string> {
    const [name, ...args] = this.write(guide.sample(sample));
    const program = spawn(name, args, { cwd: this.folder, env: this.variables, stdio: ['ignore', 'pipe', 'inherit'] });
    this.running.push(program);
    return new Promise((resolve, reject) => {
      program.stdout.once('data', (said: Buffer) => resolve(said.toString()));
      program.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    });
  }

  /** Samples of the guide that could have been run here and were not. */
  get left(): readonly string[] {
    const python = new Set(this.guide.blocks.filter(({ language }) => language === 'python').map(({ mark }) => mark));
    return this.guide.unused.filter((mark) => hasPython || !python.has(mark));
  }

  close(): void {
    for (const program of this.running) program.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write({ language, code }: Block): readonly [string, ...string[]] {
    const program = programs[language];
    if (program === undefined) throw new Error(`nobody knows how to run ${language}`);
    writeFileSync(join(this.folder, program.file), code);
    return [...program.command, program.file];
  }

  private execute(block: Block): Promise<string> {
    const [name, ...args] = this.write(block);
    return new Promise((resolve, reject) => {
      execFile(name, args, { cwd: this.folder, env: this.variables }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
      });
    });
  }
}
