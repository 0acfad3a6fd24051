import type { Action, Finding } from '#shared/domain/finding.ts';
import type { Passage } from '#shared/domain/passage.ts';
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

/** Counts all findings, by rule and by document. The passages of a document come first, then its rows, one after the other. */
export const createFindingCounter = () => {
  const rules = new Map<string, Mutable<RuleFindings>>();
  const documents = new Map<string, Mutable<DocumentFindings>>();
  let source = '';
  let counted = new Set<string>();

  const enter = (sourceUri: string): void => {
    if (sourceUri === source) return;
    source = sourceUri;
    counted = new Set();
  };

  /** What was hidden in a passage is carried by each of its pairs. */
  const isNew = (passageId: string, finding: Finding): boolean => {
    if (finding.field !== 'passage') return true;
    const span = [passageId, ruleKey(finding), finding.start, finding.end].join(' ');
    if (counted.has(span)) return false;
    counted.add(span);
    return true;
  };

  const count = (passageId: string, finding: Finding): Mutable<RuleFindings> => {
    const rule = entryOf(rules, ruleKey(finding), () => newRule(finding));
    if (!isNew(passageId, finding)) return rule;
    const document = entryOf(documents, source, () => newDocument(source));
    rule.matches += 1;
    document.matches += 1;
    document.byAction = {
      ...document.byAction,
      [finding.action]: (document.byAction[finding.action] ?? 0) + 1,
    };
    if (finding.entity !== null && !rule.entities.includes(finding.entity))
      rule.entities = [...rule.entities, finding.entity].sort();
    return rule;
  };

  return {
    addPassages: (sourceUri: string, passages: readonly Pick<Passage, 'id' | 'findings'>[]): void => {
      enter(sourceUri);
      for (const { id, findings } of passages) for (const finding of findings) count(id, finding);
    },
    add: (row: AnyRow): void => {
      enter(row.source_uri);
      const rulesOfRow = new Set(row.policy_findings.map((finding) => count(row.passage_id, finding)));
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
