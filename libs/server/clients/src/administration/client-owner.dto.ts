import { ApiPropertyOptional } from '@nestjs/swagger';
import { LowerCase, NullableField } from '@postern/management';
import { IsUUID } from 'class-validator';

/** Whose application it is. */
export class ClientOwnerDto {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "The organization that it belongs to; null: the system's.",
  })
  @NullableField()
  @LowerCase()
  @IsUUID('loose')
  readonly organization_id?: string | null;
}
