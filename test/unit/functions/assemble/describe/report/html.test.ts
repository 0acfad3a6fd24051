import * as fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { html } from '../../../../../../functions/assemble/describe/report/html.ts';

describe('html', () => {
  it('shows any text as it is, between tags and in an attribute', () => {
    const visible = fc.string({ unit: 'grapheme' }).filter((text) => !/(?![\t\n])\p{Cc}/u.test(text));
    fc.assert(
      fc.property(visible, (text) => {
        const { document } = parseHTML(html`<p title="${text}">${text}</p>`.markup);
        expect(document.querySelector('p')?.textContent).toBe(text);
        expect(document.querySelector('p')?.getAttribute('title')).toBe(text);
      }),
    );
  });

  it('keeps markup that it made itself, and joins lists', () => {
    expect(html`<ul>${['<a>', 'b'].map((item) => html`<li>${item}</li>`)}</ul>`.markup).toBe(
      '<ul><li>&lt;a&gt;</li><li>b</li></ul>',
    );
  });

  it('leaves out what is absent, but not zero', () => {
    expect(html`${null}${undefined}${false}${0}`.markup).toBe('0');
  });

  it('names characters that would turn the direction of the text or control the terminal', () => {
    expect(html`${'pay \u202E001\u2069 \u001B[2J'}`.markup).toBe('pay [U+202E]001[U+2069] [U+001B][2J');
  });
});
