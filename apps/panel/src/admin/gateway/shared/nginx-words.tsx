import { useTranslation } from '@postern/i18n';
import { problemOf } from '../../../api/problem-of';
import { CodeBlock } from '../../../components/code-block';

/** Nginx's error output, if it caused the refusal. */
export const nginxWords = (error: unknown): string | null =>
  error ? (problemOf(error).errors?.find(({ path }) => path === 'nginx')?.message ?? null) : null;

/** The same, to read and copy; renders nothing for other errors. */
export const NginxWords = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation('gateway');
  const words = nginxWords(error);
  if (words === null) return null;
  return <CodeBlock label={t('apis.applying.nginx_label')} copyLabel={t('apis.applying.copy')} code={words} />;
};
