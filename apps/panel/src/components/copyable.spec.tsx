import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Copyable } from './copyable';

describe('a value to copy', () => {
  it('can wrap after each slash of a URL, and is read and copied unchanged', () => {
    const address = 'https://localhost:8443/oidc/session/end';
    render(<Copyable text={address} label="Copy" />);

    const code = screen.getByRole('code');
    expect(code).toHaveProperty('textContent', address);
    expect(code.innerHTML).toBe('https://<wbr>localhost:8443/<wbr>oidc/<wbr>session/<wbr>end');
    expect(screen.getByRole('button', { name: 'Copy' })).toBeDefined();
  });
});
