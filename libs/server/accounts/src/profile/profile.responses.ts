import { ApiProperty } from '@nestjs/swagger';
import { languages, roles, type Profile, type Role } from '@postern/contracts';
import { OwnProfileFieldResponse } from '../fields/profile-field.dto.js';

export class ProfileResponse implements Profile {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly username!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly givenName!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly familyName!: string | null;

  @ApiProperty({ type: String, format: 'email', nullable: true })
  readonly email!: string | null;

  @ApiProperty({ type: String, enum: languages, nullable: true })
  readonly locale!: string | null;

  @ApiProperty({ enum: roles })
  readonly role!: Role;

  @ApiProperty()
  readonly hasPassword!: boolean;

  @ApiProperty({ example: 15, description: 'Characters that a new password needs at least.' })
  readonly passwordMinLength!: number;

  @ApiProperty({ type: [OwnProfileFieldResponse], description: 'Fields that your administrators added.' })
  readonly fields!: readonly OwnProfileFieldResponse[];

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}
