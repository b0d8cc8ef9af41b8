import { describe, expect, it } from 'vitest';
import { html } from './html.js';

describe('html', () => {
  it('escapes what is put in', () => {
    expect(html`<p title="${'"><script>'}">${"Ada & 'Bob'"}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">Ada &amp; &#39;Bob&#39;</p>',
    );
  });

  it('does not escape its own output again, lists included', () => {
    expect(html`<ul>${['<', '>'].map((item) => html`<li>${item}</li>`)}</ul>`.text).toBe(
      '<ul><li>&lt;</li><li>&gt;</li></ul>',
    );
  });

  it('renders nothing for absent values', () => {
    expect(html`a${null}${undefined}b`.text).toBe('ab');
  });
});
