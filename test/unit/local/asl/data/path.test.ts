import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, toJson } from '../../../../../local/asl/data/json.ts';
import { pathSchema, readPath, writePath } from '../../../../../local/asl/data/path.ts';

const names = fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 });
const json = fc.jsonValue().map(toJson);
const quote = (name: string) => `['${name.replace(/['\\]/g, '\\$&')}']`;
const pathOf = (steps: readonly string[]) => pathSchema.parse(`$${steps.map(quote).join('')}`);
const read = (steps: readonly string[], data: Json) => readPath(pathOf(steps), { data, context: {} });

describe('writePath', () => {
  it('puts a value where readPath finds it', () => {
    fc.assert(
      fc.property(names, json, (steps, value) => {
        expect(read(steps, writePath(pathOf(steps), {}, value))).toEqual(value);
      }),
    );
  });

  it('leaves its target as it was, and all that the path does not name', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), json), names, json, (target, steps, value) => {
        const [first] = steps;
        fc.pre(first !== undefined && !Object.hasOwn(target, first));
        const before = structuredClone(target);
        const written = writePath(pathOf(steps), target, value) as Record<string, Json>;
        expect(target).toEqual(before);
        for (const name of Object.keys(target)) expect(written[name]).toEqual(target[name]);
        expect(Object.keys(written).length).toBe(Object.keys(target).length + 1);
      }),
    );
  });

  it('gives no object another prototype', () => {
    const written = writePath(pathOf(['__proto__', 'polluted']), {}, true);
    expect(Object.hasOwn(written as object, '__proto__')).toBe(true);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('pathSchema', () => {
  it('reads a name with or without brackets alike', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N}_-]{1,8}$/u), json, (name, value) => {
        expect(readPath(pathSchema.parse(`$.${name}`), { data: { [name]: value }, context: {} })).toEqual(
          value,
        );
        expect(read([name], { [name]: value })).toEqual(value);
      }),
    );
  });

  it('refuses or reads any text, and never hangs on one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('$', '.', '[', ']', "'", '\\', 'a', '0', '*') }),
        (text) => {
          const { success, data } = pathSchema.safeParse(text);
          if (success) expect(data.source).toBe(text);
          else expect(data).toBeUndefined();
        },
      ),
    );
  });
});
