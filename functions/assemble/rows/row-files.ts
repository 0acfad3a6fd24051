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
import { jsonLinesFile, parquetFile } from './version-files.ts';

/** The files of a version that have rows, fed row by row. */
export interface RowFiles {
  append(row: AnyRow): Promise<void>;
  /** Enters into the audit trail what policy found in the passages of a document. */
  appendFindings(document: Document, passages: readonly Passage[]): Promise<void>;
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

  const appendKept = async (row: Row): Promise<void> => {
    await parquet[row.split === 'validation' ? 'validation' : 'train'].append(row);
    for (const { split, toRecord, file } of jsonLines) {
      const record = split === row.split ? toRecord(row) : undefined;
      if (record) await file.append(record);
    }
  };

  return {
    append: async (row) => {
      await (isRejected(row) ? parquet.rejected.append(row) : appendKept(row));
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
        audit,
      ];
      const finished: ManifestFile[] = [];
      for (const file of files) finished.push(await file.finish());
      return finished;
    },
  };
};
