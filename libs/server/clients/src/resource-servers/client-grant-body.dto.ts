import { IntersectionType, OmitType } from '@nestjs/swagger';
import { ClientGrantFilter, CreateClientGrantDto, UpdateClientGrantDto } from './client-grant.dto.js';
import { FixedValue } from '../auth0-shapes/fixed-value.js';
import { Flag, ListQuery } from '../auth0-shapes/list.query.js';
import { ReadOnlyField } from '../auth0-shapes/read-only-field.js';

const noOrganizations = 'there are no organizations';
const onlyApplications = 'a grant is what an application may do; on_behalf_of adds acting for people';

/** Fields of a grant in the names of Auth0's management API, beside Postern's own. */
class Auth0GrantFields {
  @FixedValue(['deny', null], noOrganizations)
  readonly organization_usage?: string | null;

  @FixedValue([false, null], noOrganizations)
  readonly allow_any_organization?: boolean | null;

  @FixedValue(['client'], onlyApplications)
  readonly subject_type?: string;

  @FixedValue([false, null], 'a grant names each scope in scope')
  readonly allow_all_scopes?: boolean | null;

  @FixedValue([[]], 'authorization details (RFC 9396) are not offered')
  readonly authorization_details_types?: unknown;

  @FixedValue([null], 'a grant is for one application: name it in client_id')
  readonly default_for?: null;

  @FixedValue([false], 'grants are made by administrators only')
  readonly is_system?: boolean;
}

/** Read-only fields: accepted from clients that send back the whole object. */
class ReadOnlyGrantFields {
  @ReadOnlyField()
  readonly id?: unknown;

  @ReadOnlyField()
  readonly client_id?: unknown;

  @ReadOnlyField()
  readonly audience?: unknown;

  @ReadOnlyField()
  readonly created_at?: unknown;

  @ReadOnlyField()
  readonly updated_at?: unknown;
}

export class CreateClientGrantBody extends IntersectionType(CreateClientGrantDto, Auth0GrantFields) {}

export class UpdateClientGrantBody extends IntersectionType(
  UpdateClientGrantDto,
  Auth0GrantFields,
  ReadOnlyGrantFields,
) {}

class Auth0GrantFilter {
  @Flag()
  @FixedValue([false], noOrganizations)
  readonly allow_any_organization?: boolean;

  @FixedValue(['client'], onlyApplications)
  readonly subject_type?: string;
}

export class ClientGrantsListQuery extends IntersectionType(
  OmitType(ListQuery, ['search']),
  ClientGrantFilter,
  Auth0GrantFilter,
) {}
