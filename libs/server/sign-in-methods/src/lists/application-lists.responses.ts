import { ApiProperty } from '@nestjs/swagger';
import {
  type ApplicationSignInMethod,
  type ApplicationSignInMethods,
  type ErrorCode,
  type MethodGroup,
  type SignInMethodOwner,
} from '@postern/contracts';
import { RequirableMethodResponse } from '../placing/requirement.responses.js';

class ApplicationSignInMethodResponse extends RequirableMethodResponse implements ApplicationSignInMethod {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: ['system', 'organization', 'application'], description: 'Only the owner configures it.' })
  readonly owner!: SignInMethodOwner;

  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The provider's own picture: SVG as a data URL." })
  readonly icon!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Path on the public origin.' })
  readonly logoUrl!: string | null;

  @ApiProperty({ type: Boolean })
  readonly public!: boolean;

  @ApiProperty({ type: Boolean })
  readonly builtIn!: boolean;

  @ApiProperty({ type: Boolean })
  readonly enabled!: boolean;

  @ApiProperty({ enum: ['main', 'other'] })
  readonly group!: MethodGroup;

  @ApiProperty({ type: Number, description: 'Counts from 0 within the group.' })
  readonly position!: number;

  @ApiProperty({ type: Boolean, description: 'Switched on because the list would have been empty.' })
  readonly fallback!: boolean;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it cannot work now.' })
  readonly problem!: ErrorCode | null;
}

export class ApplicationSignInMethodsResponse implements ApplicationSignInMethods {
  @ApiProperty({ type: Boolean, description: "It has no list of its own: the system's default list applies." })
  readonly follows!: boolean;

  @ApiProperty({ type: [ApplicationSignInMethodResponse], description: 'In the order people see them.' })
  readonly methods!: readonly ApplicationSignInMethodResponse[];
}
