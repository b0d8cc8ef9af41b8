import { ApiProperty } from '@nestjs/swagger';
import type { SessionView } from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';

export class SessionResponse implements SessionView {
  @ApiProperty()
  readonly id!: string;

  /** The session the request's own token came from. */
  @ApiProperty()
  readonly current!: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly signedInAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly userAgent!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly address!: string | null;

  @ApiProperty({ type: NamedMethodResponse, nullable: true })
  readonly method!: NamedMethodResponse | null;

  @ApiProperty({ type: [String] })
  readonly applications!: readonly string[];
}
