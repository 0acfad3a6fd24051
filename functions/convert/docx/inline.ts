import type { ElementContent } from 'hast';
import { namesCode } from '../code-style-name.ts';
import { element, footnoteReference, math, text } from '../hast.ts';
import { ommlToLatex } from '../math/omml-to-latex.ts';
import type { Relationship } from '../ooxml/open-package.ts';
import { pageMarkInside } from '../page-marks.ts';
import { childOf, descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { isPageBreak, type PageBreaks } from './page-breaks.ts';
import { isMonospacedFont } from './styles.ts';

export interface InlineContent {
  readonly nodes: ElementContent[];
  /** Text boxes and charts anchored here; their content stands after the paragraph. */
  readonly boxes: XmlElement[];
  readonly charts: XmlElement[];
  /** Whether all of the text is set in a typewriter face. */
  isMonospaced: boolean;
  /** The page that begins in front of the text. */
  startsPage: number | null;
}

interface Field {
  instruction: string;
  isResult: boolean;
  readonly nodes: ElementContent[];
}

const wrappers = new Set(
  'w:ins w:moveTo w:smartTag w:customXml w:sdt w:sdtContent w:dir w:bdo w:subDoc'.split(' '),
);

interface InlineSettings {
  readonly isStyleMonospaced: boolean;
  /** Whether a character style is set in a typewriter face. */
  readonly isMonospacedStyle: (id: string) => boolean;
  readonly pages: PageBreaks | null;
}

/** The runs of a paragraph: text with its marks, links, fields, formulas, notes and pictures. */
export const readInline = (
  paragraph: XmlElement,
  relationships: Map<string, Relationship>,
  { isStyleMonospaced, isMonospacedStyle, pages }: InlineSettings,
): InlineContent => {
  const content: InlineContent = { nodes: [], boxes: [], charts: [], isMonospaced: true, startsPage: null };
  const fields: Field[] = [];
  let hasText = false;

  const target = (): ElementContent[] => fields.at(-1)?.nodes ?? content.nodes;

  const walk = (parent: XmlElement, into: () => ElementContent[]): void => {
    for (const node of elementsOf(parent)) {
      if (node.name === 'w:r') readRun(node, into);
      else if (wrappers.has(node.name)) walk(node, into);
      else if (node.name === 'w:hyperlink') {
        const inner: ElementContent[] = [];
        walk(node, () => inner);
        const url = relationships.get(node.attributes['r:id'] ?? '')?.target;
        into().push(...(url ? [element('a', inner, { href: url })] : inner));
      } else if (node.name === 'w:fldSimple') {
        const inner: ElementContent[] = [];
        walk(node, () => inner);
        into().push(...linked(node.attributes['w:instr'] ?? '', inner));
      } else if (node.name === 'm:oMath') pushMath(node, false, into);
      else if (node.name === 'm:oMathPara') {
        for (const formula of elementsOf(node, 'm:oMath')) pushMath(formula, true, into);
      }
    }
  };

  const pushMath = (formula: XmlElement, display: boolean, into: () => ElementContent[]): void => {
    const latex = ommlToLatex(formula);
    if (latex) into().push(math(latex, display));
    hasText ||= latex !== '';
    content.isMonospaced = false;
  };

  const readRun = (run: XmlElement, into: () => ElementContent[]): void => {
    const properties = childOf(run, 'w:rPr');
    if (isOn(properties, 'w:vanish')) return;
    const pieces: ElementContent[] = [];
    const isCode = childOf(properties, 'w:rFonts')
      ? isMonospacedFont(properties)
      : isStyleMonospaced || isCodeStyled(properties) || isMonospacedStyle(characterStyle(properties));
    const flush = (): void => {
      if (pieces.some((piece) => piece.type === 'text' && piece.value.trim() !== '')) {
        hasText = true;
        pages?.sawText();
        if (!isCode) content.isMonospaced = false;
      }
      const said = marked(pieces.splice(0), properties, isCode);
      const field = fields.at(-1);
      if (!field || field.isResult) into().push(...said);
    };
    for (const node of elementsOf(run)) {
      if (node.name === 'w:fldChar') {
        flush();
        turnField(node.attributes['w:fldCharType'], into);
      } else if (node.name === 'w:instrText') {
        const field = fields.at(-1);
        if (field) field.instruction += xmlText(node);
      } else if (isPageBreak(node) || node.name === 'w:lastRenderedPageBreak') {
        flush();
        turnPage(isPageBreak(node) ? 'author' : 'layout', into);
      } else readPiece(node, pieces);
    }
    flush();
  };

  const turnPage = (by: 'author' | 'layout', into: () => ElementContent[]): void => {
    pages?.turn(by);
    const start = pages?.takeStart() ?? null;
    if (start === null) return;
    if (hasText) into().push(element('quarry-page', [text(pageMarkInside(start))], { page: start }));
    else content.startsPage = start;
  };

  const turnField = (type: string | undefined, into: () => ElementContent[]): void => {
    const field = fields.at(-1);
    if (type === 'begin') fields.push({ instruction: '', isResult: false, nodes: [] });
    else if (type === 'separate' && field) field.isResult = true;
    else if (type === 'end' && field) {
      fields.pop();
      (into === target ? target() : into()).push(...linked(field.instruction, field.nodes));
    }
  };

  const readPiece = (node: XmlElement, pieces: ElementContent[]): void => {
    switch (node.name) {
      case 'w:t':
        pieces.push(text(xmlText(node)));
        break;
      case 'w:tab':
      case 'w:ptab':
        pieces.push(text('\t'));
        break;
      case 'w:br':
      case 'w:cr':
        pieces.push(element('br'));
        break;
      case 'w:noBreakHyphen':
        pieces.push(text('-'));
        break;
      case 'w:sym':
        pieces.push(text(symbolOf(node)));
        break;
      case 'w:footnoteReference':
        pieces.push(footnoteReference(node.attributes['w:id'] ?? ''));
        break;
      case 'w:endnoteReference':
        pieces.push(footnoteReference(`end-${node.attributes['w:id'] ?? ''}`));
        break;
      case 'w:ruby':
        for (const run of elementsOf(childOf(node, 'w:rubyBase'), 'w:r'))
          for (const child of elementsOf(run)) readPiece(child, pieces);
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        readDrawing(node, pieces);
        break;
      case 'mc:AlternateContent': {
        const choice = childOf(node, 'mc:Choice') ?? childOf(node, 'mc:Fallback');
        for (const child of elementsOf(choice)) readPiece(child, pieces);
        break;
      }
    }
  };

  const readDrawing = (drawing: XmlElement, pieces: ElementContent[]): void => {
    content.boxes.push(...outermostBoxes(drawing));
    content.charts.push(...descendantsOf(drawing, 'c:chart'));
    const described =
      descendantsOf(drawing, 'wp:docPr')[0]?.attributes ??
      descendantsOf(drawing, 'v:imagedata')[0]?.attributes;
    const alt = described?.descr ?? described?.['o:title'] ?? '';
    if (alt.trim()) pieces.push(element('img', [], { alt }));
  };

  walk(paragraph, target);
  while (fields.length > 0) {
    const field = fields.pop();
    target().push(...(field?.nodes ?? []));
  }
  content.isMonospaced &&= hasText;
  return content;
};

const outermostBoxes = (drawing: XmlElement): XmlElement[] =>
  elementsOf(drawing).flatMap((child) => {
    if (child.name === 'w:txbxContent') return [child];
    if (child.name !== 'mc:AlternateContent') return outermostBoxes(child);
    return outermostBoxes(childOf(child, 'mc:Choice') ?? childOf(child, 'mc:Fallback') ?? child);
  });

const linked = (instruction: string, nodes: ElementContent[]): ElementContent[] => {
  const url = /^\s*HYPERLINK\s+(?:"([^"]+)"|(\S+))/.exec(instruction);
  const href = url?.[1] ?? url?.[2];
  return href && !href.startsWith('\\') ? [element('a', nodes, { href })] : nodes;
};

