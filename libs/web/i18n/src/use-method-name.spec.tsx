import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { startI18n } from './i18n';
import { useMethodName } from './use-method-name';

const Name = ({ children }: { readonly children: string }) => <p>{useMethodName()(children)}</p>;

describe('the name of a sign-in method', () => {
  it('is said in the language of the page when Postern gave it', async () => {
    await startI18n({ language: 'de', namespaces: [] });

    render(<Name>Username and password</Name>);

    expect(screen.getByText('Benutzername und Passwort')).toBeDefined();
  });

  it.each(['Partner PKI', 'errors: all of them', 'common:loading', 'count', ''])(
    'stays as an administrator wrote it: “%s”',
    async (name) => {
      await startI18n({ language: 'de', namespaces: [] });

      const { container } = render(<Name>{name}</Name>);

      expect(container.textContent).toBe(name);
    },
  );
});
