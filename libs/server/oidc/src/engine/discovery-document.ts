import { Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { languages } from '@postern/contracts';
import type { Configuration } from 'oidc-provider';
import { EngineExtension } from './engine-extension.js';

/**
 * What discovery says beyond the engine's own words (RFC 8414 §2, Initiating User Registration 1.0 §5). Has to be the last extension:
 * it repeats what the others set.
 */
@Injectable()
export class DiscoveryDocument extends EngineExtension {
  constructor(private readonly config: ServerConfig) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const methods = [...(configuration.clientAuthMethods ?? [])];
    return {
      ...configuration,
      discovery: {
        ...configuration.discovery,
        prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
        ui_locales_supported: [...languages],
        revocation_endpoint_auth_methods_supported: methods,
        introspection_endpoint_auth_methods_supported: methods.filter((method) => method !== 'none'),
        service_documentation: `${this.config.PUBLIC_ORIGIN}/api/docs`,
      },
    };
  }
}
