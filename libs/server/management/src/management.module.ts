import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { ProblemTexts } from '@postern/errors';
import { PROBLEM_TEXTS, ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.pipe.js';

/** Problem responses and request validation for the whole server; imported once, by the composition root, which binds `AccessTokens` globally besides. */
@Module({})
export class ManagementModule {
  /** @param texts of all codes; each feature exports those of its own */
  static forRoot(texts: ProblemTexts): DynamicModule {
    return {
      module: ManagementModule,
      providers: [
        { provide: PROBLEM_TEXTS, useValue: texts },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
    };
  }
}
