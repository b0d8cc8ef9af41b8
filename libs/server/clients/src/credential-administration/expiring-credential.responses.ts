import { ApiProperty } from '@nestjs/swagger';
import type { ExpiringCredential } from '@postern/contracts';
import { CredentialResponse } from './credential.responses.js';

class OwnerResponse {
  @ApiProperty({ type: String, example: 'q2Xw0mJ0R2-Qm6y5oK7h8A' })
  readonly client_id!: string;

  @ApiProperty({ type: String, example: 'Payroll' })
  readonly name!: string;
}

export class ExpiringCredentialResponse extends CredentialResponse implements ExpiringCredential {
  @ApiProperty({ type: OwnerResponse })
  readonly client!: OwnerResponse;
}
