import { act, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { showLanguage, startI18n } from './i18n';
import { useTranslation } from './use-translation';

const Words = () => {
  const { t, i18n } = useTranslation('widget');
  return (
    <p lang={i18n.language}>
      {t('form.submit')} {t('common:action.retry')}
    </p>
  );
};

describe('the texts on a page', () => {
  beforeEach(() => startI18n({ language: 'en', namespaces: ['widget'] }));

  it('change with the language, together with the document’s `lang`', async () => {
    render(<Words />);
    expect(screen.getByText('Sign in Try again')).toBeDefined();

    await act(() => showLanguage('fr'));

    expect(screen.getByText('Se connecter Réessayer')).toBeDefined();
    expect(document.documentElement.lang).toBe('fr');
  });

  it('use the last requested language if requests overlap', async () => {
    render(<Words />);

    await act(() => Promise.all([showLanguage('de'), showLanguage('es')]));

    expect(screen.getByText('Iniciar sesión Reintentar')).toBeDefined();
  });
});
