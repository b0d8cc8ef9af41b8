import { Injectable } from '@nestjs/common';
import type { AppearanceSettings, PageAppearance } from '@postern/contracts';
import { ChangeFeed, KeptReading, Statements } from '@postern/database';
import { ownerKey } from '../store/owner.js';
import { helpContactOf } from '../store/registered.js';
import { nothingSet, settingsColumns, settingsOf, type SettingsRow } from '../store/settings-row.js';
import { combine } from './inherited.js';
import { type PreparedAppearance, prepared, titled } from './page-appearance.js';

/** An application, as far as its appearance is concerned. */
export interface ShownApplication {
  readonly clientId: string;
  readonly name: string;
  /** What its own registration says; used where its appearance sets nothing. */
  readonly registered: Pick<AppearanceSettings, 'accent' | 'logo'>;
  /** The organization that a sign-in at an application of the system is for: what it sets comes first. Absent: none. */
  readonly organizationId?: string | null;
}

interface NamedOrganization {
  readonly id: string;
  readonly name: string;
  readonly contact: string | null;
}

interface Reading {
  readonly settings: ReadonlyMap<string, AppearanceSettings>;
  /** By application, where it belongs to one. */
  readonly organizations: ReadonlyMap<string, NamedOrganization>;
  /** All, by id. */
  readonly named: ReadonlyMap<string, NamedOrganization>;
  /** What was combined since, by application and what it registered. */
  readonly pages: Map<string, PreparedAppearance>;
}

const mostPages = 10_000;

/** The sign-in page's appearance, from memory: the database is read after a change only. */
@Injectable()
export class Appearances {
  private readonly kept: KeptReading<Reading>;

  constructor(
    private readonly statements: Statements,
    changes: ChangeFeed,
  ) {
    this.kept = new KeptReading(changes, ['appearance', 'client', 'organization'], () => this.read());
  }

  async of({ clientId, name, registered, organizationId = null }: ShownApplication): Promise<PageAppearance> {
    const { settings, organizations, named, pages } = await this.kept.current();
    const own = organizations.get(clientId);
    const asked = own === undefined && organizationId !== null ? named.get(organizationId) : undefined;
    const organization = own ?? asked;
    const key = JSON.stringify([clientId, registered, asked?.id]);
    const page = pages.get(key) ?? combined(settings, { clientId, organization, registered }, asked !== undefined);
    // Registrations change while the appearance does not: what nobody asks for any more goes with the rest.
    if (pages.size >= mostPages) pages.clear();
    pages.set(key, page);
    return { ...page, title: titled(page.title, { application: name, organization: organization?.name ?? '' }) };
  }

  private async read(): Promise<Reading> {
    const [rows, organizations] = await Promise.all([
      this.statements.run<SettingsRow & { readonly owner: string }>(
        'appearance.all',
        `select owner, ${settingsColumns} from appearance`,
      ),
      this.statements.run<NamedOrganization & { readonly clientId: string | null }>(
        'appearance.organizations',
        `select c.client_id as "clientId", o.id, o.name, o.contact from organization o left join client c on c.organization_id = o.id`,
      ),
    ]);
    return {
      settings: new Map(rows.map(({ owner, ...row }) => [owner, settingsOf(row)])),
      organizations: new Map(
        organizations.flatMap(({ clientId, ...organization }) => (clientId === null ? [] : [[clientId, organization]])),
      ),
      named: new Map(organizations.map(({ clientId: _, ...organization }) => [organization.id, organization])),
      pages: new Map(),
    };
  }
}

/** @param isAsked the sign-in is for the organization, whose application it is not */
const combined = (
  settings: Reading['settings'],
  {
    clientId,
    organization,
    registered,
  }: Omit<ShownApplication, 'name'> & { readonly organization: NamedOrganization | undefined },
  isAsked: boolean,
): PreparedAppearance => {
  const own = settings.get(ownerKey({ clientId })) ?? nothingSet;
  const set = (organization && settings.get(ownerKey({ organizationId: organization.id }))) ?? nothingSet;
  const helpContact = set.helpContact ?? helpContactOf(organization?.contact ?? null);
  const system = { source: 'system', settings: settings.get(ownerKey(null)) ?? nothingSet } as const;
  const theirs = { source: 'organization', settings: { ...set, helpContact } } as const;
  const application = {
    source: 'application',
    settings: { ...own, logo: own.logo ?? registered.logo, accent: own.accent ?? registered.accent },
  } as const;
  return prepared(combine(isAsked ? [system, application, theirs] : [system, theirs, application]).inherited);
};
