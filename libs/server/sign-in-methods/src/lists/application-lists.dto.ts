import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import type { IdentifierRequirement, MethodGroup, MethodPlacement } from '@postern/contracts';
import { OptionalField } from '@postern/management';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { CreateSignInMethodDto } from '../administration/sign-in-method.dto.js';
import { RequiredField, RequiredFromField } from '../placing/requirement.js';

/** A method of an application: never public, so never required, and its place is in the list of the application. */
export class OwnMethodDto extends OmitType(CreateSignInMethodDto, [
  'public',
  'position',
  'organizationId',
  'required',
  'requiredFrom',
]) {}

export class MethodPlacementDto implements MethodPlacement {
  @ApiPropertyOptional({ type: Boolean })
  @OptionalField()
  @IsBoolean()
  readonly enabled?: boolean;

  @ApiPropertyOptional({ enum: ['main', 'other'] })
  @OptionalField()
  @IsIn(['main', 'other'])
  readonly group?: MethodGroup;

  @ApiPropertyOptional({ type: Number, description: 'Counts from 0 within the group; others move.' })
  @OptionalField()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position?: number;

  @RequiredField()
  readonly required?: IdentifierRequirement | null;

  @RequiredFromField()
  readonly requiredFrom?: string | null;
}
