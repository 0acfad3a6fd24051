import { countPairs } from '#shared/dataset/count-pairs.ts';
import { writeJson, writeJsonLines } from '#shared/dataset/json-object.ts';
import { assignSplit, sectionOf } from '#shared/domain/assign-split.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { documentId } from '#shared/domain/document.ts';
import { noGuardrailUsage } from '#shared/domain/guardrail.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { type Row, rowSchema } from '#shared/domain/row.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { createRandom } from '../synthetic-rows.ts';

const settings = datasetSettingsSchema.parse({});
const passagesPerDocument = 10;
const vocabulary = 20_000;

/** What the document workflow leaves of many documents, and the results of the map that ran it. */
export const writeSyntheticDataset = async (
  store: ObjectStore,
  dataset: string,
  { documents, rowsPerDocument }: { readonly documents: number; readonly rowsPerDocument: number },
): Promise<void> => {
  for (let number = 0; number < documents; number += 1)
    await writeDocument(store, dataset, number, rowsPerDocument);
  await writeJson(store, `${datasetKeys(dataset).results('bench')}/manifest.json`, {
    ResultFiles: { FAILED: [] },
  });
};

const writeDocument = async (store: ObjectStore, dataset: string, number: number, rowCount: number) => {
  const sourceKey = `${dataset}/rules-${number}.md`;
  const id = documentId(sourceKey);
  const keys = documentKeys(dataset, id);
  const { sentence, below } = createProse(number + 1);
  const passages = Array.from({ length: passagesPerDocument }, (_, index): Passage => {
    const text = `${Array.from({ length: 8 }, () => sentence(15)).join('. ')}.`;
    const hash = sha256(`${id} ${index} ${text}`);
    return {
      id: `psg_${hash.slice(0, 16)}`,
      documentId: id,
      index,
      headingPath: [sentence(3), sentence(4)],
      continues: false,
      title: `Rules ${number}`,
      text,
      leadLength: 0,
      sha256: hash,
      charStart: index * 1000,
      charEnd: index * 1000 + text.length,
      page: null,
      tokens: 200,
      redactions: [],
      findings: [],
      foundAt: null,
    };
  });
  const sourceUri = store.uri(sourceKey);
  const rows = Array.from({ length: rowCount }, (_, index): Row => {
    const passage = passages[index % passagesPerDocument] as Passage;
    const evidence = passage.text.slice(0, 150);
    return {
      finetuning_data_element_id: `qa_${sha256(`${id} ${index}`).slice(0, 16)}`,
      messages: [
        { role: 'user', content: `What ${sentence(11)}?` },
        { role: 'assistant', content: `${evidence} ${sentence(30)}.` },
      ],
      source_uri: sourceUri,
      source_sha256: sha256(id),
      page: null,
      heading_path: passage.headingPath,
      char_start: passage.charStart,
      char_end: passage.charEnd,
      passage_id: passage.id,
      evidence: [evidence],
      evidence_spans: [{ passage_id: passage.id, start: 0, end: evidence.length, turn: 0 }],
      reasoning: [],
      question_type: below(50) === 0 ? 'unanswerable' : 'factual',
      audience: null,
      fact_ids: [],
      generator: 'extractive',
      model_id: null,
      prompt_version: 'rules-1',
      policy_decision: 'pass',
      policy_findings: [],
      scores: { grounding: 1, judge: null },
      split: assignSplit(id, passage.headingPath, 0.1),
      created_at: new Date(1_795_000_000_000 + number * 1000 + index),
    };
  });

  const source = `${JSON.stringify({
    status: 'converted',
    documentId: id,
    dataset,
    sourceKey,
    sourceUri,
    sha256: sha256(id),
    bytes: 10_000,
    settings,
    conversion: {
      format: 'md',
      engine: 'mdast-util-from-markdown',
      title: `Rules ${number}`,
      pages: [],
      repairs: [],
      warnings: [],
      fidelity: 1,
      fidelityParts: {
        text: 1,
        original: 1,
        pages: null,
        cells: null,
        layout: null,
        characters: 1,
        words: 1,
        ocr: null,
        lines: 1,
      },
    },
  })}\n`;
  await store.write(keys.document, source);
  await writeJsonLines(store, keys.passages, passages);
  await writeJsonLines(store, keys.rejections, []);
  const shards: Record<string, string> = {};
  for (const kind of ['train', 'validation'] as const) {
    const members = rows.filter(({ split }) => split === kind);
    if (members.length === 0) continue;
    const bytes = await parquetBytes(rowSchema, members);
    await store.write(keys.shard(kind), bytes);
    shards[kind] = sha256(bytes);
  }
  const sections = new Map(passages.map(({ headingPath }) => [sectionOf(headingPath), headingPath]));
  const counts = { passages: 1, covered: 1, facts: 0, coveredFacts: 0 };
  await writeJson(store, keys.outcome, {
    documentId: id,
    sourceUri,
    madeOf: sha256(source),
    status: 'processed',
    pairs: countPairs(rows),
    coverage: { ...counts, passages: passagesPerDocument, covered: passagesPerDocument },
    sections: [...sections.values()].map((headingPath) => ({ headingPath, ...counts })),
    usage: { generator: noUsage, judge: noUsage, ocr: noUsage },
    shortfall: { generator: noUsage, judge: noUsage },
    policies: ['quality@1'],
    rulesNotRun: [],
    detection: ['balanced'],
    guarding: { guardrails: [], passagesWithout: passagesPerDocument, usage: noGuardrailUsage },
    shards,
  });
};

/** Words by rank, the low ranks often, as in prose; each text of its own. */
const createProse = (seed: number) => {
  const below = createRandom(seed * 7919);
  const word = (): string => {
    const share = below(1_000_000) / 1_000_000;
    return `w${Math.floor(vocabulary ** share).toString(36)}${'aeiou'[Math.floor(share * 5)]}`;
  };
  return { below, sentence: (length: number) => Array.from({ length }, word).join(' ') };
};
