import { Controller, Get, Injectable, Param, type PipeTransform, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { AuditCounts as Counts, AuditEvent, AuditEventPage } from '@postern/contracts';
import { type Actor, CurrentActor, download, Problems, RequireScope, WithinOrganization } from '@postern/management';
import { NotFoundError } from '@postern/errors';
import { asCsv, asJson } from './audit-export.js';
import { AuditEventQuery, AuditEventsQuery, AuditExportQuery } from './audit-events.query.js';
import { AuditEventPageResponse, AuditEventResponse } from './audit-events.responses.js';
import { AuditReader, type LimitedReader } from './audit-reader.js';
import { AuditCounts } from './counts/audit-counts.js';
import { AuditCountsQuery } from './counts/audit-counts.query.js';
import { AuditCountsResponse } from './counts/audit-counts.responses.js';

/** For `@Param('id', EventIdPipe)`: a text that cannot be an event's id is answered like an unknown id. */
@Injectable()
class EventIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!/^[1-9]\d{0,17}$/.test(value)) throw new NotFoundError('audit_event.not_found');
    return value;
  }
}

/** People who administer an organization see what concerns it, but not from where others administered it. */
const readerOf = ({ accountId, within }: Actor): LimitedReader | undefined =>
  within === undefined ? undefined : { accountId };

@ApiTags('event log')
@Controller('api/v2/audit-events')
@RequireScope('read:audit_events')
export class AuditEventsController {
  constructor(
    private readonly events: AuditReader,
    private readonly counts: AuditCounts,
  ) {}

  @Get()
  @WithinOrganization('organization', { in: 'query' })
  @ApiOperation({ summary: 'Events, newest first.' })
  @ApiOkResponse({ type: AuditEventPageResponse })
  list(@Query() query: AuditEventsQuery, @CurrentActor() actor: Actor): Promise<AuditEventPage> {
    return this.events.page(query, readerOf(actor));
  }

  /** Everything that fits the filters, as a download. */
  @Get('export')
  @WithinOrganization('organization', { in: 'query' })
  @ApiOperation({ summary: 'All events that match the filters, streamed as CSV or JSON.' })
  @ApiProduces('text/csv', 'application/json')
  export(@Query() { format, ...filter }: AuditExportQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const events = this.events.all(filter, readerOf(actor));
    return format === 'csv'
      ? download(events, asCsv, { type: 'text/csv', filename: 'events.csv' })
      : download(events, asJson, { type: 'application/json', filename: 'events.json' });
  }

  /** For charts: without reading the events. */
  @Get('counts')
  @ApiOperation({ summary: 'How many events there were in each period, by type, sign-in method and code.' })
  @ApiOkResponse({ type: AuditCountsResponse })
  count(@Query() query: AuditCountsQuery): Promise<Counts> {
    return this.counts.read(query);
  }

  @Get(':id')
  @WithinOrganization('organization', { in: 'query' })
  @ApiOperation({ summary: 'One event.' })
  @ApiOkResponse({ type: AuditEventResponse })
  @Problems('audit_event.not_found')
  get(
    @Param('id', EventIdPipe) id: string,
    @Query() { organization }: AuditEventQuery,
    @CurrentActor() actor: Actor,
  ): Promise<AuditEvent> {
    return this.events.get(id, organization, readerOf(actor));
  }
}
