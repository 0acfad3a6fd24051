import type { Table, TableRow } from 'mdast';
import { spanOf } from '#shared/markdown/parse-markdown.ts';
import { asAsked } from '../as-asked.ts';
import { fromGerund, isPlural, lowerFirst, lowerHeading, tagsOf, upperFirst } from '../english.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { isTopic } from '../stands-alone.ts';
import { cellFacts, tableCells } from '../table-text.ts';
import { asQuestion } from './questions.ts';

/** One question for each row of a table, and one for each of its cells whose column has a clear name. */
export const tables = (section: Section): Proposal[] =>
  section.blocks.flatMap((block) => (block.type === 'table' ? tableProposals(block, section) : []));

interface Row {
  /** The first cell. */
  readonly name: string;
  readonly key: string;
  readonly values: readonly { column: string; value: string }[];
  readonly evidence: readonly string[];
}

const tableProposals = (table: Table, section: Section): Proposal[] => {
  const [header = [], ...cells] = tableCells(table);
  const isGlossary = meaningHeader.test(header[1] ?? '');
  const keyWidth = keyColumns(header, cells);
  if (keyWidth === 0 || header.some((column) => placeholderHeader.test(column))) return [];
  const rows = cells.flatMap((row, index): Row[] => {
    const key = keyPhrase(header.slice(0, keyWidth), row, section);
    const values = header.slice(keyWidth).flatMap((column, at) => {
      const value = row[keyWidth + at] ?? '';
      return isValue(value) ? [{ column, value }] : [];
    });
    const source = table.children[index + 1];
    if (key === undefined || source === undefined || values.length === 0) return [];
    return [
      {
        name: row[0] ?? '',
        key,
        values,
        evidence: [rowQuote(table.children[0], section), rowQuote(source, section)].filter(
          (quote) => quote !== '',
        ),
      },
    ];
  });
  return rows.flatMap((row) => [
    ...(isGlossary ? meaningProposal(row) : rowProposal(row, section)),
    ...cellProposals(row, section),
  ]);
};

