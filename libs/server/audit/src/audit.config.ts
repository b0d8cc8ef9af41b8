import { IsInt, Max, Min } from 'class-validator';

/** Retention of the event log. */
export class AuditConfig {
  /** Days after which events are deleted; 0 keeps them for ever. */
  @IsInt()
  @Min(0)
  @Max(36_500)
  AUDIT_RETENTION_DAYS = 400;
}
