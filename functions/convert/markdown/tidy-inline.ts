import type { Root as MarkdownRoot, PhrasingContent } from 'mdast';
import { toString as plain } from 'mdast-util-to-string';

type Marked = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' }>;
type Parent = { children: PhrasingContent[] };

const isMarked = (node: { type: string }): node is Marked =>
  node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete';

/**
 * Mends emphasis as word processors leave it: neighbours of one kind become one, white space moves out of the mark, an
 * empty mark goes, and a mark that Markdown could only say with character references is dropped in favour of its text.
 */
export const tidyInline = (tree: MarkdownRoot | Parent, around: readonly string[] = []): void => {
  const parent = tree as { type?: string } & Parent;
  const redundant = parent.type === 'heading' && parent.children.length === 1 ? wholeHeadingMarks : around;
  parent.children = parent.children.flatMap((child) => withoutMarks(child, redundant));
  for (const child of parent.children)
    if ('children' in child) tidyInline(child as Parent, isMarked(child) ? [...around, child.type] : around);
  if (!parent.children.some(isMarked)) return;
  parent.children = dropFragile(joinTexts(hoistSpaces(joinMarks(parent.children))));
};

const wholeHeadingMarks = ['strong', 'emphasis'];

/** A mark inside one of its own kind adds nothing, nor does one around a whole heading. */
const withoutMarks = (node: PhrasingContent, redundant: readonly string[]): PhrasingContent[] =>
  isMarked(node) && redundant.includes(node.type)
    ? node.children.flatMap((child) => withoutMarks(child, redundant))
    : [node];

const joinMarks = (nodes: PhrasingContent[]): PhrasingContent[] => {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    const gap = last?.type === 'text' && /^ +$/.test(last.value) ? joined.at(-2) : undefined;
    if (last && isMarked(node) && last.type === node.type) last.children.push(...node.children);
    else if (gap && last && isMarked(node) && gap.type === node.type) {
      gap.children.push(last, ...node.children);
      joined.pop();
    } else joined.push(node);
  }
  return joined;
};

const hoistSpaces = (nodes: PhrasingContent[]): PhrasingContent[] =>
  nodes.flatMap((node) => {
    if (!isMarked(node)) return [node];
    const content = plain(node);
    if (content.trim() === '' && !node.children.some((child) => child.type === 'image'))
      return [...node.children];
    const before: PhrasingContent[] = [];
    const after: PhrasingContent[] = [];
    const first = node.children[0];
    if (first?.type === 'break') before.push(node.children.shift() as PhrasingContent);
    const last = node.children.at(-1);
    if (last?.type === 'break') after.push(node.children.pop() as PhrasingContent);
    const head = node.children[0];
    if (head?.type === 'text' && /^\s/.test(head.value)) {
      before.push({ type: 'text', value: ' ' });
      head.value = head.value.trimStart();
    }
    const tail = node.children.at(-1);
    if (tail?.type === 'text' && /\s$/.test(tail.value)) {
      after.unshift({ type: 'text', value: ' ' });
      tail.value = tail.value.trimEnd();
    }
    node.children = node.children.filter((child) => child.type !== 'text' || child.value !== '');
    return [...before, node, ...after];
  });

const joinTexts = (nodes: PhrasingContent[]): PhrasingContent[] => {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.type === 'text' && node.type === 'text') last.value += node.value;
    else joined.push(node);
  }
  return joined;
};

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** CommonMark 0.31, 6.2: a delimiter run between a word and punctuation opens or closes nothing. */
const dropFragile = (nodes: PhrasingContent[]): PhrasingContent[] =>
  nodes.flatMap((node, index) => {
    if (!isMarked(node)) return [node];
    const content = plain(node);
    const before = plain(nodes[index - 1] ?? { type: 'text', value: '' }).at(-1);
    const after = plain(nodes[index + 1] ?? { type: 'text', value: '' }).at(0);
    const opens = !isWord(before) || isWord(content.at(0));
    const closes = !isWord(after) || isWord(content.at(-1));
    const isIntraword = node.type === 'emphasis' && (isWord(before) || isWord(after));
    return opens && closes && !isIntraword ? [node] : node.children;
  });
