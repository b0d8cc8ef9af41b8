import { useForm } from '@mantine/form';
import type { GatewayApi, GatewayApiDefinition } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import type { UseMutationResult } from '@tanstack/react-query';
import { useDrawerForm } from '../../../components/use-drawer-form';
import { apiSettings, apiValues, burstProblem, nameProblem, pathProblem, requestsProblem } from './api-values';
import type { ApiSettings, ApiValues } from './api-values';

export interface ApiFormOptions<Input> {
  /** Null for a new one. */
  readonly draft: GatewayApiDefinition | null;
  readonly mutation: Pick<UseMutationResult<GatewayApi, unknown, Input>, 'isPending' | 'mutate'>;
  /** Builds the request from the form's settings. */
  readonly toInput: (settings: ApiSettings) => Input;
  readonly onDone: (api: GatewayApi) => void;
  readonly onClose: () => void;
}

/** The settings of a new or existing API, in a drawer. */
export const useApiForm = <Input>(options: ApiFormOptions<Input>) => {
  const { draft, mutation, toInput, onDone, onClose } = options;
  const { t } = useTranslation('gateway');
  const form = useForm<ApiValues>({
    initialValues: apiValues(draft),
    validate: {
      name: (name) => {
        const problem = nameProblem(name);
        return problem && t(problem);
      },
      pathPrefix: (path) => {
        const problem = pathProblem(path);
        return problem && t(problem);
      },
      upstreamId: (id) => (id === '' ? t('panel:form.required') : null),
      requests: (requests, { limited }) => {
        const problem = limited ? requestsProblem(requests) : null;
        return problem && t(problem);
      },
      burst: (burst, { limited }) => {
        const problem = limited ? burstProblem(burst) : null;
        return problem && t(problem);
      },
    },
  });
  const drawer = useDrawerForm({
    form,
    mutation,
    inItsWords: true,
    toInput: (values: ApiValues) => toInput(apiSettings(values)),
    fields: {
      'gateway.api_name_taken': 'name',
      'gateway.path_taken': 'pathPrefix',
      'gateway.upstream_not_found': 'upstreamId',
    },
    onDone,
    onClose,
  });
  return { form, drawer };
};
