import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { InvalidError } from '@postern/errors';
import { isClientId } from '../client-id.js';
import { ClientEntity } from '../entities/client.entity.js';
import { CredentialAssociation } from '../credentials/credential-association.service.js';
import { newSettings } from '../store/client-defaults.js';
import { ClientStore } from '../store/client-store.js';

export interface MachineSeed {
  readonly client_id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** The application is identified by its subject name. */
  readonly certificatePem: string;
}

/** Sample applications that authenticate with a certificate of a trusted CA (`tls_client_auth`). */
@Injectable()
export class MachineSeeder {
  constructor(
    private readonly store: ClientStore,
    private readonly association: CredentialAssociation,
  ) {}

  /** One that is there already stays as it is. Its tokens are bound to its certificate. */
  async seed({ client_id: clientId, name, scopes, certificatePem: pem }: MachineSeed): Promise<void> {
    if (!isClientId(clientId))
      throw new InvalidError('client.invalid_metadata', `client_id ${clientId} cannot be used`);
    const authentication = this.association.ofNew({
      method: 'tls_client_auth',
      credentials: [{ name, credential_type: 'cert_subject_dn', pem }],
    });
    const settings = newSettings({
      name,
      app_type: 'non_interactive',
      scopes,
      tls_client_certificate_bound_access_tokens: true,
    });
    await this.store.change(null, async (change) => {
      // Serializes processes that start at the same time.
      await Statements.in(change.manager).run('client.lock_table', 'lock table client in share row exclusive mode');
      if ((await change.find(clientId)) !== null) return;
      const client = Object.assign(new ClientEntity(), { clientId, builtIn: false });
      await change.save(client, settings, { secretHash: null, authentication });
      await change.record({ type: 'client.created', clientId, details: { name, because: 'made by Postern itself' } });
    });
  }
}
