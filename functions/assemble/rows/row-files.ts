import type { datasetKeys, ShardKind } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import type { Document } from '#shared/domain/document.ts';
import type { ManifestFile } from '#shared/domain/manifest.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { type AnyRow, isRejected, type Row, versionSchemas } from '#shared/domain/row.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { auditPassage, auditRow } from './audit.ts';
import { bedrockRecord } from './formats/bedrock.ts';
import { openaiRecord } from './formats/openai.ts';
import { preferenceRecord } from './formats/preferences.ts';
import { jsonLinesFile, parquetFile, type VersionFile } from './version-files.ts';

/** The files of a version that have rows, fed row by row. */
export interface RowFiles {
  /** `failedResponse` is what a person has corrected, where the row is such a correction. */
  append(row: AnyRow, failedResponse?: string): Promise<void>;
  /** Enters into the audit trail what policy found in the passages of a document. */
  appendFindings(document: Document, passages: readonly Passage[]): Promise<void>;
  /** Enters what it found in a row, of which the version may show less. */
  appendFindingsOf(row: AnyRow): Promise<void>;
  finish(): Promise<ManifestFile[]>;
}

const records = { bedrock: bedrockRecord, openai: openaiRecord };

export const rowFiles = (
  store: ObjectStore,
  keys: ReturnType<ReturnType<typeof datasetKeys>['version']>,
  { formats, mode }: Pick<DatasetSettings, 'formats' | 'mode'>,
): RowFiles => {
  const schemas = versionSchemas[mode];
  const parquet = {
    train: parquetFile(store, keys.parquet('train'), schemas.kept),
    validation: parquetFile(store, keys.parquet('validation'), schemas.kept),
    rejected: parquetFile(store, keys.parquet('rejected'), schemas.rejected),
  } satisfies Record<ShardKind, unknown>;
  const audit = jsonLinesFile(store, keys.audit);
  const jsonLines = formats.flatMap((format) =>
    (['train', 'validation'] as const).map((split) => ({
      split,
      toRecord: records[format],
      file: jsonLinesFile(store, keys.jsonLines(split, format)),
    })),
  );

  /** Files that a version has only where somebody has corrected an answer. */
  const preferences = new Map<string, VersionFile<unknown>>();
  const preferencesOf = (split: 'train' | 'validation'): VersionFile<unknown> => {
    const file = preferences.get(split) ?? jsonLinesFile(store, keys.preferences(split));
    preferences.set(split, file);
    return file;
  };

  const appendKept = async (row: Row, failedResponse: string | undefined): Promise<void> => {
    const kept = row.split === 'validation' ? 'validation' : 'train';
    await parquet[kept].append(row);
    if (failedResponse !== undefined) await preferencesOf(kept).append(preferenceRecord(row, failedResponse));
    for (const { split, toRecord, file } of jsonLines) {
      const record = split === row.split ? toRecord(row) : undefined;
      if (record) await file.append(record);
    }
  };

  return {
    append: (row, failedResponse) =>
      isRejected(row) ? parquet.rejected.append(row) : appendKept(row, failedResponse),
    appendFindingsOf: async (row) => {
      for (const line of auditRow(row)) await audit.append(line);
    },
    appendFindings: async (document, passages) => {
      for (const line of passages.flatMap((passage) => auditPassage(document, passage)))
        await audit.append(line);
    },
    finish: async () => {
      const files = [
        parquet.train,
        parquet.validation,
        parquet.rejected,
        ...jsonLines.map(({ file }) => file),
        ...preferences.values(),
        audit,
      ];
      const finished: ManifestFile[] = [];
      for (const file of files) finished.push(await file.finish());
      return finished;
    },
  };
};
