import { Required } from '@postern/config';
import { IsInt, Matches, Max, Min } from 'class-validator';

/** The PostgreSQL database. */
export class DatabaseConfig {
  /** `postgres://user:password@host:port/database`; add `?sslmode=verify-full` for a server elsewhere. */
  @Required()
  @Matches(/^postgres(ql)?:\/\//, { message: 'must be set to postgres://user:password@host:port/database' })
  DATABASE_URL!: string;

  /** Connections this server process keeps at most. */
  @IsInt()
  @Min(2)
  @Max(200)
  DATABASE_POOL_SIZE = 10;

  /** Milliseconds after which one statement is cancelled. */
  @IsInt()
  @Min(100)
  @Max(60_000)
  DATABASE_STATEMENT_TIMEOUT = 5000;

  /** Milliseconds a request waits for a connection before it is answered 503. */
  @IsInt()
  @Min(100)
  @Max(60_000)
  DATABASE_CONNECT_TIMEOUT = 3000;
}
