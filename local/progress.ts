import { sourceKeys } from '#shared/domain/dataset-keys.ts';
import { failureMessage } from '#shared/domain/failure-message.ts';
import type { ExecutionListener } from './asl/execution-event.ts';
import type { EventEntry } from './asl/services.ts';

export interface Progress {
  readonly onDocumentEvent: (sourceKey: string, event: Parameters<ExecutionListener>[0]) => void;
  readonly onAnnouncement: (entry: EventEntry) => void;
  /** OCR takes seconds for a page, so it is heard of page by page. */
  readonly onPage: (
    sourceKey: string,
    progress: { readonly index: number; readonly ofPages: number },
  ) => void;
  /** Removes the line that says what is under way. */
  stop(): void;
}

/**
 * Shows a run while it runs: a line for every finished document and, on a terminal, one that says what is under way.
 * Written to a pipe or a file it is a plain log.
 */
export const showProgress = (output: NodeJS.WriteStream): Progress => {
  const underWay = new Map<string, string>();
  let finished = 0;

  const clear = () => output.isTTY && output.write('\r\u001b[2K');
  const redraw = () => {
    if (!output.isTTY) return;
    clear();
    const [latest] = [...underWay].slice(-1);
    if (latest)
      output.write(`  … ${finished} done · ${nameOf(latest[0])}: ${latest[1]}`.slice(0, output.columns));
  };
  const print = (line: string) => {
    clear();
    output.write(`${line}\n`);
    redraw();
  };

  return {
    onDocumentEvent: (sourceKey, event) => {
      if (event.type === 'state-entered') underWay.set(sourceKey, event.state);
      if (event.type === 'retry-scheduled')
        print(
          `  ↻ ${nameOf(sourceKey)}: ${event.state} again in ${event.delaySeconds.toFixed(1)} s after ${event.error}: ${inOneLine(failureMessage(event.cause))}`,
        );
      if (event.type === 'execution-failed') print(`  ✗ ${nameOf(sourceKey)}: failed, ${event.error}`);
      if (event.type === 'execution-failed' || event.type === 'execution-succeeded') {
        underWay.delete(sourceKey);
        finished += 1;
      }
      redraw();
    },
    onPage: (sourceKey, { index, ofPages }) => {
      underWay.set(sourceKey, `reading page ${index} of ${ofPages} by OCR`);
      if (index === 1 || (!output.isTTY && index % 20 === 0))
        print(`  ○ ${nameOf(sourceKey)}: reading page ${index} of ${ofPages} by OCR`);
      redraw();
    },
    onAnnouncement: ({ DetailType, Detail }) => {
      const line = describe(DetailType, Detail);
      if (line) print(line);
    },
    stop: () => void clear(),
  };
};

const maxCauseLength = 160;

const inOneLine = (cause: string): string => {
  const line = cause.replace(/\s+/g, ' ').trim();
  return line.length > maxCauseLength ? `${line.slice(0, maxCauseLength)}…` : line;
};

const describe = (detailType: string, detail: EventEntry['Detail']): string | undefined => {
  const name = nameOf(String(detail.sourceUri)).padEnd(32);
  switch (detailType) {
    case 'Document Processed':
      return `  ✓ ${name} ${isSaved(detail) ? 'saved prompts' : count(detail.passages, 'passage')}  ${count(detail.kept, 'pair')} kept  ${detail.rejected} rejected`;
    case 'Document Rejected':
      return `  ✗ ${name} rejected: ${detail.reason}`;
    case 'Document Erased':
      return `  − ${name} erased, its source is gone`;
    default:
      return undefined;
  }
};

const isSaved = ({ sourceUri }: EventEntry['Detail']): boolean =>
  sourceKeys.isSavedPrompts(String(sourceUri).replace(/^[a-z]+:\/\//, ''));

const nameOf = (address: string): string =>
  address
    .replace(/^[a-z]+:\/\//, '')
    .split('/')
    .slice(1)
    .join('/');

const count = (value: unknown, noun: string): string =>
  `${String(value).padStart(4)} ${noun}${value === 1 ? ' ' : 's'}`;
