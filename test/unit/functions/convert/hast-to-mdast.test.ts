import fc from 'fast-check';
import type { ElementContent } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import { describe, expect, it } from 'vitest';
import { element, root, text } from '../../../../functions/convert/hast.ts';
import { hastToMdast } from '../../../../functions/convert/markdown/hast-to-mdast.ts';

const leaf = fc.oneof(
  fc.constantFrom('a', ' ', '  b\n', '\n', ' c ', '', 'd').map(text),
  fc.constantFrom('br', 'img', 'hr', 'input').map((name) => element(name)),
);

const tree = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc
      .tuple(
        fc.constantFrom(...'p div span b em del a h2 ul ol li blockquote code pre section label'.split(' ')),
        fc.array(tie('node'), { maxLength: 5 }),
      )
      .map(([name, children]) => element(name, children, name === 'a' ? { href: 'x' } : {})),
  ),
})).node;

describe('hastToMdast', () => {
  it('makes the same of any tree as the library whose handlers it uses', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (children) => {
        expect(hastToMdast(root(children), {})).toEqual(toMdast(root(children)));
      }),
      { numRuns: 500 },
    );
  });

  it('takes a time that grows with the length of a line, not with its square', () => {
    const children = Array.from({ length: 60_000 }, () => element('i'));
    expect(hastToMdast(root([...children, text('end')]), {}).children).toHaveLength(60_001);
  });
});
