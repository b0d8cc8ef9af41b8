import { render } from '@testing-library/react';
import type { ErrorCode } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { useErrorText } from './error-text';
import { addNamespaces, startI18n } from './i18n';
import { panelFiles } from './panel-files';

const Title = ({ code }: { readonly code: ErrorCode }) => <p>{useErrorText()(code).title}</p>;
const titleOf = (code: ErrorCode): string | null => render(<Title code={code} />).container.textContent;

describe('the text for an error', () => {
  it('comes from the namespace that everyone loads', async () => {
    await startI18n({ language: 'en', namespaces: ['errors'], files: panelFiles });

    expect(titleOf('sign_in_method.not_found')).toBe('This sign-in method does not exist');
  });

  it('comes from the administrators’ namespace once it is loaded', async () => {
    await startI18n({ language: 'en', namespaces: ['errors'], files: panelFiles });
    await addNamespaces(['administration-errors']);

    expect(titleOf('credential.in_use')).toBe('This credential is in use');
    expect(titleOf('client.method_conflict')).toBe('Two ways to authenticate at once');
    expect(titleOf('client.not_found')).toBe('This application does not exist');
  });
});
