import { descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { latexCharacter, latexFunction } from './latex-symbols.ts';

/** A formula in MathML as LaTeX: from its TeX annotation if it has one, else from its elements. */
export const mathmlToLatex = (formula: XmlElement): string => {
  const annotation = [
    ...descendantsOf(formula, 'annotation'),
    ...descendantsOf(formula, 'math:annotation'),
  ].find(({ attributes }) => /tex/i.test(attributes.encoding ?? ''));
  return (annotation ? xmlText(annotation) : childrenOf(formula)).replace(/ +/g, ' ').trim();
};

const childrenOf = (node: XmlElement): string => elementsOf(node).map(toLatex).join('');
const argument = (node: XmlElement, index: number): string => {
  const child = elementsOf(node)[index];
  return child ? `{${toLatex(child).trim()}}` : '{}';
};
const base = (node: XmlElement): string => {
  const child = elementsOf(node)[0];
  return child ? toLatex(child).trim() : '';
};
const token = (node: XmlElement): string => [...xmlText(node).trim()].map(latexCharacter).join('');

/** What follows the name of a function must not run into it. */
const named = (name: string): string => {
  const command = latexFunction(name);
  return command === name ? name : `${command} `;
};

const toLatex = (node: XmlElement): string => {
  const read = readers[node.name.slice(node.name.indexOf(':') + 1)];
  return read ? read(node) : childrenOf(node);
};

const readers: Record<string, (node: XmlElement) => string> = {
  annotation: () => '',
  'annotation-xml': () => '',
  mi: (node) => named(token(node)),
  mn: token,
  mo: (node) => {
    const sign = xmlText(node).trim();
    return /^[{}]$/.test(sign) ? `\\${sign}` : named(token(node));
  },
  mtext: (node) => (xmlText(node).trim() === '' ? ' ' : `\\text{${xmlText(node)}}`),
  mspace: () => ' ',
  mphantom: () => '',
  mfrac: (node) =>
    `${/^0(?:[a-z%]*)$/.test(node.attributes.linethickness ?? '') ? '\\genfrac{}{}{0pt}{}' : '\\frac'}${argument(node, 0)}${argument(node, 1)}`,
  msqrt: (node) => `\\sqrt{${childrenOf(node).trim()}}`,
  mroot: (node) => `\\sqrt[${argument(node, 1).slice(1, -1)}]${argument(node, 0)}`,
  msup: (node) => `${base(node)}^${argument(node, 1)}`,
  msub: (node) => `${base(node)}_${argument(node, 1)}`,
  msubsup: (node) => `${base(node)}_${argument(node, 1)}^${argument(node, 2)}`,
  munder: (node) => accented(node, accentsBelow, '_'),
  mover: (node) => accented(node, accentsAbove, '^'),
  mfenced: (node) =>
    `${node.attributes.open ?? '('}${elementsOf(node)
      .map(toLatex)
      .join(node.attributes.separators ?? ',')}${node.attributes.close ?? ')'}`,
  munderover: (node) => `${base(node)}_${argument(node, 1)}^${argument(node, 2)}`,
  mtable: (node) =>
    `\\begin{matrix}${elementsOf(node)
      .map((row) => elementsOf(row).map(toLatex).join(' & '))
      .join('\\\\')}\\end{matrix}`,
};

const accentsAbove: Record<string, string> = {
  '^': '\\hat',
  ˆ: '\\hat',
  '~': '\\tilde',
  '˜': '\\tilde',
  '\u0302': '\\hat',
  '\u0303': '\\tilde',
  '\u0304': '\\bar',
  '\u0307': '\\dot',
  '\u20D7': '\\vec',
  '¯': '\\overline',
  '‾': '\\overline',
  '→': '\\vec',
  '.': '\\dot',
  '˙': '\\dot',
  '¨': '\\ddot',
  '⏞': '\\overbrace',
};
const accentsBelow: Record<string, string> = { _: '\\underline', '⏟': '\\underbrace' };

const accented = (node: XmlElement, accents: Record<string, string>, script: '^' | '_'): string => {
  const sign = elementsOf(node)[1];
  const accent = sign && accents[xmlText(sign).trim()];
  return accent ? `${accent}${argument(node, 0)}` : `${base(node)}${script}${argument(node, 1)}`;
};