export const isOn = (properties: XmlElement | undefined, name: string): boolean => {
  const toggle = childOf(properties, name);
  return toggle !== undefined && !/^(0|false|off|none)$/.test(toggle.attributes['w:val'] ?? '');
};

const characterStyle = (properties: XmlElement | undefined): string =>
  childOf(properties, 'w:rStyle')?.attributes['w:val'] ?? '';

const isCodeStyled = (properties: XmlElement | undefined): boolean => namesCode(characterStyle(properties));

const marked = (
  nodes: ElementContent[],
  properties: XmlElement | undefined,
  isMonospaced: boolean,
): ElementContent[] => {
  if (nodes.length === 0 || !properties) return nodes;
  if ((isMonospaced || isCodeStyled(properties)) && nodes.every((node) => node.type === 'text')) {
    return [element('code', nodes)];
  }
  let marks = nodes;
  const style = characterStyle(properties);
  if (isOn(properties, 'w:strike') || isOn(properties, 'w:dstrike')) marks = [element('del', marks)];
  if (isOn(properties, 'w:i') || /^emphasis$/i.test(style)) marks = [element('em', marks)];
  if (isOn(properties, 'w:b') || /^strong$/i.test(style)) marks = [element('strong', marks)];
  const script = scripts[childOf(properties, 'w:vertAlign')?.attributes['w:val'] ?? ''];
  return script ? [element(script, marks)] : marks;
};

const scripts: Record<string, 'sup' | 'sub'> = { superscript: 'sup', subscript: 'sub' };

/** Symbol fonts put their glyphs in the private use area from F000; below lies the character of the font's table. */
const symbolOf = (node: XmlElement): string => {
  const code = Number.parseInt(node.attributes['w:char'] ?? '', 16);
  if (!Number.isFinite(code)) return '';
  const low = code & 0xff;
  if (code < 0xf000 || code > 0xf0ff) return String.fromCodePoint(code);
  return { 167: '▪', 183: '•', 216: '➢', 252: '✓', 224: '→', 251: '✗', 168: '☐', 254: '☑' }[low] ?? '';
};
