import { describe, expect, it } from 'vitest';
import { loadPacks } from '#shared/policy/load-packs.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { policyJsonSchema } from '#shared/policy/policy-json-schema.ts';
import { aPack } from '../../../support/policies.ts';

const pattern = (source: string) =>
  aPack(
    `  - { id: x, kind: pattern, title: X, severity: low, action: redact, pattern: '${source}', entity: X }`,
  );

describe('parsePack refuses', () => {
  it.each([
    ['an unknown key', aPack('', 'colour: red'), 'colour'],
    ['a version that is not semantic', aPack('').replace('1.0.0', '1.0'), 'use three numbers such as 1.0.0'],
    ['a file name that is not the id', aPack('').replace('id: test', 'id: other'), 'other.yaml'],
    [
      'a judge that redacts',
      aPack('  - { id: j, kind: judge, title: J, severity: low, action: redact, instruction: I }'),
      'action',
    ],
    [
      'an unknown entity',
      aPack('  - { id: e, kind: entity, title: E, severity: low, action: redact, entities: [EMAL] }'),
      'entities',
    ],
    [
      'unknown parameters of a gate',
      aPack(
        '  - { id: q, kind: quality, title: Q, severity: low, action: reject, check: length, parameters: { max: 3 } }',
      ),
      'rule q: parameters',
    ],
    [
      'two rules with one id',
      aPack(
        '  - &a { id: t, kind: terms, title: T, severity: low, action: flag, terms: [t] }\n  - { id: t, kind: terms, title: T, severity: low, action: flag, terms: [t] }',
      ),
      'two rules have this id',
    ],
    ['a nested quantifier', pattern('(a+)+$'), 'repeats a group that itself repeats'],
    [
      'a nested quantifier behind another group',
      pattern('((?:ab*)c)*d'),
      'repeats a group that itself repeats',
    ],
    ['a choice that repeats and begins alike', pattern('(?:a|a)+$'), 'also begins another'],
    ['a choice of overlapping classes', pattern('(?:\\d|\\w)+!'), 'also begins another'],
    ['a choice whose one part begins the other', pattern('(x|xy)*z'), 'also begins another'],
    ['a backreference', pattern('(a)\\1'), 'backreference'],
    ['a pattern that matches nothing at all', pattern('a*'), 'matches the empty text'],
    ['a broken pattern', pattern('a('), 'is no regular expression'],
    ['a pattern that is too long', pattern('a'.repeat(501)), 'pattern'],
    ['an alias bomb', `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n${aPack('')}`, 'aliases'],
    ['a pack that is too large', `${aPack('')}# ${'x'.repeat(300_000)}`, 'larger than 256 KiB'],
    ['what is no YAML', 'rules: [', 'not valid YAML'],
    [
      'an exception that never expires',
      aPack('', 'exceptions: [{ ruleId: x, match: y, reason: z, approvedBy: me }]'),
      'expires',
    ],
  ])('%s', (_what, yaml, message) => {
    expect(() => parsePack('test', yaml)).toThrow(message);
    expect(() => parsePack('test', yaml)).toThrow(/^policy pack test: /);
  });

  it.each(['(?:he|she|her)+ ', '(?:[a-c]|[x-z])+', '(?:a|b|c)+', '(?:foo|bar)*!'])(
    'but takes %s',
    (source) => {
      expect(parsePack('test', pattern(source)).rules).toHaveLength(1);
    },
  );

  it('but takes groups that repeat side by side', () => {
    expect(parsePack('test', pattern('(?:ab)+(?:cd)+')).rules).toHaveLength(1);
  });
});

describe('what is wrong with a pack', () => {
  it('is named with the line on which it stands', () => {
    const yaml = aPack(`  - id: one
    kind: pattern
    title: One
    severity: low
    action: redact
    pattern: '(a+)+$'
    entity: ONE
  - id: two
    kind: terms
    title: Two
    severity: lowest
    action: flag
    terms: [two]`);
    const lineOf = (text: string) => yaml.slice(0, yaml.indexOf(text)).split('\n').length;

    expect(() => parsePack('test', yaml)).toThrow(`line ${lineOf('lowest')}: `);
    expect(() => parsePack('test', yaml.replace('lowest', 'low'))).toThrow(
      `line ${lineOf('(a+)+$')}: rule one: repeats a group`,
    );
  });
});

describe('loadPacks', () => {
  const packs: Record<string, string> = {
    base: aPack('  - { id: t, kind: terms, title: T, severity: low, action: flag, terms: [t] }').replace(
      'id: test',
      'id: base',
    ),
    company: aPack('', 'extends: [base]').replace('id: test', 'id: company'),
    circle: aPack('', 'extends: [circle]').replace('id: test', 'id: circle'),
    orphan: aPack(
      '',
      'exceptions: [{ ruleId: none, match: y, reason: z, approvedBy: me, expires: 2030-01-01 }]',
    ).replace('id: test', 'id: orphan'),
    condition: aPack(
      '  - { id: t, kind: terms, title: T, severity: low, action: flag, terms: [t], when: { anyEntity: [PERSN] } }',
    ).replace('id: test', 'id: condition'),
  };
  const read = async (name: string) => packs[name];

  it('reads what a pack extends first, and each pack once', async () => {
    expect((await loadPacks(read, ['company', 'base'])).map(({ id }) => id)).toEqual(['base', 'company']);
  });

  it.each([
    ['circle', 'extends itself'],
    ['missing', 'there is none of that name (asked for by name)'],
    ['orphan', 'exception to the unknown rule none'],
    ['condition', 'asks for PERSN'],
  ])('refuses the pack %s', async (name, message) => {
    await expect(loadPacks(read, [name])).rejects.toThrow(message);
  });
});

describe('policyJsonSchema', () => {
  it('describes every kind of rule and closes every object', () => {
    const schema = JSON.stringify(policyJsonSchema());

    for (const kind of ['entity', 'pattern', 'terms', 'topic', 'disclaimer', 'quality', 'judge'])
      expect(schema).toContain(`"const":"${kind}"`);
    expect(schema).toContain('"additionalProperties":false');
  });
});
