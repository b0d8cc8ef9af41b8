import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Language, languages, sessionLimits, type SystemSettings } from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';

const longestText = 500;

const TextField = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, maxLength: longestText }),
    OptionalField(),
    Text({ max: longestText, lines: true }),
  );

class MaintenanceTextsDto implements Partial<Record<Language, string>> {
  @TextField()
  readonly en?: string;

  @TextField()
  readonly fr?: string;

  @TextField()
  readonly de?: string;

  @TextField()
  readonly es?: string;

  @TextField()
  readonly it?: string;

  @TextField()
  readonly ru?: string;
}

export class SystemSettingsDto implements Partial<SystemSettings> {
  @ApiPropertyOptional({ type: Boolean, description: 'Only owners and administrators enter applications.' })
  @OptionalField()
  @IsBoolean()
  readonly maintenance?: boolean;

  @ApiPropertyOptional({
    type: MaintenanceTextsDto,
    description: `What everybody else is told, by language (${languages.join(', ')}). Given as a whole.`,
  })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => MaintenanceTextsDto)
  readonly maintenanceTexts?: MaintenanceTextsDto;

  @ApiPropertyOptional({
    ...{ type: Number, minimum: sessionLimits.idle[0], maximum: sessionLimits.idle[1] },
    description: 'Seconds after its last use at which a session ends.',
  })
  @OptionalField()
  @IsInt()
  @Min(sessionLimits.idle[0])
  @Max(sessionLimits.idle[1])
  readonly sessionIdle?: number;

  @ApiPropertyOptional({
    ...{ type: Number, minimum: sessionLimits.absolute[0], maximum: sessionLimits.absolute[1] },
    description: 'Seconds after the last proof of who the person is at which a session ends.',
  })
  @OptionalField()
  @IsInt()
  @Min(sessionLimits.absolute[0])
  @Max(sessionLimits.absolute[1])
  readonly sessionAbsolute?: number;
}

export class SystemSettingsResponse implements SystemSettings {
  @ApiProperty()
  readonly maintenance!: boolean;

  @ApiProperty({ type: MaintenanceTextsDto })
  readonly maintenanceTexts!: MaintenanceTextsDto;

  @ApiProperty({ description: 'Seconds.' })
  readonly sessionIdle!: number;

  @ApiProperty({ description: 'Seconds.' })
  readonly sessionAbsolute!: number;
}
