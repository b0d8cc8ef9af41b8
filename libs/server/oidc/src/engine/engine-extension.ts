import type Provider from 'oidc-provider';
import type { Configuration } from 'oidc-provider';

/** A part of the protocol with a folder of its own: what it sets of the engine, and what it teaches it beyond its settings. */
export abstract class EngineExtension {
  /** The engine's configuration with this part in it. */
  configure(configuration: Configuration): Configuration {
    return configuration;
  }

  /** Called once for every engine that is built; a new one is built whenever the signing keys change. */
  teach(_provider: Provider): void {
    // Most parts need settings only.
  }
}

/** Injection token of all of them, in the order they are asked. */
export const ENGINE_EXTENSIONS = Symbol('engine extensions');
