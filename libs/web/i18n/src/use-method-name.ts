import { useTranslation } from './use-translation';

/**
 * Names of sign-in methods. One that a method was given by Postern itself is said in the language of the page; one that an
 * administrator wrote stays as it is.
 */
export const useMethodName = (): ((name: string) => string) => {
  const { t } = useTranslation('common');
  return (name) => t(`method_name.${name}` as 'method_name.Username and password', { defaultValue: name });
};
