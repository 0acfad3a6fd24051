import { addUsage, noUsage, type Usage } from '#shared/domain/usage.ts';
import type { PageReaderFor } from '#shared/ports/page-reader.ts';

/** Readers that are paid are asked nothing: the pages that they would have read are counted. Free ones read as ever. */
export const unaskedPageReaders = (readerFor: PageReaderFor) => {
  const unread: Usage[] = [];
  const pageReaderFor: PageReaderFor = async (settings) => {
    const reader = await readerFor(settings);
    if (reader === undefined || reader.usdPerPage === 0) return reader;
    const { usdPerPage: usd } = reader;
    return {
      ...reader,
      read: async () => {
        unread.push({ ...noUsage, calls: 1, usd });
        const detail = 'a dry run pays for no page';
        return { status: 'failed', reason: 'reader-failed', detail, usage: noUsage };
      },
    };
  };
  return {
    pageReaderFor,
    /** A call for each page that was not read, at its price; the tokens of a model are not known before. */
    unreadPages: () => addUsage(unread),
  };
};
