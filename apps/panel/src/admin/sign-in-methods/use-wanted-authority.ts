import type { SignInMethodRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useSearchParams } from 'react-router';

const parts = ['configure', 'ca', 'key'] as const;

/**
 * Opened from a refusal event: opens the method and names the CA certificate to upload. It is not prefilled, because
 * the client did not send it.
 */
export const useWantedAuthority = (methods: readonly SignInMethodRecord[] | undefined) => {
  const { t } = useTranslation('administration');
  const [query, setQuery] = useSearchParams();
  const method = methods?.find(({ id }) => id === query.get('configure'));
  const [name, key] = [query.get('ca'), query.get('key')];
  return {
    open: method ? ({ kind: 'configure', method } as const) : null,
    notice:
      name === null
        ? null
        : { title: t('help.upload_title', { name }), text: t('help.upload_text', { key: key ?? '–' }) },
    end: (): void => {
      if (!query.has('configure')) return;
      const next = new URLSearchParams(query);
      for (const part of parts) next.delete(part);
      setQuery(next, { replace: true });
    },
  };
};