const placeholderHeader =
  /^(?:(?:column|header|heading|col|field|cell|table|unnamed:?|n°|no\.?|nr\.?|#)?[ _]?[A-Z\d]{0,2}|\d+([.,]\d+)*)$/i;

/** How many columns it takes to tell the rows apart: one or two; 0 when two do not suffice or cells are empty. */
const keyColumns = (header: readonly string[], rows: readonly string[][]): number => {
  if (header.length < 2 || rows.length === 0 || header[0] === '') return 0;
  for (const width of [1, 2]) {
    const keys = rows.map((row) => row.slice(0, width).join('\u0000'));
    const isFull = rows.every((row) =>
      row
        .slice(0, width)
        .every((cell) => /[\p{L}\p{N}]/u.test(cell) && cell.length <= 60 && !/ - |\.{3}/.test(cell)),
    );
    if (isFull && new Set(keys).size === rows.length && width < header.length) return width;
  }
  return 0;
};

const isValue = (value: string): boolean =>
  /[\p{L}\p{N}]/u.test(value) && !/^(?:n\/?a|tbd|-+|—)$/i.test(value) && value.split(' ').length <= 60;

const rowQuote = (row: TableRow | undefined, section: Section): string =>
  row === undefined ? '' : section.text.slice(spanOf(row).start, spanOf(row).end);

const plainHeaders =
  /^(?:name|item|type|field|feature|step|term|key|parameter|option|property|argument|command|attribute|variable|setting|product|model|topic|category|code|id|service|task|stage|subject|what|event|situation|case|action|description|purpose)s?$/i;

/** "for the Light fare", "when the distance of the flight is up to 1,500 km", "for Bag drop opens". */
const keyPhrase = (
  columns: readonly string[],
  row: readonly string[],
  section: Section,
): string | undefined => {
  const parts = columns.map((column, index) => keyPart(column, row[index] ?? '', section));
  return parts.some((part) => part === undefined)
    ? undefined
    : parts
        .join(' and ')
        .replace(/ and when /, ' and ')
        .replace(/ and for /, ' and ');
};

const keyPart = (column: string, value: string, section: Section): string | undefined => {
  if (/^\d+$/.test(value) || /[?:]$/.test(value)) return undefined;
  const name = lowerHeading(column, section.text);
  const isPlainWord = /^\p{L}+$/u.test(column) && !/s$/.test(column);
  if (plainHeaders.test(column)) return `for ${isIdentifier(value) ? value : `“${value}”`}`;
  if (isPlainWord && /^\p{Lu}[\p{L}-]+$/u.test(value)) return `for the ${value} ${name}`;
  if (!isNounPhrase(column)) return `for “${value}”`;
  return isQuantity(value)
    ? `when the ${name} is ${/^\p{Lu}\p{Ll}+ /u.test(value) ? lowerFirst(value, '') : value}`
    : `for the ${name} ${isIdentifier(value) ? value : `“${value}”`}`;
};

const isQuantity = (value: string): boolean =>
  /\d/.test(value) &&
  /^(?:up to|over|under|above|below|between|from|at|less|more|[£$€<>≤≥]|\d+[\d,.]*\s?[\p{L}%°–-])/iu.test(
    value,
  );

/** Written as code or as a name, so that it stands in a question without quotation marks. */
const isIdentifier = (value: string): boolean =>
  /^[\p{Lu}\p{N}`_.\-\w]*[\p{N}_\-.\p{Lu}][\w.-]*$/u.test(value) ||
  /^(?:\p{Lu}[\p{L}\d-]* ?){2,4}$/u.test(value);

const isNounPhrase = (column: string): boolean => {
  if (column.split(' ').length > 6 || !/^\p{L}/u.test(column) || /[?:/]/.test(column)) return false;
  if (/\b(?:until|after|within|from|before|to|at|of|for|in|on|by|with|is|are)$/i.test(column)) return false;
  const terms = tagsOf(
    column
      .toLowerCase()
      .replace(/\(.*\)/, '')
      .trim(),
  );
  if (terms[0]?.tags.has('Preposition')) return false;
  const isClause = terms.some(
    ({ tags, word }, index) =>
      tags.has('Pronoun') || (index > 0 && tags.has('Verb') && !/(?:ed|ing)$/.test(word)),
  );
  return !isClause;
};

const meaningHeader = /^(?:meaning|definition|long form|full form|stands for|full name|explanation)$/i;

const meaningProposal = ({ name, values: [meaning], evidence }: Row): Proposal[] =>
  meaning === undefined
    ? []
    : [
        {
          rule: 'tables',
          question: `What does “${name}” mean?`,
          answer: `“${name}” means “${meaning.value.replace(/\.$/, '')}”.`,
          evidence: [...evidence],
          questionType: 'definition',
          confidence: 0.85,
        },
      ];

const rowProposal = (row: Row, section: Section): Proposal[] => {
  const asked = rowQuestion(row, section.headings.at(-1) ?? '', section);
  const only = row.values.length === 1 ? row.values[0] : undefined;
  if (asked === undefined || (only !== undefined && isCellAsked(only.column, only.value))) return [];
  return [
    {
      rule: 'tables',
      question: asked,
      answer: `${upperFirst(row.key)}: ${cellFacts(row.values)}.`,
      evidence: [...row.evidence],
      questionType: 'factual',
      confidence: row.values.length > 1 ? 0.8 : 0.74,
    },
  ];
};

const rowQuestion = (row: Row, heading: string, section: Section): string | undefined => {
  const question = asQuestion(heading);
  if (question !== undefined) return `${question.replace(/\?$/, '')} ${row.key.replace(/^when /, 'if ')}?`;
  const columns = row.values.map(({ column }) => column);
  if (columns.length > 1 && columns.length <= 3 && columns.every(isAttribute)) {
    const names = columns.map((column) => lowerHeading(column, section.text));
    return `What are the ${names.slice(0, -1).join(', ')} and ${names.at(-1)} ${row.key}?`;
  }
  if (!isTopic(heading)) return undefined;
  const topic = asAsked(lowerHeading(heading, section.text));
  const applies = `what applies ${row.key.replace(/^for /, 'to ')}`;
  const isActivity = /^\w+ing (?:a|an|the|my|your|our)\b/.test(topic) && fromGerund(topic) !== undefined;
  return isActivity ? `${upperFirst(applies)} when ${topic}?` : `Regarding ${topic}, ${applies}?`;
};

/** A column that names a property, not a place, a year or a class that the rows are crossed with. */
const isAttribute = (column: string): boolean =>
  isNounPhrase(column) &&
  !/\d|\b\p{Lu}$|^\p{Lu}[\p{L}]+ and \p{Lu}|\(/u.test(column) &&
  (measure.test(column) || !tagsOf(column).some(({ tags }) => tags.has('ProperNoun') || tags.has('Place')));

const measure =
  /\b(?:fee|price|cost|rate|amount|limit|allowance|weight|size|charge|compensation|refund|deadline|time|date|period|duration|number|version|address|capacity|distance|area|population|height|length|width|speed|salary|budget|revenue|default|value|format|language|country|city|currency|owner|author|licen[cs]e|dose|frequency|range|status|level|score|result|method|size|unit|description|purpose|meaning|function|type|role|requirement|percentage|share|total|tax|maximum|minimum)s?\b/i;

const isCellAsked = (column: string, value: string): boolean =>
  isAttribute(column) &&
  value.split(' ').length <= (measure.test(column) ? 25 : 8) &&
  !/^(?:yes|no|none|not|✓|✔|x)\b/i.test(value) &&
  !/[.!?] \p{Lu}/u.test(value) &&
  (opensNounPhrase.test(value) || (/^\S+$/.test(value) && (measure.test(column) || /[\d_]/.test(value))));

const opensNounPhrase =
  /^(?:[£$€¥~<>≤≥]|\p{N}|(?:about|up to|at least|at most|between|from|over|under|an?|the|one|two|three|four|five|six)\b)/iu;

/** "What is the compensation when the distance of the flight is up to 1,500 km?" */
const cellProposals = (row: Row, section: Section): Proposal[] =>
  row.values.flatMap(({ column, value }): Proposal[] => {
    if (!isCellAsked(column, value)) return [];
    const name = lowerHeading(column, section.text).replace(/\s*\(.*\)$/, '');
    const be = isPlural(name) ? 'are' : 'is';
    const said = /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(value) ? lowerFirst(value, section.text) : value;
    return [
      {
        rule: 'tables',
        question: `What ${be} the ${name} ${row.key}?`,
        answer: `${upperFirst(row.key)}, the ${name} ${be} ${said}`.replace(/\.?$/, '.'),
        evidence: [...row.evidence],
        questionType: 'factual',
        confidence: /\d/.test(value) ? 0.86 : 0.78,
      },
    ];
  });
