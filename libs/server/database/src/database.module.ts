import { type DynamicModule, Global, Module } from '@nestjs/common';
import { provideConfig } from '@postern/config';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ChangeFeed } from './change-feed.js';
import { dataSourceOptions } from './data-source.js';
import { DATABASE_POOL, poolOf } from './database-pool.js';
import { DatabaseConfig } from './database.config.js';
import { Statements } from './statements.js';

@Global()
@Module({ providers: [provideConfig(DatabaseConfig)], exports: [DatabaseConfig] })
class DatabaseConfigModule {}

/** One data source for the whole server; entities are the features' own, named by the composition root. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(entities: readonly (new () => object)[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        DatabaseConfigModule,
        TypeOrmModule.forRootAsync({
          inject: [DatabaseConfig],
          useFactory: (config: DatabaseConfig) => ({ ...dataSourceOptions(config, [...entities]), retryAttempts: 5 }),
        }),
      ],
      providers: [
        { provide: DATABASE_POOL, inject: [getDataSourceToken()], useFactory: (source: DataSource) => poolOf(source) },
        Statements,
        ChangeFeed,
      ],
      exports: [DATABASE_POOL, Statements, ChangeFeed],
    };
  }
}
