import type { ElementContent } from 'hast';
import { codeBlock, element, isElement, text, textOf } from './hast.ts';

/** Slides have no listings: paragraphs that are nothing but code stand as one. */
export const joinCode = (blocks: ElementContent[]): ElementContent[] => {
  const isCode = (node: ElementContent): boolean =>
    isElement(node, 'p') &&
    node.children.length > 0 &&
    node.children.every((child) => isElement(child, 'code', 'br'));
  const joined: ElementContent[] = [];
  let lines: string[] = [];
  for (const block of [...blocks, null]) {
    if (block && isCode(block)) {
      lines.push(
        (block as { children: ElementContent[] }).children
          .map((child) => (isElement(child, 'br') ? '\n' : textOf(child)))
          .join(''),
      );
      continue;
    }
    const code = lines.join('\n');
    if (lines.length > 0)
      joined.push(isListing(code) ? codeBlock(code) : element('p', [element('code', [text(code)])]));
    lines = [];
    if (block) joined.push(block);
  }
  return joined;
};

/** One word in a typewriter face is a name, not a listing. */
const isListing = (code: string): boolean => /\n|[{}();=<>]|\w \S+ \S/.test(code);
