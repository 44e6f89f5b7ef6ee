import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import Markdown from './markdown';

const html = (text: string) => render(<Markdown text={text} />).container.innerHTML;

describe(Markdown.name, () => {
  it('draws headings, lists, code, quotes and rules', () => {
    expect(html('# Plan\n- one\n- two\n\n1. first\n> said\n---\n```\na < b\n```\nend')).toBe(
      '<h3>Plan</h3><ul><li>one</li><li>two</li></ul><ol><li>first</li></ol>' +
        '<blockquote><p>said</p></blockquote><hr><pre>a &lt; b</pre><p>end</p>',
    );
  });

  it('draws emphasis, code and links within a line', () => {
    expect(html('**a *b*** ~~c~~ `d*e*` snake_case_name _f_')).toBe(
      '<p><strong>a <em>b</em></strong> <s>c</s> <code>d*e*</code> snake_case_name <em>f</em></p>',
    );
    expect(html('see https://x.io/a_b_c and [this](mailto:a@b.c)')).toContain('href="https://x.io/a_b_c"');
  });

  it('never makes HTML or links that run something', () => {
    expect(html('<img src=x onerror=alert(1)>')).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>');
    expect(html('[go](javascript:alert(1))')).not.toContain('<a');
    expect(html('[go](data:text/html,x)')).not.toContain('<a');
  });
});
