import type { ClientRecord } from '@postern/contracts';
import { useCredentials } from '../credentials/credentials.api';
import { EndpointsSection } from './endpoints-section';
import { ExamplesSection } from './examples-section';

/** All that an integrator needs to begin. */
export const QuickStartTab = ({ client }: { readonly client: ClientRecord }) => {
  const { data: credentials } = useCredentials(client.client_id);
  return (
    <>
      <EndpointsSection client={client} />
      {credentials && !client.built_in && <ExamplesSection client={client} credentials={credentials} />}
    </>
  );
};
