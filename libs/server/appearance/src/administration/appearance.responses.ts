import { ApiProperty } from '@nestjs/swagger';
import { type AppearanceRecord, type AppearanceSource } from '@postern/contracts';
import { AppearanceDto } from './appearance.dto.js';

/** For the documentation. */
export class AppearanceResponse {
  @ApiProperty({ type: AppearanceDto, description: 'What this owner set; null: inherited. Pictures are addresses.' })
  readonly own!: AppearanceRecord['own'];

  @ApiProperty({
    type: AppearanceDto,
    description: 'What is used for a field that is null in `own`; without `coverMode`.',
  })
  readonly inherited!: AppearanceRecord['inherited'];

  @ApiProperty({
    type: Object,
    additionalProperties: { type: 'string', enum: ['default', 'system', 'organization', 'application'] },
    description: 'Where each field of `inherited` comes from.',
  })
  readonly sources!: Readonly<Record<string, AppearanceSource>>;

  @ApiProperty({
    type: Boolean,
    description: 'A cover above has the mode `always` and is shown instead of an own one.',
  })
  readonly coverForced!: boolean;
}
