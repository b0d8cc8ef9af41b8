import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MembershipRecord, Page } from '@postern/contracts';
import {
  type Actor,
  CurrentActor,
  Problems,
  RequireScope,
  SearchQuery,
  uuidOr,
  WithinOrganization,
} from '@postern/management';
import { InvalidError } from '@postern/errors';
import { MemberDirectory } from './member-directory.service.js';
import { MembershipAdministration } from './membership-administration.service.js';
import { MembershipChangeDto, NewMembershipDto } from './organization.dto.js';
import { MembershipPageResponse, MembershipResponse } from './organization.responses.js';

const organizationId = uuidOr('organization.not_found');
const accountId = uuidOr('membership.not_found');

@ApiTags('organizations')
@Controller('api/v2/organizations/:id/members')
@WithinOrganization('id')
export class MembersController {
  constructor(
    private readonly directory: MemberDirectory,
    private readonly administration: MembershipAdministration,
  ) {}

  @Get()
  @RequireScope('read:organizations')
  @ApiOperation({ summary: 'Members by username; `search` looks into username, name and e-mail address.' })
  @ApiOkResponse({ type: MembershipPageResponse })
  @Problems('organization.not_found')
  list(@Param('id', organizationId) id: string, @Query() query: SearchQuery): Promise<Page<MembershipRecord>> {
    return this.directory.list(id, query);
  }

  @Post()
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Adds an account, by its id or username.' })
  @ApiCreatedResponse({ type: MembershipResponse })
  @Problems(
    'request.invalid',
    'organization.not_found',
    'account.not_found',
    'membership.duplicate',
    'token.exceeds_own_rights',
  )
  async add(
    @Param('id', organizationId) id: string,
    @Body() input: NewMembershipDto,
    @CurrentActor() actor: Actor,
  ): Promise<MembershipRecord> {
    if ((input.account === undefined) === (input.username === undefined)) {
      const message = 'give either account or username';
      throw new InvalidError('request.invalid', undefined, [{ path: 'account', message }]);
    }
    return this.administration.add(id, input, actor);
  }

  @Patch(':accountId')
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Changes the role of a member.' })
  @ApiOkResponse({ type: MembershipResponse })
  @Problems(
    'request.invalid',
    'organization.not_found',
    'membership.not_found',
    'organization.last_owner',
    'token.exceeds_own_rights',
  )
  change(
    @Param('id', organizationId) id: string,
    @Param('accountId', accountId) account: string,
    @Body() { role }: MembershipChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<MembershipRecord> {
    return this.administration.changeRole(id, account, role, actor);
  }

  @Delete(':accountId')
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Removes a member. The account stays.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('organization.not_found', 'membership.not_found', 'organization.last_owner', 'token.exceeds_own_rights')
  remove(
    @Param('id', organizationId) id: string,
    @Param('accountId', accountId) account: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.remove(id, account, actor);
  }
}
