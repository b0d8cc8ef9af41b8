import type { UseFormReturnType } from '@mantine/form';
import type { ErrorCode } from '@postern/contracts';
import type { UseMutationResult } from '@tanstack/react-query';
import { useFormProblem } from './use-form-problem';
import type { FieldOf } from './use-form-problem';

export interface DrawerFormOptions<Values, Input, Answer> {
  readonly form: Pick<UseFormReturnType<Values & object>, 'isDirty' | 'onSubmit' | 'reset' | 'setErrors' | 'values'>;
  readonly mutation: Pick<UseMutationResult<Answer, unknown, Input>, 'isPending' | 'mutate'>;
  /** What is sent for what was filled in. */
  readonly toInput: (values: Values) => Input;
  /** Which field each code is about. */
  readonly fields?: Partial<Readonly<Record<ErrorCode, FieldOf>>>;
  /** Says besides what the server said of a field, in English. */
  readonly inItsWords?: boolean;
  /** Called when the form is empty and closed again. */
  readonly onDone: (answer: Answer, values: Values) => void;
  readonly onClose: () => void;
}

/** What every form in a drawer does: sends itself once, shows what was refused, and is empty when it opens the next time. */
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
