import { readdirSync, readFileSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { stateNames } from '../../../local/asl/flow/flow-schema.ts';
import { loadStateMachine } from '../../../local/asl/load-state-machine.ts';

const folder = new URL('../../../infra/workflows/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.asl.json'));

it('finds the workflows', () => {
  expect(files).not.toEqual([]);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const placeholders = [...text.matchAll(/\$\{(\w+)\}/g)].flatMap(([, name = '']) => name);
  const load = (substitutions: Record<string, string>) =>
    loadStateMachine(JSON.parse(text), { name: file, file, substitutions });

  it('is valid by the rules of the language', () => {
    const { isValid, errorsText } = validate(JSON.parse(text));
    expect(isValid, errorsText('\n')).toBe(true);
  });

  it('uses nothing that the interpreter does not implement', () => {
    const machine = load(Object.fromEntries(placeholders.map((name) => [name, name])));
    expect(stateNames(machine.flow)).toEqual([...new Set(stateNames(machine.flow))]);
  });

  it('needs every one of its substitutions', () => {
    for (const missing of new Set(placeholders)) {
      const others = placeholders.filter((name) => name !== missing);
      expect(() => load(Object.fromEntries(others.map((name) => [name, name])))).toThrow(
        `nothing is given for \${${missing}}`,
      );
    }
  });
});
