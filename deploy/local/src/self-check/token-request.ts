import type { PosternConfig } from '../installation/postern-json.js';
import type { ProbeAnswer } from '../services/http-probe.js';
import { Visitor, type VisitOptions } from './visitor.js';

/** How an application's request for a token ended at the client listener. */
export type ClientOutcome =
  | { readonly kind: 'authenticated' }
  /** The certificate arrived, but an administrator has changed the sample application's authentication. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'without_certificate' }
  | { readonly kind: 'broken'; readonly answer: ProbeAnswer };

/** Requests a token as the sample application; it is not used and expires. */
export const askForToken = async (
  config: PosternConfig,
  machine: NonNullable<PosternConfig['demoMachine']>,
  options: VisitOptions,
): Promise<ClientOutcome> => {
  const answer = await new Visitor(config).post(
    `${config.origins.clients}/oidc/token`,
    { grant_type: 'client_credentials', client_id: machine.client_id },
    options,
  );
  if (answer.status === 200) return { kind: 'authenticated' };
  const { error, error_description = '' } = readBody(answer);
  if (error === undefined) return { kind: 'broken', answer };
  return error_description.includes('no client certificate arrived')
    ? { kind: 'without_certificate' }
    : { kind: 'refused' };
};

interface ErrorBody {
  readonly error?: string;
  readonly error_description?: string;
}

const readBody = ({ body }: ProbeAnswer): ErrorBody => {
  try {
    return JSON.parse(body) as ErrorBody;
  } catch {
    return {};
  }
};
