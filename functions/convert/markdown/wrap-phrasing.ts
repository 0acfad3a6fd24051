import type { BlockContent, Delete, Link, Nodes, PhrasingContent, RootContent } from 'mdast';

const phrasing = new Set(
  'break delete emphasis footnoteReference image imageReference inlineCode inlineMath link linkReference strong text'.split(
    ' ',
  ),
);

const isPhrasing = (node: Nodes): boolean => phrasing.has(node.type);

/** Whether a list of nodes holds a block, at any depth. */
export const holdsBlocks = (nodes: readonly Nodes[]): boolean =>
  nodes.some((node) => !isPhrasing(node) || ('children' in node && holdsBlocks(node.children)));

/** Makes a paragraph of each run of phrasing between blocks; a link or a deletion around blocks moves into them. */
export const wrapPhrasing = (nodes: readonly RootContent[]): BlockContent[] =>
  runsOf(
    nodes,
    (run) =>
      run.every((node) => node.type === 'text' && node.value.trim() === '')
        ? []
        : [{ type: 'paragraph', children: withoutOuterBreaks(run) }],
    (block) => block,
  );

const runsOf = (
  nodes: readonly RootContent[],
  ofRun: (run: PhrasingContent[]) => BlockContent[],
  ofBlock: (block: BlockContent) => BlockContent,
): BlockContent[] => {
  const blocks: BlockContent[] = [];
  let run: PhrasingContent[] = [];
  const closeRun = (): void => {
    if (run.length > 0) for (const block of ofRun(run)) blocks.push(block);
    run = [];
  };
  for (const node of nodes.flatMap(parted)) {
    if (isPhrasing(node)) run.push(node as PhrasingContent);
    else {
      closeRun();
      blocks.push(ofBlock(node as BlockContent));
    }
  }
  closeRun();
  return blocks;
};

const parted = (node: RootContent): RootContent[] =>
  (node.type === 'link' || node.type === 'delete') && holdsBlocks(node.children)
    ? runsOf(
        node.children,
        (run) => [{ ...node, children: run } as unknown as BlockContent],
        (block) => inside(node, block),
      )
    : [node];

const inside = (mark: Link | Delete, block: BlockContent): BlockContent =>
  'children' in block
    ? ({ ...block, children: [{ ...mark, children: block.children }] } as BlockContent)
    : { ...block };

const withoutOuterBreaks = (nodes: PhrasingContent[]): PhrasingContent[] => {
  const start = nodes.findIndex(({ type }) => type !== 'break');
  const end = nodes.findLastIndex(({ type }) => type !== 'break');
  return start < 0 ? [] : nodes.slice(start, end + 1);
};
