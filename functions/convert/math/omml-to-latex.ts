import { childOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { latexCharacter, latexFunction } from './latex-symbols.ts';

/** A formula of Office (ECMA-376 part 1, 22.1) as LaTeX. What it does not know it passes through as its content. */
export const ommlToLatex = (formula: XmlElement): string => contentOf(formula).replace(/ +/g, ' ').trim();

const contentOf = (node: XmlElement | undefined): string => elementsOf(node).map(toLatex).join('');
const part = (node: XmlElement, name: string): string => contentOf(childOf(node, name)).trim();
const group = (node: XmlElement, name: string): string => `{${part(node, name)}}`;
const value = (node: XmlElement, ...path: string[]): string | undefined =>
  childOf(node, ...path)?.attributes['m:val'];

const toLatex = (node: XmlElement): string => readers[node.name]?.(node) ?? '';

const readers: Record<string, (node: XmlElement) => string> = {
  'm:r': (node) => {
    const plain = elementsOf(node, 'm:t').map(xmlText).join('');
    if (value(node, 'm:rPr', 'm:nor') !== undefined || childOf(node, 'm:rPr', 'm:nor'))
      return `\\text{${plain}}`;
    return [...plain].map(latexCharacter).join('');
  },
  'm:f': (node) => {
    const kind = value(node, 'm:fPr', 'm:type');
    if (kind === 'noBar') return `\\genfrac{}{}{0pt}{}${group(node, 'm:num')}${group(node, 'm:den')}`;
    if (kind === 'lin') return `${part(node, 'm:num')}/${part(node, 'm:den')}`;
    return `\\frac${group(node, 'm:num')}${group(node, 'm:den')}`;
  },
  'm:sSup': (node) => `${part(node, 'm:e')}^${group(node, 'm:sup')}`,
  'm:sSub': (node) => `${part(node, 'm:e')}_${group(node, 'm:sub')}`,
  'm:sSubSup': (node) => `${part(node, 'm:e')}_${group(node, 'm:sub')}^${group(node, 'm:sup')}`,
  'm:sPre': (node) => `{}_${group(node, 'm:sub')}^${group(node, 'm:sup')}${part(node, 'm:e')}`,
  'm:rad': (node) => {
    const degree = part(node, 'm:deg');
    return degree ? `\\sqrt[${degree}]${group(node, 'm:e')}` : `\\sqrt${group(node, 'm:e')}`;
  },
  'm:nary': (node) => {
    const sign = latexCharacter(value(node, 'm:naryPr', 'm:chr') ?? '∫').trim();
    const low = part(node, 'm:sub');
    const high = part(node, 'm:sup');
    return `${sign}${low && `_{${low}}`}${high && `^{${high}}`}${group(node, 'm:e')}`;
  },
  'm:d': (node) => {
    const open = value(node, 'm:dPr', 'm:begChr') ?? '(';
    const close = value(node, 'm:dPr', 'm:endChr') ?? ')';
    const inner = elementsOf(node, 'm:e').map((each) => contentOf(each).trim());
    return `\\left${fence(open)}${inner.join(latexCharacter(value(node, 'm:dPr', 'm:sepChr') ?? '|'))}\\right${fence(close)}`;
  },
  'm:func': (node) => {
    const name = part(node, 'm:fName');
    return `${latexFunction(name)}${/^[([\\]/.test(part(node, 'm:e')) ? part(node, 'm:e') : group(node, 'm:e')}`;
  },
  'm:limLow': (node) => `${latexFunction(part(node, 'm:e'))}_${group(node, 'm:lim')}`,
  'm:limUpp': (node) => `${latexFunction(part(node, 'm:e'))}^${group(node, 'm:lim')}`,
  'm:acc': (node) =>
    `${accents[value(node, 'm:accPr', 'm:chr') ?? '\u0302'] ?? '\\hat'}${group(node, 'm:e')}`,
  'm:bar': (node) =>
    `${value(node, 'm:barPr', 'm:pos') === 'bot' ? '\\underline' : '\\overline'}${group(node, 'm:e')}`,
  'm:groupChr': (node) =>
    `${value(node, 'm:groupChrPr', 'm:pos') === 'top' ? '\\overbrace' : '\\underbrace'}${group(node, 'm:e')}`,
  'm:borderBox': (node) => `\\boxed${group(node, 'm:e')}`,
  'm:eqArr': (node) => {
    const [first = '', ...others] = elementsOf(node, 'm:e').map(contentOf);
    if (others.length === 0) return numbered(first);
    return `\\begin{array}{c}${[first, ...others].join('\\\\')}\\end{array}`;
  },
  'm:m': (node) => {
    const rows = elementsOf(node, 'm:mr').map((row) => elementsOf(row, 'm:e').map(contentOf).join(' & '));
    return `\\begin{matrix}${rows.join('\\\\')}\\end{matrix}`;
  },
  'm:oMath': contentOf,
  'm:e': contentOf,
  'm:box': (node) => part(node, 'm:e'),
  'm:phant': (node) => part(node, 'm:e'),
  'w:ins': contentOf,
};

/** Word sets the number of an equation behind a `#` in an array of one row. */
const numbered = (equation: string): string =>
  equation.replace(/\s*\\#\s*(?:\\left)?\((.+?)(?:\\right)?\)\s*$/, ' \\tag{$1}');

const fence = (character: string): string => {
  if (character === '') return '.';
  if (character === '{' || character === '}') return `\\${character}`;
  return (
    {
      '⌈': '\\lceil ',
      '⌉': '\\rceil ',
      '⌊': '\\lfloor ',
      '⌋': '\\rfloor ',
      '⟨': '\\langle ',
      '⟩': '\\rangle ',
      '\u3008': '\\langle ',
      '\u3009': '\\rangle ',
      '\u2329': '\\langle ',
      '\u232A': '\\rangle ',
      '‖': '\\|',
    }[character] ?? character
  );
};

const accents: Record<string, string> = {
  '\u0302': '\\hat',
  '\u0303': '\\tilde',
  '\u0304': '\\bar',
  '\u0305': '\\overline',
  '\u0307': '\\dot',
  '\u0308': '\\ddot',
  '\u030C': '\\check',
  '\u0306': '\\breve',
  '\u0300': '\\grave',
  '\u0301': '\\acute',
  '\u20D7': '\\vec',
  '\u20D6': '\\overleftarrow',
};
