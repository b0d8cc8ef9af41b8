import { Injectable } from '@nestjs/common';
import type { LinkableMethod, Publicity } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError, NotFoundError, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';

export interface MethodView {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly icon: string;
  readonly logoUrl: string | null;
  readonly publicity: Publicity;
  readonly linkable: boolean;
}

@Injectable()
export class Methods {
  constructor(
    private readonly statements: Statements,
    private readonly directory: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  async get(id: string): Promise<MethodView> {
    const method = await this.directory.find(id);
    if (method === undefined) throw new NotFoundError('provider.not_found');
    const { descriptor } = this.providers.ofType(method.type);
    const row = await this.statements.one<{ publicity: Publicity }>(
      'interim',
      'select publicity from sign_in_provider where id = $1',
      [id],
    );
    const { type, name } = method;
    return {
      id,
      type,
      name,
      icon: descriptor.icon,
      logoUrl: null,
      publicity: row!.publicity,
      linkable: method.enabled && method.public && descriptor.linkable,
    };
  }

  async linkable(): Promise<readonly LinkableMethod[]> {
    const all = await Promise.all((await this.directory.enabled()).map(({ id }) => this.get(id)));
    return all
      .filter(({ linkable }) => linkable)
      .map(({ id, type, name, icon, logoUrl, publicity }) => ({
        id,
        type,
        name,
        icon,
        logoUrl,
        defaultPublicity: publicity,
      }));
  }

  async assertLinkable(id: string): Promise<MethodView> {
    const method = await this.get(id);
    if (!method.linkable) throw new ConflictError('provider.disabled');
    return method;
  }
}
