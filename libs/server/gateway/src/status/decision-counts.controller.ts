import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { GatewayDecisionCount, GatewayDecisionCounts } from '@postern/contracts';
import { PeriodsQuery, RequireScope } from '@postern/management';
import { DecisionCounts } from '../decisions/decision-counts.js';

class CountedApiResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'Orders', description: 'Empty when the API is gone.' })
  readonly name!: string;
}

class DecisionCountResponse implements GatewayDecisionCount {
  @ApiProperty({ type: String, format: 'date-time', description: 'Beginning of the period.' })
  readonly from!: string;

  @ApiProperty({ type: CountedApiResponse, nullable: true })
  readonly api!: GatewayDecisionCount['api'];

  @ApiProperty({ type: String, nullable: true, description: 'Why calls were refused; null: they were allowed.' })
  readonly code!: GatewayDecisionCount['code'];

  @ApiProperty({ type: Number, example: 12 })
  readonly count!: number;
}

class DecisionCountsResponse implements GatewayDecisionCounts {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly from!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly to!: string;

  @ApiProperty({ type: Number, example: 1, description: 'Hours of one period.' })
  readonly hours!: number;

  @ApiProperty({ type: [DecisionCountResponse], description: 'Without those that are zero.' })
  readonly items!: readonly DecisionCountResponse[];
}

@ApiTags('gateway')
@Controller('api/v2/gateway/decisions')
@RequireScope('read:gateway')
export class DecisionCountsController {
  constructor(private readonly counts: DecisionCounts) {}

  @Get('counts')
  @ApiOperation({ summary: 'How many calls were allowed and refused in each period, by API and reason.' })
  @ApiOkResponse({ type: DecisionCountsResponse })
  read(@Query() query: PeriodsQuery): Promise<GatewayDecisionCounts> {
    return this.counts.read(query);
  }
}
