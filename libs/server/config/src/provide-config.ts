import type { FactoryProvider } from '@nestjs/common';
import { readConfig } from './read-config.js';

/** Makes a configuration class injectable; read and validated once, when the server starts. */
export const provideConfig = <T extends object>(type: new () => T): FactoryProvider<T> => ({
  provide: type,
  useFactory: () => readConfig(type),
});
