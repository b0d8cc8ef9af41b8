import { Injectable } from '@nestjs/common';
import type { LinkableMethod } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { type RequiredMethod, SignInMethodDirectory } from '@postern/provider-kit';
import type { ApplicationMethods, ConfiguredSignInMethod, PlacedMethod } from './configured-sign-in-method.js';
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

  override async used(): Promise<readonly ConfiguredSignInMethod[]> {
    return (await this.snapshots.current()).used;
  }

  /** What an application may offer, in the order people see it there. */
  async of(clientId: string): Promise<ApplicationMethods> {
    return (await this.snapshots.current()).of(clientId);
  }

  /** What an application offers, in the order people see it there. */
  async placedAt(clientId: string): Promise<readonly PlacedMethod[]> {
    const { of, used } = await this.snapshots.current();
    return of(clientId).all.filter(({ enabled, method }) => enabled && used.includes(method));
  }

  override async offeredAt(clientId: string): Promise<readonly ConfiguredSignInMethod[]> {
    return (await this.placedAt(clientId)).map(({ method }) => method);
  }

  override async requiredAt(clientId: string): Promise<readonly RequiredMethod[]> {
    const { of, used } = await this.snapshots.current();
    return of(clientId).all.flatMap(({ method, required: requirement, requiredFrom: from, enabled }) =>
      requirement !== null && method.public && method.linkable
        ? [{ method, requirement, from, offered: enabled && used.includes(method) }]
        : [],
    );
  }

  override async refusalAt(clientId: string, methodId: string): ReturnType<SignInMethodDirectory['refusalAt']> {
    if ((await this.offeredAt(clientId)).some(({ id }) => id === methodId)) return null;
    if ((await this.find(methodId)) === undefined) return 'sign_in_method.not_found';
    const isUsed = (await this.used()).some(({ id }) => id === methodId);
    return isUsed ? 'sign_in_method.not_offered_here' : 'sign_in_method.disabled';
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

  /**
   * Public methods in use that a person can add to their profile.
   *
   * @param organizations of which the person is a member
   */
  async linkable(organizations: ReadonlySet<string>): Promise<readonly LinkableMethod[]> {
    return (await this.used())
      .filter((method) => method.public && method.linkable)
      .filter(({ organizationId }) => organizationId === null || organizations.has(organizationId))
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
