import { ApiProperty } from '@nestjs/swagger';
import type { ConnectedApplication, GivenPermission } from '@postern/contracts';

class GivenPermissionResponse implements GivenPermission {
  @ApiProperty({ example: 'read:reports' })
  readonly scope!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Reports',
    description: 'Name of the API it is for; null for what the application learns about you.',
  })
  readonly api!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Read your reports' })
  readonly description!: string | null;
}

export class ConnectedApplicationResponse implements ConnectedApplication {
  @ApiProperty()
  readonly clientId!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly homepageUrl!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '#4c6ad4' })
  readonly accentColor!: string | null;

  @ApiProperty({ description: 'It has access without having asked.' })
  readonly firstParty!: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;

  @ApiProperty({ type: [GivenPermissionResponse] })
  readonly permissions!: readonly GivenPermissionResponse[];

  @ApiProperty({ type: [String], example: ['Work card'], description: 'Labels of the identifiers that it can see.' })
  readonly identifiers!: readonly string[];
}
