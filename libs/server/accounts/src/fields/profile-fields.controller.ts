import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ProfileFieldApplication, ProfileFieldRecord, ProfileFieldUsage } from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr } from '@postern/management';
import { ProfileFieldAdministration } from './profile-field-administration.service.js';
import { ProfileFieldDirectory } from './profile-field-directory.service.js';
import {
  NewProfileFieldDto,
  ProfileFieldApplicationResponse,
  ProfileFieldApplicationsQuery,
  ProfileFieldChangeDto,
  ProfileFieldResponse,
  ProfileFieldUsageResponse,
} from './profile-field.dto.js';

const fieldId = uuidOr('profile_field.not_found');

@ApiTags('profile fields')
@Controller('api/v2/profile-fields')
export class ProfileFieldsController {
  constructor(
    private readonly directory: ProfileFieldDirectory,
    private readonly administration: ProfileFieldAdministration,
  ) {}

  @Get()
  @RequireScope('read:profile_fields')
  @ApiOperation({ summary: 'Own profile fields, by key; there are at most 50.' })
  @ApiOkResponse({ type: [ProfileFieldResponse] })
  list(): Promise<readonly ProfileFieldRecord[]> {
    return this.directory.list();
  }

  /** For the page that changes a claim: who will see the value from the next token on. */
  @Get('applications')
  @RequireScope('read:profile_fields', 'read:clients')
  @ApiOperation({ summary: 'Applications that may ask for a scope, at most 100.' })
  @ApiOkResponse({ type: [ProfileFieldApplicationResponse] })
  applications(@Query() { scope }: ProfileFieldApplicationsQuery): Promise<readonly ProfileFieldApplication[]> {
    return this.directory.applications(scope);
  }

  @Post()
  @RequireScope('create:profile_fields')
  @ApiOperation({ summary: 'Add a field to every profile.' })
  @ApiCreatedResponse({ type: ProfileFieldResponse })
  @Problems('profile_field.key_taken', 'profile_field.claim_taken', 'profile_field.too_many')
  create(@Body() field: NewProfileFieldDto, @CurrentActor() actor: Actor): Promise<ProfileFieldRecord> {
    return this.administration.create(field, actor);
  }

  @Get(':id')
  @RequireScope('read:profile_fields')
  @ApiOperation({ summary: 'One field.' })
  @ApiOkResponse({ type: ProfileFieldResponse })
  get(@Param('id', fieldId) id: string): Promise<ProfileFieldRecord> {
    return this.directory.get(id);
  }

  @Get(':id/usage')
  @RequireScope('read:profile_fields', 'read:users')
  @ApiOperation({ summary: 'How many people have a value, and which sign-in methods have a rule for the field.' })
  @ApiOkResponse({ type: ProfileFieldUsageResponse })
  usage(@Param('id', fieldId) id: string): Promise<ProfileFieldUsage> {
    return this.directory.usage(id);
  }

  @Patch(':id')
  @RequireScope('update:profile_fields')
  @ApiOperation({ summary: 'Change a field. Its key and its kind never change.' })
  @ApiOkResponse({ type: ProfileFieldResponse })
  @Problems(
    'profile_field.claim_taken',
    'profile_field.in_use',
    'profile_field.values_repeated',
    'profile_field.typed_by_people',
  )
  update(
    @Param('id', fieldId) id: string,
    @Body() change: ProfileFieldChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<ProfileFieldRecord> {
    return this.administration.update(id, change, actor);
  }

  @Delete(':id')
  @RequireScope('delete:profile_fields')
  @ApiOperation({ summary: 'Delete a field, with everybody’s value.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('profile_field.in_use')
  delete(@Param('id', fieldId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(id, actor);
  }
}
