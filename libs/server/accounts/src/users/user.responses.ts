import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { roles, type Page, type ProfileFieldValues, type Role, type UserRecord } from '@postern/contracts';
import { fieldValuesSchema } from '../fields/profile-field.dto.js';

export class UserResponse implements UserRecord {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly username!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, format: 'email', nullable: true })
  readonly email!: string | null;

  @ApiProperty({ description: 'An administrator confirmed that the address is theirs.' })
  readonly emailVerified!: boolean;

  @ApiProperty({ enum: roles })
  readonly role!: Role;

  @ApiProperty({ enum: ['active', 'blocked'] })
  readonly status!: 'active' | 'blocked';

  @ApiProperty()
  readonly identifierCount!: number;

  @ApiProperty({ ...fieldValuesSchema, description: 'Values of own profile fields, by key.' })
  readonly fields!: ProfileFieldValues;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly lastSignInAt!: string | null;
}

export class UserWithPasswordResponse extends UserResponse {
  @ApiPropertyOptional({ description: 'One-time password that was made for them, told once. It works for 72 hours.' })
  readonly initialPassword?: string;
}

export class UserPageResponse implements Page<UserRecord> {
  @ApiProperty({ type: [UserResponse] })
  readonly items!: readonly UserResponse[];

  @ApiProperty()
  readonly total!: number;

  @ApiProperty({ minimum: 0 })
  readonly page!: number;

  @ApiProperty()
  readonly pageSize!: number;
}

export class InitialPasswordResponse {
  @ApiProperty({ description: 'One-time password, told once. It works for 72 hours.' })
  readonly initialPassword!: string;
}
