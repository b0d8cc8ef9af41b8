import { readFile, rename, writeFile } from 'node:fs/promises';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CertificateOrigins, type SignInMethod, SignInMethodDirectory } from '@postern/provider-kit';
import { CaBundleConfig } from './ca-bundle.config.js';
import { caBundle } from './ca-bundle.js';
import { mostNameOctets, nameOctets } from './ca-names.js';
import { MtlsParams } from './params/mtls.params.js';

const isMtls = (method: SignInMethod): method is SignInMethod<MtlsParams> => method.params instanceof MtlsParams;

/** Maintains the file with the CA certificates of all enabled methods for the shared origin in Nginx. */
@Injectable()
export class CaBundleWriter implements OnApplicationBootstrap {
  private readonly logger = new Logger(CaBundleWriter.name);
  private writing = Promise.resolve();

  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly config: CaBundleConfig,
    private readonly origins: CertificateOrigins,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.MTLS_CA_BUNDLE_FILE === '') return;
    this.methods.onChange(() => this.schedule());
    this.origins.onChange(() => this.schedule());
    this.schedule();
    await this.writing;
  }

  /** Writes are serialized, so that the last one wins. */
  private schedule(): void {
    this.writing = this.writing.then(() =>
      this.write().catch((error: unknown) => this.logger.error(`the CA bundle was not written: ${String(error)}`)),
    );
  }

  private async write(): Promise<void> {
    const { MTLS_CA_BUNDLE_FILE: file } = this.config;
    // Those that Nginx serves at origins of their own are not asked for at the shared one.
    const methods = (await this.methods.used()).filter(isMtls).filter(({ id }) => this.origins.servedAt(id) === null);
    const octets = nameOctets(methods.map(({ params }) => params));
    // Those of an earlier version. With the file as it was, everybody gets in who did before.
    if (octets > mostNameOctets)
      throw new Error(`the names of its CAs have ${octets} octets, ${mostNameOctets} are allowed`);
    const bundle = caBundle(methods);
    const present = await readFile(file, 'utf8').catch(() => undefined);
    // Nginx refuses to start with an empty list, so the last authorities stay; without a method they have no effect.
    if (bundle === '' || bundle === present) return;
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, bundle, { mode: 0o644 });
    await rename(draft, file);
    this.logger.log('the CA bundle was written; Nginx must be reloaded');
  }
}
