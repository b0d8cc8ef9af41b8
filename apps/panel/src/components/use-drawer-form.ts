import type { UseFormReturnType } from '@mantine/form';
import type { ErrorCode } from '@postern/contracts';
import type { UseMutationResult } from '@tanstack/react-query';
import { useFormProblem } from './use-form-problem';
import type { FieldOf } from './use-form-problem';

export interface DrawerFormOptions<Values, Input, Answer> {
  readonly form: Pick<UseFormReturnType<Values & object>, 'isDirty' | 'onSubmit' | 'reset' | 'setErrors' | 'values'>;
  readonly mutation: Pick<UseMutationResult<Answer, unknown, Input>, 'isPending' | 'mutate'>;
  /** Sends the form's values. */
  readonly toInput: (values: Values) => Input;
  /** The field that each error code is about. */
  readonly fields?: Partial<Readonly<Record<ErrorCode, FieldOf>>>;
  /** Also shows the server's English message for a field. */
  readonly inItsWords?: boolean;
  /** Called when the form has been reset and closed. */
  readonly onDone: (answer: Answer, values: Values) => void;
  readonly onClose: () => void;
}

/** Common behaviour of forms in a drawer: submits once, shows errors, and starts empty next time. */
export const useDrawerForm = <Values, Input, Answer>(options: DrawerFormOptions<Values, Input, Answer>) => {
  const { form, mutation, toInput, fields, inItsWords, onDone, onClose } = options;
  const problem = useFormProblem(form, fields, inItsWords);
  const close = (): void => {
    onClose();
    form.reset();
    problem.clear();
  };
  const onSubmit = form.onSubmit((values) => {
    problem.clear();
    mutation.mutate(toInput(values), {
      onSuccess: (answer) => {
        close();
        onDone(answer, values);
      },
      onError: problem.show,
    });
  });
  return { dirty: form.isDirty(), pending: mutation.isPending, error: problem.error, onSubmit, onClose: close };
};
