import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ErrorCode,
  type ImportFormat,
  importFormats,
  type ImportLine,
  type ImportState,
  importStates,
  type ImportVerdict,
  importVerdicts,
  type UserImport,
} from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, IsUUID, MaxLength, Min } from 'class-validator';

export class NewImportQuery {
  @ApiProperty({ enum: importFormats })
  @IsIn(importFormats)
  readonly format!: ImportFormat;

  @ApiPropertyOptional({ type: String, maxLength: 200, description: 'Name of the file.' })
  @OptionalField()
  @Text({ min: 0, max: 200 })
  readonly name?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The method that certificates and their names are for.' })
  @OptionalField()
  @IsUUID()
  readonly methodId?: string;

  @ApiPropertyOptional({ type: String, description: 'For archives: the source of the username, such as `san-upn`.' })
  @OptionalField()
  @IsString()
  @MaxLength(520)
  readonly source?: string;
}

export class ImportLinesQuery {
  @ApiPropertyOptional({ enum: importVerdicts })
  @OptionalField()
  @IsIn(importVerdicts)
  readonly verdict?: ImportVerdict;

  @ApiPropertyOptional({ type: Number, description: 'The last line of the answer before.' })
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly after?: number;
}

class ImportCountsResponse {
  @ApiProperty()
  readonly create!: number;

  @ApiProperty()
  readonly update!: number;

  @ApiProperty()
  readonly unchanged!: number;

  @ApiProperty()
  readonly refused!: number;
}

export class UserImportResponse implements UserImport {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: importStates })
  readonly state!: ImportState;

  @ApiProperty({ enum: importFormats })
  readonly format!: ImportFormat;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  readonly methodId!: string | null;

  @ApiProperty()
  readonly lines!: number;

  @ApiProperty()
  readonly processed!: number;

  @ApiProperty({ type: ImportCountsResponse })
  readonly counts!: ImportCountsResponse;

  @ApiProperty({ type: String, nullable: true })
  readonly code!: ErrorCode | null;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}

export class ImportLineResponse implements ImportLine {
  @ApiProperty()
  readonly line!: number;

  @ApiProperty({ type: String, nullable: true })
  readonly username!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly name!: string | null;

  @ApiProperty({ enum: importVerdicts, nullable: true })
  readonly verdict!: ImportVerdict | null;

  @ApiProperty({ type: String, nullable: true })
  readonly code!: ErrorCode | null;

  @ApiProperty({ type: String, nullable: true })
  readonly message!: string | null;

  @ApiProperty()
  readonly done!: boolean;
}
