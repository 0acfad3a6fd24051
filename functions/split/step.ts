import * as z from 'zod';
import { writeJsonLines } from '#shared/dataset/json-object.ts';
import { readDocument, readPassages } from '#shared/dataset/read-document.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import type { ConvertedDocument, PageStart } from '#shared/domain/document.ts';
import { contentId, sha256 } from '#shared/domain/hash.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { isSavedPrompts } from '#shared/domain/saved-prompt.ts';
import {
  documentReferenceSchema,
  type PassageSlice,
  passageSliceSchema,
} from '#shared/domain/workflow-state.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { LoadPolicyEngine, PolicyEngine } from '#shared/ports/policy-engine.ts';
import { defineStep } from '#shared/step.ts';
import { countTokens } from './count-tokens.ts';
import { contentOf, savedPassages } from './saved-passages.ts';
import { isContinued, type Piece, splitMarkdown } from './split-markdown.ts';

export interface SplitDependencies {
  readonly dataset: ObjectStore;
  readonly loadPolicyEngine: LoadPolicyEngine;
  readonly now: () => Date;
}

const passagesPerSlice = 8;
/** A slice with all the attempts of a judge takes up to 60 of the 25,000 events of an execution, and each retry three more. */
const maxSlices = 200;

/** Cuts the markdown into passages and redacts them, so that no later step can show a model what policy hides. */
export const splitStep = defineStep({
  name: 'split',
  input: documentReferenceSchema,
  output: z.strictObject({
    slices: z.array(passageSliceSchema),
    /** All of them as one. */
    whole: passageSliceSchema,
    /** Whether the dataset wants its passages asked in batch inference. */
    isInBatches: z.boolean(),
  }),
  run: async ({ dataset, documentId }, dependencies: SplitDependencies) => {
    const keys = documentKeys(dataset, documentId);
    const { document, markdown } = await readDocument(dependencies.dataset, dataset, documentId);
    const engine = await dependencies.loadPolicyEngine(document.settings.policies);
    const isSaved = isSavedPrompts(document);
    const passages = withTimes(
      withIds(
        isSaved
          ? savedPassages(markdown, documentId, engine)
          : toPassages(splitMarkdown(markdown, document.settings.passages), markdown, document, engine),
      ),
      await readPassages(dependencies.dataset, dataset, documentId),
      dependencies.now(),
    );
    await writeJsonLines(dependencies.dataset, keys.passages, passages);
    return {
      slices: toSlices(passages.length),
      whole: { from: 0, to: Math.max(1, passages.length) },
      isInBatches: !isSaved && (document.settings.generator.batch ?? false),
    };
  },
});

type UnnumberedPassage = Omit<Passage, 'id' | 'index' | 'foundAt'>;
type UntimedPassage = Omit<Passage, 'foundAt'>;

/** The title is redacted once, as the last heading above the first passage, and goes with all of them. */
const toPassages = (
  pieces: readonly Piece[],
  markdown: string,
  document: ConvertedDocument,
  engine: PolicyEngine,
): UnnumberedPassage[] => {
  const passages = pieces.map((piece, index) =>
    toPassage(piece, index === 0 ? document.conversion.title : null, markdown, document, engine),
  );
  const title = passages[0]?.title ?? null;
  return passages.map((passage, index) => ({
    ...passage,
    continues: isContinued(pieces, index),
    title,
  }));
};

const toPassage = (
  { headingPath, charStart, charEnd, lead }: Piece,
  title: string | null,
  markdown: string,
  { documentId, conversion }: ConvertedDocument,
  engine: PolicyEngine,
): UnnumberedPassage => {
  const redacted = engine.redactPassage(markdown.slice(charStart, charEnd), {
    headings: title === null ? headingPath : [...headingPath, title],
    lead,
  });
  const headings = redacted.headings.slice(0, headingPath.length);
  const text = redacted.lead + redacted.text;
  return {
    documentId,
    headingPath: headings,
    continues: false,
    title: redacted.headings[headingPath.length] ?? null,
    text,
    leadLength: redacted.lead.length,
    sha256: sha256(JSON.stringify([headings, text])),
    charStart,
    charEnd,
    page: pageAt(charStart, conversion.pages),
    tokens: countTokens(text),
    redactions: redacted.redactions,
    findings: [...redacted.findings],
  };
};

/** Ids depend on content, not on position, so that an edit elsewhere changes none; a repeated passage is counted. */
const withIds = (passages: readonly UnnumberedPassage[]): UntimedPassage[] => {
  const seen = new Map<string, number>();
  return passages.map((passage, index) => {
    const content = passage.saved ? sha256(JSON.stringify(contentOf(passage.saved))) : passage.sha256;
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    return { ...passage, index, id: `psg_${contentId([passage.documentId, content, occurrence])}` };
  });
};

/** What was found before keeps its time, so that a second run changes no byte. */
const withTimes = (passages: readonly UntimedPassage[], before: readonly Passage[], now: Date): Passage[] => {
  const known = new Map(before.map((passage) => [passage.id, passage]));
  return passages.map((passage) => {
    const { id, findings } = passage;
    if (findings.length === 0) return { ...passage, foundAt: null };
    const same = known.get(id);
    const foundAt = same && contentId(same.findings) === contentId(findings) ? same.foundAt : null;
    return { ...passage, foundAt: foundAt ?? now.toISOString() };
  });
};

const pageAt = (offset: number, pages: readonly PageStart[]): number | null =>
  pages.findLast(({ charStart }) => charStart <= offset)?.page ?? null;

const toSlices = (passageCount: number): PassageSlice[] => {
  const size = Math.max(passagesPerSlice, Math.ceil(passageCount / maxSlices));
  const starts = Array.from({ length: Math.ceil(passageCount / size) }, (_, slice) => slice * size);
  return starts.map((from) => ({ from, to: Math.min(from + size, passageCount) }));
};
