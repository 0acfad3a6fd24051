import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Converter } from './converter.ts';

const script = `
import json, sys, time
from markitdown import MarkItDown
converter = MarkItDown()
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    started = time.process_time()
    try:
        text = converter.convert(json.loads(line)).text_content
        answer = {"markdown": text, "cpuMilliseconds": (time.process_time() - started) * 1000, "pages": 0}
    except Exception:
        answer = None
    answers.write(json.dumps(answer) + "\\n")
    answers.flush()
`;

/** One Python process for all files, so that it is as warm as we are; a name a line in, an answer a line out. */
export const markitdown = (python: string): Converter => {
  const child = spawn(python, ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  return {
    name: 'markitdown',
    async convert(file) {
      const answer = once(lines, 'line');
      child.stdin.write(`${JSON.stringify(file)}\n`);
      return JSON.parse((await answer)[0]);
    },
    close: () => void child.stdin.end(),
  };
};
