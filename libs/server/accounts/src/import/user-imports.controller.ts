import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { ImportLine, UserImport } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr } from '@postern/management';
import type { FastifyRequest } from 'fastify';
import { ImportIntake } from './import-intake.service.js';
import { ImportWork } from './import-work.service.js';
import { ImportLineResponse, ImportLinesQuery, NewImportQuery, UserImportResponse } from './user-import.dto.js';
import { UserImports } from './user-imports.service.js';

/** What an import may come as. */
export const importTypes = ['text/csv', 'application/jsonl', 'application/zip'] as const;

const invalid = (path: string, message: string): InvalidError =>
  new InvalidError('request.invalid', undefined, [{ path, message }]);

/** Bodies of other types were read before they came here, so that nothing would be left of them. */
const assertReadable = (contentType = ''): void => {
  const [type = ''] = contentType.split(';');
  if (!(importTypes as readonly string[]).includes(type.trim().toLowerCase()))
    throw invalid('Content-Type', `must be one of ${importTypes.join(', ')}`);
};

const importId = uuidOr('account.import_not_found');

@ApiTags('users')
@Controller('api/v2/user-imports')
export class UserImportsController {
  constructor(
    private readonly imports: UserImports,
    private readonly intake: ImportIntake,
    private readonly work: ImportWork,
  ) {}

  @Get()
  @RequireScope('read:users')
  @ApiOperation({ summary: 'The last 20 imports, newest first.' })
  @ApiOkResponse({ type: [UserImportResponse] })
  list(): Promise<readonly UserImport[]> {
    return this.imports.list();
  }

  /** The lines are checked in the background; nothing is changed until the import is applied. */
  @Post()
  @RequireScope('create:users', 'update:users')
  @ApiOperation({ summary: 'Upload people: at most 50 MB and 100,000 lines. Nothing changes until it is applied.' })
  @ApiConsumes(...importTypes)
  @ApiCreatedResponse({ type: UserImportResponse })
  @Problems('request.invalid', 'request.too_large')
  async create(
    @Query() { format, name = '', methodId, source }: NewImportQuery,
    @Req() { raw, headers }: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<UserImport> {
    assertReadable(headers['content-type']);
    if (format === 'zip' && source === undefined) throw invalid('source', 'is needed for zip, such as san-upn');
    const id = await this.intake.take({ format, name, methodId: methodId ?? null, source: source ?? null }, raw, actor);
    this.work.goOn();
    return this.imports.get(id);
  }

  @Get(':id')
  @RequireScope('read:users')
  @ApiOperation({ summary: 'One import, and how far it is.' })
  @ApiOkResponse({ type: UserImportResponse })
  get(@Param('id', importId) id: string): Promise<UserImport> {
    return this.imports.get(id);
  }

  @Get(':id/lines')
  @RequireScope('read:users')
  @ApiOperation({ summary: 'What becomes of each line; 100 at a time.' })
  @ApiOkResponse({ type: [ImportLineResponse] })
  lines(@Param('id', importId) id: string, @Query() query: ImportLinesQuery): Promise<readonly ImportLine[]> {
    return this.imports.lines(id, query);
  }

  /** Goes on in the background, also after a restart. Every line is judged again in the moment when it is applied. */
  @Post(':id/apply')
  @HttpCode(202)
  @RequireScope('create:users', 'update:users')
  @ApiOperation({ summary: 'Apply an import that was checked.' })
  @ApiAcceptedResponse({ type: UserImportResponse })
  @Problems('request.conflict')
  apply(@Param('id', importId) id: string, @CurrentActor() actor: Actor): Promise<UserImport> {
    return this.imports.apply(id, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('create:users', 'update:users')
  @ApiOperation({ summary: 'Forget an import, and stop it. What was applied stays.' })
  @ApiNoContentResponse()
  delete(@Param('id', importId) id: string): Promise<void> {
    return this.imports.delete(id);
  }
}
