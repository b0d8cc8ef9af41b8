import { InvalidError } from '@postern/errors';
import { lookUp, whyNeverCalled } from '@postern/requests';

const field = 'backchannel_logout_uri';

/**
 * The server calls this address with every sign-out. The rule is that of the gateway's upstreams. It is checked again at each call, because
 * a name may resolve differently then. A name that does not resolve yet is accepted.
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
