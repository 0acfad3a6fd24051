import type { Table, TableRow } from 'mdast';
import { spanOf } from '#shared/markdown/parse-markdown.ts';
import { asAsked } from '../as-asked.ts';
import { holdsCode } from '../code-text.ts';
import { contentWords, fromGerund, isPlural, lowerFirst, lowerHeading, upperFirst } from '../english.ts';
import { isNounPhrase } from '../noun-phrase.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { isTopic } from '../stands-alone.ts';
import { describes, isAttribute, meaningHeader, measure } from '../table-columns.ts';
import { keyPhrase } from '../table-key.ts';
import { statesFacts } from '../table-shape.ts';
import { cellFacts, tableCells } from '../table-text.ts';
import { asQuestion } from './questions.ts';

/** One question for each row of a table, and one for each of its cells whose column has a clear name. */
export const tables = (section: Section): Proposal[] =>
  section.blocks.flatMap((block) => (block.type === 'table' ? tableProposals(block, section) : []));

interface Cell {
  readonly column: string;
  readonly value: string;
}

interface Row {
  /** The first cell. */
  readonly name: string;
  readonly key: string;
  readonly values: readonly Cell[];
  readonly evidence: readonly string[];
}

const tableProposals = (table: Table, section: Section): Proposal[] => {
  const [header = [], ...cells] = tableCells(table);
  const isGlossary = meaningHeader.test(header[1] ?? '');
  const keyWidth = keyColumns(header, cells);
  if (keyWidth === 0 || !statesFacts(header, cells)) return [];
  const rows = cells.flatMap((row, index): Row[] => {
    const key = keyPhrase(header.slice(0, keyWidth), row, section);
    const values = header.slice(keyWidth).flatMap((column, at) => {
      const value = row[keyWidth + at] ?? '';
      return isValue(value) ? [{ column, value }] : [];
    });
    const source = table.children[index + 1];
    if (
      key === undefined ||
      source === undefined ||
      values.length === 0 ||
      row.some(holdsCode) ||
      /^\p{Ll}/u.test(row[0] ?? '')
    )
      return [];
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
    ...(isGlossary ? meaningProposal(row) : [...rowProposal(row, section), ...cellProposals(row, section)]),
  ]);
};

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
  /[\p{L}\p{N}]/u.test(value) &&
  !/^(?:see|refer to|as above|same as|ditto)\b/i.test(value) &&
  !/^(?:n\/?a|tbd|-+|—)$/i.test(value) &&
  value.split(' ').length <= 60;

const rowQuote = (row: TableRow | undefined, section: Section): string =>
  row === undefined ? '' : section.text.slice(spanOf(row).start, spanOf(row).end);

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
  const [first] = row.values;
  const isCovered =
    row.values.every((cell) => isCellAsked(cell, row)) ||
    (row.values.length === 1 && first !== undefined && isAttribute(first.column));
  if (asked === undefined || isCovered) return [];
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
  if (question !== undefined && row.key.startsWith('for “')) return undefined;
  if (question !== undefined) return `${question.replace(/\?$/, '')} ${row.key.replace(/^when /, 'if ')}?`;
  const columns = row.values.map(({ column }) => column);
  const telling = columns.filter((column) => !describes.test(column));
  if (telling.length < Math.min(2, columns.length)) return undefined;
  if (
    columns.length > 1 &&
    telling.length === columns.length &&
    columns.length <= 3 &&
    columns.every(isAttribute) &&
    columns.some((column) => measure.test(column))
  ) {
    const names = columns.map((column) => lowerHeading(column, section.text));
    return `What are the ${names.slice(0, -1).join(', ')} and ${names.at(-1)} ${row.key}?`;
  }
  if (!isTopic(heading)) return undefined;
  const topic = asAsked(lowerHeading(heading, section.text));
  const applies = `what applies ${row.key.replace(/^for /, 'to ')}`;
  const isActivity = /^\w+ing (?:a|an|the|my|your|our)\b/.test(topic) && fromGerund(topic) !== undefined;
  return isActivity ? `${upperFirst(applies)} when ${topic}?` : `Regarding ${topic}, ${applies}?`;
};

const isCellAsked = ({ column, value }: Cell, row: Row): boolean =>
  isAttribute(column) &&
  !describes.test(column) &&
  value.split(' ').length <= 40 &&
  !/^(?:yes|no|none|not|✓|✔|x)\b/i.test(value) &&
  letters(value) !== letters(row.name) &&
  ((row.values.length === 1 && (/\S \S/.test(column) || measure.test(column))) ||
    (measure.test(column) && value.split(' ').length <= 25 && isNominal(column, value)));

/** A value that a plural can be about: a list, or a number of things. */
const isSeveral = (value: string): boolean => /[,;\d]|\S \+ \S|\S & \S/.test(value);

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A value that can follow "is" as it stands. */
const isNominal = (column: string, value: string): boolean =>
  !/[.!?] \p{Lu}/u.test(value) &&
  (opensNounPhrase.test(value) || (/^\S+$/.test(value) && (measure.test(column) || /[\d_]/.test(value))));

const opensNounPhrase =
  /^(?:[£$€¥~<>≤≥]|\p{N}|(?:about|up to|at least|at most|between|from|over|under|an?|the|one|two|three|four|five|six)\b)/iu;

/** "Formats" under the heading "Supported formats" are the supported formats. */
const fullName = (column: string, { headings }: Section): string => {
  const heading = headings.at(-1) ?? '';
  return heading.toLowerCase().endsWith(` ${column.toLowerCase()}`) &&
    isNounPhrase(heading) &&
    isTopic(heading)
    ? heading
    : column;
};

/** "What is the compensation when the distance of the flight is up to 1,500 km?" */
const cellProposals = (row: Row, section: Section): Proposal[] =>
  row.values.flatMap((cell): Proposal[] => {
    if (!isCellAsked(cell, row)) return [];
    const { column, value } = cell;
    const name = lowerHeading(fullName(column, section), section.text);
    if (contentWords(`${name} ${row.key}`).length < 3) return [];
    if (isPlural(name) && !isSeveral(value)) return [];
    const be = isPlural(name) ? 'are' : 'is';
    const said = /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(value) ? lowerFirst(value, section.text) : value;
    return [
      {
        rule: 'tables',
        question: `What ${be} the ${name} ${row.key}?`,
        answer:
          `${upperFirst(row.key)}, the ${name} ${be}${isNominal(column, value) ? ` ${said}` : `: ${value}`}`.replace(
            /\.?$/,
            '.',
          ),
        evidence: [...row.evidence],
        questionType: 'factual',
        confidence: /\d/.test(value) ? 0.86 : 0.78,
      },
    ];
  });
