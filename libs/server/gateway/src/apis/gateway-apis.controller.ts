import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GatewayApi, GatewayApplyResult, GatewayDecision, GatewayValidation, Page } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, SearchQuery, uuidOr, Problems } from '@postern/management';
import { ApiTrial } from './api-trial.service.js';
import { ApiApplying } from './api-applying.service.js';
import { CreateApiDto, TryDto, UpdateApiDto } from './gateway-api.dto.js';
import {
  ApplyResponse,
  DecisionResponse,
  GatewayApiPageResponse,
  GatewayApiResponse,
  ValidationResponse,
} from './gateway-api.responses.js';
import { GatewayApis } from './gateway-apis.service.js';

const apiId = uuidOr('gateway.api_not_found');
const invalid = ['request.invalid', 'gateway.upstream_not_found', 'gateway.trust_anchor_not_found'] as const;
const taken = ['gateway.api_name_taken', 'gateway.path_taken'] as const;

@ApiTags('gateway')
@Controller('api/v2/gateway/apis')
export class GatewayApisController {
  constructor(
    private readonly apis: GatewayApis,
    private readonly applying: ApiApplying,
    private readonly trial: ApiTrial,
  ) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOperation({ summary: 'APIs by name, each with its draft and its applied version.' })
  @ApiOkResponse({ type: GatewayApiPageResponse })
  list(@Query() query: SearchQuery): Promise<Page<GatewayApi>> {
    return this.apis.page(query);
  }

  @Post('validate')
  @HttpCode(200)
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Checks a definition, also with Nginx, and stores nothing.' })
  @ApiOkResponse({ type: ValidationResponse })
  validateInput(@Body() input: CreateApiDto): Promise<GatewayValidation> {
    return this.applying.validateInput(input);
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: GatewayApiResponse })
  @Problems('gateway.api_not_found')
  get(@Param('id', apiId) id: string): Promise<GatewayApi> {
    return this.apis.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Creates a draft. Nothing is served until it is applied.' })
  @ApiCreatedResponse({ type: GatewayApiResponse })
  @Problems(...taken, ...invalid)
  create(@Body() input: CreateApiDto, @CurrentActor() actor: Actor): Promise<GatewayApi> {
    return this.apis.create(input, actor);
  }

  @Patch(':id')
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Changes the draft; the applied version does not change.' })
  @ApiOkResponse({ type: GatewayApiResponse })
  @Problems('gateway.api_not_found', ...taken, ...invalid)
  update(
    @Param('id', apiId) id: string,
    @Body() input: UpdateApiDto,
    @CurrentActor() actor: Actor,
  ): Promise<GatewayApi> {
    return this.apis.update(id, input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Deletes the draft and the applied version, at once.' })
  @ApiNoContentResponse()
  @Problems('gateway.api_not_found')
  delete(@Param('id', apiId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.apis.delete(id, actor);
  }

  @Post(':id/validate')
  @HttpCode(200)
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Checks the draft, also with Nginx, and applies nothing.' })
  @ApiOkResponse({ type: ValidationResponse })
  @Problems('gateway.api_not_found')
  validate(@Param('id', apiId) id: string): Promise<GatewayValidation> {
    return this.applying.validate(id);
  }

  @Post(':id/apply')
  @HttpCode(200)
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Applies the draft. Returns once Nginx serves it; running requests are not affected.' })
  @ApiOkResponse({ type: ApplyResponse })
  @Problems(
    'gateway.api_not_found',
    'gateway.path_taken',
    'gateway.disabled',
    'gateway.configuration_refused',
    'gateway.not_confirmed',
  )
  apply(@Param('id', apiId) id: string, @CurrentActor() actor: Actor): Promise<GatewayApplyResult> {
    return this.applying.apply(id, actor);
  }

  @Post(':id/try')
  @HttpCode(200)
  @RequireScope('read:gateway')
  @ApiOperation({ summary: 'The answer that a caller with this certificate would get, and the clause that decides.' })
  @ApiOkResponse({ type: DecisionResponse })
  @Problems('gateway.api_not_found', 'certificate.malformed', 'certificate.private_key_given')
  try(@Param('id', apiId) id: string, @Body() input: TryDto): Promise<GatewayDecision> {
    return this.trial.run(id, input);
  }
}
