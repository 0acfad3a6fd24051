import type { Action, Finding } from '#shared/domain/finding.ts';
import type { AnyRow } from '#shared/domain/row.ts';

interface FindingCounts {
  /** Spans that matched. One that was hidden in a passage counts once, however many pairs of the passage carry it. */
  readonly matches: number;
  /** Pairs, kept or rejected, with at least one of them. */
  readonly pairs: number;
}

export interface RuleFindings extends FindingCounts {
  readonly pack: string;
  readonly ruleId: string;
  readonly action: Action;
  readonly severity: Finding['severity'];
  /** The kinds of thing found; empty for a rule that is not about entities. */
  readonly entities: readonly string[];
}

export interface DocumentFindings extends FindingCounts {
  readonly sourceUri: string;
  /** Matches by action; an action that never fired is absent. */
  readonly byAction: Readonly<Partial<Record<Action, number>>>;
}

type Mutable<Counts> = { -readonly [Key in keyof Counts]: Counts[Key] };

/** Counts the findings of all rows, by rule and by document. Rows of one document come one after the other. */
export const createFindingCounter = () => {
  const rules = new Map<string, Mutable<RuleFindings>>();
  const documents = new Map<string, Mutable<DocumentFindings>>();
  let source = '';
  let carried = new Set<string>();

  const isNew = (row: AnyRow, finding: Finding): boolean => {
    if (finding.field !== 'passage') return true;
    const span = [row.passage_id, ruleKey(finding), finding.start, finding.end].join(' ');
    if (carried.has(span)) return false;
    carried.add(span);
    return true;
  };

  const count = (row: AnyRow, finding: Finding, rule: Mutable<RuleFindings>): void => {
    const document = entryOf(documents, row.source_uri, () => newDocument(row.source_uri));
    rule.matches += 1;
    document.matches += 1;
    document.byAction = {
      ...document.byAction,
      [finding.action]: (document.byAction[finding.action] ?? 0) + 1,
    };
    if (finding.entity !== null && !rule.entities.includes(finding.entity))
      rule.entities = [...rule.entities, finding.entity].sort();
  };

  return {
    add: (row: AnyRow): void => {
      if (row.source_uri !== source) {
        source = row.source_uri;
        carried = new Set();
      }
      const rulesOfRow = new Set<Mutable<RuleFindings>>();
      for (const finding of row.policy_findings) {
        const rule = entryOf(rules, ruleKey(finding), () => newRule(finding));
        rulesOfRow.add(rule);
        if (isNew(row, finding)) count(row, finding, rule);
      }
      for (const rule of rulesOfRow) rule.pairs += 1;
      const document = documents.get(row.source_uri);
      if (document && rulesOfRow.size > 0) document.pairs += 1;
    },
    byRule: (): RuleFindings[] =>
      [...rules.values()].sort((a, b) => b.matches - a.matches || (ruleKey(a) < ruleKey(b) ? -1 : 1)),
    byDocument: (): DocumentFindings[] =>
      [...documents.values()].sort((a, b) => b.matches - a.matches || (a.sourceUri < b.sourceUri ? -1 : 1)),
  };
};

const ruleKey = ({
  pack,
  ruleId,
  action,
  severity,
}: Pick<Finding, 'pack' | 'ruleId' | 'action' | 'severity'>): string =>
  [pack, ruleId, action, severity].join(' ');

const entryOf = <Entry>(entries: Map<string, Entry>, key: string, create: () => Entry): Entry => {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const created = create();
  entries.set(key, created);
  return created;
};

const newRule = ({ pack, ruleId, action, severity }: Finding): Mutable<RuleFindings> => ({
  pack,
  ruleId,
  action,
  severity,
  entities: [],
  matches: 0,
  pairs: 0,
});

const newDocument = (sourceUri: string): Mutable<DocumentFindings> => ({
  sourceUri,
  byAction: {},
  matches: 0,
  pairs: 0,
});
