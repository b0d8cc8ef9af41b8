import type { ClientRecord } from '@postern/contracts';
import { useCredentials } from '../credentials/credentials.api';
import { EndpointsSection } from './endpoints-section';
import { ExamplesSection } from './examples-section';

/** Everything an integrator needs to start. */
export const QuickStartTab = ({ client }: { readonly client: ClientRecord }) => {
  const { data: credentials } = useCredentials(client.client_id);
  return (
    <>
      <EndpointsSection client={client} />
      {credentials && !client.built_in && <ExamplesSection client={client} credentials={credentials} />}
    </>
  );
};
