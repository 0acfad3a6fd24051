import { addCoverage, countCoverage } from '#shared/dataset/count-coverage.ts';
import { countPairs } from '#shared/dataset/count-pairs.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { ManifestDocument } from '#shared/domain/manifest.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected, isSaved } from '#shared/domain/row.ts';
import type { FinishedDocument } from './finished-document.ts';

/** One document's entry in the manifest, counted over its rows as they stand in this version. */
export const manifestDocument = (
  { document, outcome, rejections }: FinishedDocument,
  rows: readonly AnyRow[],
  passages: readonly Passage[],
): ManifestDocument => {
  const { documentId, sourceUri, sha256, bytes } = document;
  if (document.status === 'rejected')
    return { status: 'rejected', documentId, sourceUri, sha256, bytes, rejection: document.rejection };

  const uncovered = [
    ...rejections.filter(({ subject }) => subject === 'passage'),
    ...emptiedByAssembly(rows, rejections),
  ];
  const sections = countCoverage(outcome.sections, rows);
  const { prompts: _, ...conversion } = document.conversion;
  return {
    status: 'processed',
    documentId,
    sourceUri,
    sha256,
    bytes,
    settings: contentId(document.settings),
    conversion: {
      ...conversion,
      title: passages[0]?.title ?? null,
      pages: conversion.pages.length,
    },
    pairs: countPairs(rows),
    coverage: addCoverage(sections),
    sections,
    usage: outcome.usage,
    shortfall: outcome.shortfall,
    uncovered,
  };
};

/** Passages whose last kept pair the assembly of the whole dataset has kept out. */
const emptiedByAssembly = (rows: readonly AnyRow[], rejections: readonly Rejection[]): Rejection[] => {
  const explained = rejections.flatMap((rejection) =>
    rejection.subject === 'passage' ? [rejection.passageId] : [],
  );
  const covered = rows.filter((row) => !isRejected(row)).map((row) => row.passage_id);
  const accounted = new Set([...explained, ...covered]);
  const emptied = rows.filter(
    (row) =>
      isRejected(row) &&
      !isSaved(row) &&
      row.policy_decision !== 'rejected' &&
      !accounted.has(row.passage_id),
  );
  const byPassage = new Map(emptied.map((row) => [row.passage_id, row]));
  return [...byPassage.values()].map((row) => ({
    subject: 'passage',
    passageId: row.passage_id,
    headingPath: row.heading_path,
    reason: 'all-pairs-rejected',
    detail: 'Seen over the whole dataset, none of its pairs is in this version; the rejected rows say why.',
  }));
};
