import { Injectable } from '@nestjs/common';
import { SystemSettingsReading } from '@postern/settings';
import type { Configuration } from 'oidc-provider';
import { EngineExtension } from '../engine/engine-extension.js';

/** A session ends when it is not used for a time, and at the latest some time after the last proof of who the person is. */
@Injectable()
export class SessionLife extends EngineExtension {
  constructor(private readonly settings: SystemSettingsReading) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    return {
      ...configuration,
      ttl: { ...configuration.ttl, Session: (_ctx, { loginTs }) => this.secondsLeft(loginTs) },
    };
  }

  /** @param provedAt seconds since 1970; undefined: nobody is signed in */
  private secondsLeft(provedAt: number | undefined): number {
    const { sessionIdle, sessionAbsolute } = this.settings.sessionLife;
    const now = Math.floor(Date.now() / 1000);
    return Math.max(1, Math.min(sessionIdle, (provedAt ?? now) + sessionAbsolute - now));
  }
}
