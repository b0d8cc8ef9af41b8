import { Injectable } from '@nestjs/common';
import { ApiAccessLookup, Clients } from '@postern/clients';
import { type AdministeringRole, panelClientId, type Role } from '@postern/contracts';
import { ServerConfig } from '@postern/config';
import { managementAudience } from '../engine/management-resource.js';

/** What is stored of an access token that matters here. */
export interface PermittedToken {
  readonly clientId?: string | undefined;
  readonly aud?: string | readonly string[] | undefined;
  /** Names separated by spaces. */
  readonly scope?: string | undefined;
  /** Set for tokens that came out of an exchange. */
  readonly delegation?: object | undefined;
}

/** Levels of which one is to be reached; empty: any will do. */
export interface DemandedLevels {
  /** By every sign-in at the application. */
  readonly acceptedLevels: readonly string[];
  /** By people with the role, to administer. */
  readonly demandedLevels: readonly string[];
}

/** Limits looked-up tokens to what their applications may do now, not to what they might at issuance. */
@Injectable()
export class TokenPermissions {
  private readonly management: string;

  constructor(
    private readonly clients: Clients,
    private readonly apis: ApiAccessLookup,
    config: ServerConfig,
  ) {
    this.management = managementAudience(config.PUBLIC_ORIGIN);
  }

  /**
   * What sign-ins have to reach at an application, and of people with a role. From memory, without a statement as long as nothing changes.
   *
   * @param role null: of an application that acts for itself
   * @param organizations whether the person helps to administer an organization: then what managers have to reach
   */
  async levels(clientId: string, role: Role | null, organizations = false): Promise<DemandedLevels> {
    const client = await this.clients.find(clientId);
    const demanding = role === 'member' && organizations ? 'manager' : role;
    const panel = demanding === null || demanding === 'member' ? undefined : await this.clients.find(panelClientId);
    return {
      acceptedLevels: client?.metadata.accepted_acr_values ?? [],
      demandedLevels: panel?.metadata.role_acr_values?.[demanding as AdministeringRole] ?? [],
    };
  }

  /**
   * From memory, without a statement as long as nothing changes.
   *
   * @returns the scope that is left; undefined when the application is gone, or may do nothing at this API any more
   */
  async scopeLeft({ clientId = '', aud, scope = '', delegation }: PermittedToken): Promise<string | undefined> {
    const client = await this.clients.find(clientId);
    if (client === undefined) return undefined;
    const [audience] = [aud].flat();
    if (audience === undefined) return scope;
    if (audience === this.management) return within(scope, client.metadata.scopes);
    const grant = (await this.apis.find(clientId, audience))?.grant;
    if (grant === undefined || (delegation !== undefined && !grant.onBehalfOf)) return undefined;
    return within(scope, grant.scope);
  }
}

const within = (scope: string, allowed: readonly string[]): string =>
  scope
    .split(' ')
    .filter((name) => allowed.includes(name))
    .join(' ');
