import { Injectable } from '@nestjs/common';
import type { LinkableMethod } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { SignInMethodDirectory } from '@postern/provider-kit';
import type { ConfiguredSignInMethod, ShownSignInMethod } from './configured-sign-in-method.js';
import { MethodSnapshots } from './method-snapshots.js';

/** The configured sign-in methods. Reads the database only after a change. */
@Injectable()
export class SignInMethods extends SignInMethodDirectory {
  constructor(private readonly snapshots: MethodSnapshots) {
    super();
  }

  override async find(id: string): Promise<ConfiguredSignInMethod | undefined> {
    return (await this.snapshots.current()).methods.get(id);
  }

  override async enabled(): Promise<readonly ConfiguredSignInMethod[]> {
    return (await this.snapshots.current()).enabled;
  }

  /** @throws NotFoundError (`sign_in_method.not_found`) */
  async get(id: string): Promise<ConfiguredSignInMethod> {
    const method = await this.find(id);
    if (method === undefined) throw new NotFoundError('sign_in_method.not_found');
    return method;
  }

  /** Every method, in the order people see them. */
  override async all(): Promise<readonly ConfiguredSignInMethod[]> {
    return [...(await this.snapshots.current()).methods.values()];
  }

  /** Changes whenever a method did; what is computed from methods can be kept per version. */
  async version(): Promise<number> {
    return (await this.snapshots.current()).version;
  }

  /** Public parts of the enabled methods, in their order, for the sign-in page. */
  async shown(): Promise<readonly ShownSignInMethod[]> {
    return (await this.enabled()).map(({ id, type, name, group, icon, logoUrl }) => ({
      id,
      type,
      name,
      group,
      icon,
      logoUrl,
    }));
  }

  /** Enabled public methods that people can add to their profile. */
  async linkable(): Promise<readonly LinkableMethod[]> {
    return (await this.enabled())
      .filter((method) => method.public && method.linkable)
      .map(({ id, type, name, icon, logoUrl, publicity }) => ({
        id,
        type,
        name,
        icon,
        logoUrl,
        defaultPublicity: publicity,
      }));
  }

  override onChange(listener: () => void): void {
    this.snapshots.onChange(listener);
  }
}
