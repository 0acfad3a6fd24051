import { latexCharacter, latexFunction } from '../ooxml/latex-symbols.ts';
import { descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';

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

const toLatex = (node: XmlElement): string => {
  const read = readers[node.name.slice(node.name.indexOf(':') + 1)];
  return read ? read(node) : childrenOf(node);
};

const readers: Record<string, (node: XmlElement) => string> = {
  annotation: () => '',
  'annotation-xml': () => '',
  mi: (node) => latexFunction(token(node)),
  mn: token,
  mo: (node) => {
    const sign = xmlText(node).trim();
    return /^[{}]$/.test(sign) ? `\\${sign}` : token(node);
  },
  mtext: (node) => `\\text{${xmlText(node)}}`,
  mfrac: (node) => `\\frac${argument(node, 0)}${argument(node, 1)}`,
  msqrt: (node) => `\\sqrt{${childrenOf(node).trim()}}`,
  mroot: (node) => `\\sqrt[${argument(node, 1).slice(1, -1)}]${argument(node, 0)}`,
  msup: (node) => `${base(node)}^${argument(node, 1)}`,
  msub: (node) => `${base(node)}_${argument(node, 1)}`,
  msubsup: (node) => `${base(node)}_${argument(node, 1)}^${argument(node, 2)}`,
  munder: (node) => `${base(node)}_${argument(node, 1)}`,
  mover: (node) => `${base(node)}^${argument(node, 1)}`,
  munderover: (node) => `${base(node)}_${argument(node, 1)}^${argument(node, 2)}`,
  mtable: (node) =>
    `\\begin{matrix}${elementsOf(node)
      .map((row) => elementsOf(row).map(toLatex).join(' & '))
      .join('\\\\')}\\end{matrix}`,
};
