import { expect, it } from 'vitest';
import { showProgress } from '../../../local/progress.ts';

it('says in one line why a step is tried again', () => {
  const lines: string[] = [];
  const output = { isTTY: false, write: (line: string) => lines.push(line) > 0 };
  showProgress(output as unknown as NodeJS.WriteStream).onDocumentEvent('docs/refunds.md', {
    execution: 'run-1',
    type: 'retry-scheduled',
    state: 'Generate',
    error: 'ThrottledError',
    cause: JSON.stringify({ errorMessage: `http://127.0.0.1:9/v1: 500 boom\n${'x'.repeat(900)}` }),
    delaySeconds: 2,
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/again in 2\.0 s after ThrottledError: \S+ 500 boom x+…\n$/);
});
