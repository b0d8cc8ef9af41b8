import { startI18n } from '@postern/i18n';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { TextField } from './text-field';

describe('a text field', () => {
  beforeAll(() => startI18n({ language: 'en', namespaces: [] }));

  it('is described by its error', () => {
    render(<TextField label="Username" error="Fill this in" />);

    const input = screen.getByRole('textbox', { name: 'Username' });
    const description = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toContain('Fill this in');
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('shows a password when asked, and hides it again', async () => {
    render(<TextField label="Password" type="password" />);
    const reveal = screen.getByRole('button', { name: 'Show password' });

    await userEvent.click(reveal);
    expect(screen.getByLabelText('Password').getAttribute('type')).toBe('text');
    expect(reveal.getAttribute('aria-pressed')).toBe('true');

    await userEvent.click(reveal);
    expect(screen.getByLabelText('Password').getAttribute('type')).toBe('password');
  });
});
