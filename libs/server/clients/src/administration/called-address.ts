import { InvalidError } from '@postern/errors';
import { lookUp, whyNeverCalled } from '@postern/requests';

const field = 'backchannel_logout_uri';

/**
 * The server calls this address with every sign-out. The same rule holds as for the gateway's upstreams, and is asked again when it
 * calls: what a name leads to may change. A name that nobody knows yet is fine.
 *
 * @throws InvalidError `client.invalid_metadata`
 */
export const assertMayBeCalled = async (address: string | null | undefined): Promise<void> => {
  if (typeof address !== 'string' || !URL.canParse(address)) return;
  for (const found of await lookUp(new URL(address).hostname.replace(/^\[(.*)\]$/, '$1'))) {
    const reason = whyNeverCalled(found);
    if (reason === undefined) continue;
    const message = `${field} leads to ${found}, which ${reason}`;
    throw new InvalidError('client.invalid_metadata', undefined, [{ path: field, message }]);
  }
};
