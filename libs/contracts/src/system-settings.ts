import type { Language } from './scopes.js';

/** `GET|PATCH /api/v2/system-settings` */
export interface SystemSettings {
  /** Only owners and administrators enter applications. */
  readonly maintenance: boolean;
  /** What everybody else is told; a language without a text gets the usual one. */
  readonly maintenanceTexts: Readonly<Partial<Record<Language, string>>>;
  /** Seconds after its last use at which a session ends. */
  readonly sessionIdle: number;
  /** Seconds after the last proof of who the person is at which a session ends. */
  readonly sessionAbsolute: number;
}

const hour = 3600;
const day = 24 * hour;

/** Least and most seconds. */
export const sessionLimits = { idle: [hour, 30 * day], absolute: [day, 90 * day] } as const;
