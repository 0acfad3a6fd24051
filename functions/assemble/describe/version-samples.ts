import { type AnyRow, isRejected, type RejectedRow, type Row } from '#shared/domain/row.ts';
import { createFindingCounter, type DocumentFindings, type RuleFindings } from './count-findings.ts';
import { createShapeCounter, type RowShape } from './row-shape.ts';

/** What the report and the card show of the rows of a version: a bounded draw, and counts over all of them. */
export interface VersionSamples {
  /** At most `keptPerType` rows of each question type, of as many documents. */
  readonly kept: readonly Row[];
  /** At most `rejectedPerReason` rows of each first reason. */
  readonly rejected: readonly RejectedRow[];
  readonly findingsByRule: readonly RuleFindings[];
  readonly findingsByDocument: readonly DocumentFindings[];
  /** The kept rows by what they are like. */
  readonly shape: RowShape;
}

export interface Sampler {
  /** Comes before the rows of the document: what was found where no pair was made counts as well. */
  addPassages: ReturnType<typeof createFindingCounter>['addPassages'];
  /** Rows of one document come one after the other. */
  add(row: AnyRow): void;
  samples(): VersionSamples;
}

const keptPerType = 8;
const rejectedPerReason = 5;

/** Draws while the rows of a version stream by, so that memory does not grow with the rows. */
export const createSampler = (): Sampler => {
  const kept = createDraw<Row>(keptPerType);
  const rejected = createDraw<RejectedRow>(rejectedPerReason);
  const findings = createFindingCounter();
  const shape = createShapeCounter();
  let source = '';
  let typesOfSource = new Set<string>();

  const addKept = (row: Row): void => {
    shape.add(row);
    if (typesOfSource.has(row.question_type)) return;
    typesOfSource.add(row.question_type);
    kept.offer(row.question_type, row);
  };

  return {
    addPassages: findings.addPassages,
    add: (row) => {
      if (row.source_uri !== source) {
        source = row.source_uri;
        typesOfSource = new Set();
      }
      findings.add(row);
      if (isRejected(row)) rejected.offer(row.rejection_reasons[0]?.reason ?? 'unstated', row);
      else addKept(row);
    },
    samples: () => ({
      kept: kept.drawn(),
      rejected: rejected.drawn(),
      findingsByRule: findings.byRule(),
      findingsByDocument: findings.byDocument(),
      shape: shape.shape(),
    }),
  };
};

/** A pair's id is a hash of its content, so the smallest ids of a group are a fair draw, and the same in every run. */
const createDraw = <Member extends Row>(perGroup: number) => {
  const groups = new Map<string, Member[]>();
  return {
    offer: (group: string, row: Member): void => {
      const drawn = [...(groups.get(group) ?? []), row].sort(byId);
      groups.set(group, drawn.slice(0, perGroup));
    },
    drawn: (): Member[] => [...groups.values()].flat().sort(byId),
  };
};

const byId = (a: Row, b: Row): number =>
  a.finetuning_data_element_id < b.finetuning_data_element_id ? -1 : 1;
