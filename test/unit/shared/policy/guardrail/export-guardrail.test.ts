import { describe, expect, it } from 'vitest';
import { compilePolicy } from '#shared/policy/compile-policy.ts';
import { exportGuardrail } from '#shared/policy/guardrail/export-guardrail.ts';
import { loadPacks } from '#shared/policy/load-packs.ts';
import { parsePack } from '#shared/policy/parse-pack.ts';
import { aPack, readShippedPack, today } from '../../../../support/policies.ts';

const exported = (rules: string, switches = '') =>
  exportGuardrail(compilePolicy([parsePack('test', aPack(rules, switches))], today));
const shipped = async (...names: string[]) =>
  exportGuardrail(compilePolicy(await loadPacks(readShippedPack, names), today));

const both = (action: string) => ({
  inputEnabled: true,
  outputEnabled: true,
  inputAction: action,
  outputAction: action,
});
const rule = (kind: string, given: string, id = kind, action = 'reject') =>
  `  - { id: ${id}, kind: ${kind}, title: T, severity: high, action: ${action}, ${given} }\n`;
const reasons = (rules: string, switches = '') =>
  exported(rules, switches).notExported.map(
    ({ ruleId, part, reason }) => `${ruleId} ${part ?? ''}: ${reason}`,
  );

describe('a rule becomes a filter', () => {
  it('about sensitive information, with the action that the rule takes', () => {
    const rules = [
      rule('entity', 'entities: [EMAIL]', 'a', 'redact'),
      rule('entity', 'entities: [PASSWORD]', 'b', 'reject'),
      rule('entity', 'entities: [VEHICLE_ID]', 'c', 'flag'),
    ].join('');
    expect(exported(rules).definition?.sensitiveInformationPolicyConfig?.piiEntitiesConfig).toEqual([
      { type: 'EMAIL', action: 'ANONYMIZE', ...both('ANONYMIZE') },
      { type: 'PASSWORD', action: 'BLOCK', ...both('BLOCK') },
      { type: 'VEHICLE_IDENTIFICATION_NUMBER', action: 'NONE', ...both('NONE') },
      { type: 'LICENSE_PLATE', action: 'NONE', ...both('NONE') },
    ]);
  });

  it('on the side on which it holds, the stricter of two rules on each side', () => {
    const rules = [
      rule('entity', 'entities: [EMAIL], scope: [question]', 'a', 'reject'),
      rule('entity', 'entities: [EMAIL], scope: [answer]', 'b', 'redact'),
      rule('entity', 'entities: [PHONE], scope: [evidence, passage]', 'c', 'redact'),
    ].join('');
    expect(exported(rules).definition?.sensitiveInformationPolicyConfig?.piiEntitiesConfig).toEqual([
      {
        type: 'EMAIL',
        action: 'BLOCK',
        inputEnabled: true,
        outputEnabled: true,
        inputAction: 'BLOCK',
        outputAction: 'ANONYMIZE',
      },
      {
        type: 'PHONE',
        action: 'ANONYMIZE',
        inputEnabled: false,
        outputEnabled: true,
        inputAction: 'NONE',
        outputAction: 'ANONYMIZE',
      },
    ]);
  });

  it('of a pattern, a list of terms and a topic, named by its pack and itself', () => {
    const rules = [
      rule('pattern', "pattern: 'Z-\\d{4}', entity: Z", 'badge', 'redact'),
      rule('terms', 'terms: [Blue Heron, blue heron, Tern]', 'code-names'),
      rule('topic', 'definition: Mergers., examples: [Whom do we buy?], terms: [merger]', 'mergers'),
    ].join('');
    expect(exported(rules)).toEqual({
      definition: {
        description: 'Quarry: test@1.0.0',
        blockedInputMessaging: 'Blocked by policy.',
        blockedOutputsMessaging: 'Blocked by policy.',
        topicPolicyConfig: {
          topicsConfig: [
            {
              name: 'test.mergers',
              type: 'DENY',
              definition: 'Mergers.',
              examples: ['Whom do we buy?'],
              ...both('BLOCK'),
            },
          ],
        },
        wordPolicyConfig: {
          wordsConfig: [
            { text: 'blue heron', ...both('BLOCK') },
            { text: 'Tern', ...both('BLOCK') },
          ],
        },
        sensitiveInformationPolicyConfig: {
          regexesConfig: [
            {
              name: 'test.badge',
              description: 'T',
              pattern: '[Zz]-\\d{4}',
              action: 'ANONYMIZE',
              ...both('ANONYMIZE'),
            },
          ],
        },
      },
      notExported: [],
    });
  });

  it('never two of one name where packs have rules of the same name', async () => {
    const { definition } = await shipped('company-template', 'gdpr', 'pci');
    const types = definition?.sensitiveInformationPolicyConfig?.piiEntitiesConfig?.map(({ type }) => type);
    expect(new Set(types).size).toBe(types?.length);
  });
});

describe('a rule is left out, with the reason', () => {
  it.each([
    ['that only marks', rule('entity', 'entities: [EMAIL]', 'x', 'allow'), 'serves the conditions'],
    ['with a condition', rule('entity', 'entities: [EMAIL], when: { anyEntity: [PERSON] }'), 'condition'],
    ['about passages alone', rule('entity', 'entities: [EMAIL], scope: [passage]'), 'passages'],
    [
      'that leaves a part to be read',
      rule('entity', 'entities: [PAYMENT_CARD], redact: { operator: mask }', 'x', 'redact'),
      'leaves a part',
    ],
    [
      'about what a guardrail does not know',
      rule('entity', 'entities: [AGE_OVER_89]'),
      'entity AGE_OVER_89: ',
    ],
    [
      'that needs a word beside it',
      rule('pattern', 'pattern: Z1, entity: Z, context: { words: [z], required: true }'),
      'beside one of its words',
    ],
    ['with a checksum', rule('pattern', "pattern: '\\d{9}', entity: Z, validate: luhn"), 'checksum'],
    ['that looks around', rule('pattern', "pattern: 'a(?=b)', entity: Z"), 'looks around'],
    ['that redacts words', rule('terms', 'terms: [tern]', 'x', 'redact'), 'can only block'],
    ['that looks inside words', rule('terms', 'terms: [tern], wholeWord: false'), 'inside words'],
    ['of a long phrase', rule('terms', 'terms: [a b c d]'), 'terms a b c d: it has more than 3 words'],
    ['of a long word', rule('terms', `terms: [${'w'.repeat(101)}]`), 'longer than 100'],
    ['with a long definition', rule('topic', `definition: ${'d'.repeat(201)}`), '201 characters'],
    ['of a topic on a condition', rule('topic', 'definition: D, when: { anyEntity: [PERSON] }'), 'condition'],
    [
      'about what is missing',
      rule('disclaimer', 'trigger: dose, mustContainAny: [doctor]'),
      'finds only words that are there',
    ],
    ['in plain words', rule('judge', 'instruction: Rude.'), 'for a judge'],
  ])('%s', (_what, rules, reason) => {
    const { definition, notExported } = exported(rules);
    expect(definition).toBeUndefined();
    expect(reasons(rules)).toEqual([expect.stringContaining(reason)]);
    expect(notExported[0]?.pack).toBe('test@1.0.0');
  });

  it('while an exception to it holds, and no longer', () => {
    const rules = rule('entity', 'entities: [EMAIL]');
    const exception = (expires: string) =>
      `exceptions: [{ ruleId: entity, match: a@b.example, reason: R, approvedBy: A, expires: ${expires} }]`;
    expect(reasons(rules, exception('2030-01-01'))).toEqual([expect.stringContaining('exceptions')]);
    expect(reasons(rules, exception('2026-01-01'))).toEqual([]);
  });

  it('beyond ten regular expressions, the gravest first', () => {
    const pattern = (index: number, severity: string) =>
      `  - { id: p${index}, kind: pattern, title: T, severity: ${severity}, action: reject, pattern: 'Z${index}', entity: Z }\n`;
    const rules = [
      ...Array.from({ length: 10 }, (_, index) => pattern(index, 'low')),
      pattern(10, 'critical'),
    ].join('');
    const { definition } = exported(rules);
    const names = definition?.sensitiveInformationPolicyConfig?.regexesConfig?.map(({ name }) => name);
    expect(names).toHaveLength(10);
    expect(names?.[0]).toBe('test.p10');
    expect(reasons(rules)).toEqual([
      'p9 : a guardrail takes 10 regular expressions, and graver rules fill it',
    ]);
  });

  it('beyond thirty topics, and examples beyond five', () => {
    const topics = Array.from({ length: 31 }, (_, index) => rule('topic', 'definition: D', `t${index}`)).join(
      '',
    );
    expect(exported(topics).definition?.topicPolicyConfig?.topicsConfig).toHaveLength(30);
    expect(reasons(topics)).toEqual(['t30 : a guardrail takes 30 topics']);
    const examples = rule('topic', 'definition: D, examples: [a, b, c, d, e, f]');
    expect(exported(examples).definition?.topicPolicyConfig?.topicsConfig[0]?.examples).toHaveLength(5);
    expect(reasons(examples)).toEqual(['topic example: f: a topic takes 5 examples']);
  });
});

describe('of the shipped packs', () => {
  it('every rule of a text is exported or left out with a reason', async () => {
    const packs = await loadPacks(readShippedPack, [
      'company-template',
      'gdpr',
      'pci',
      'hipaa-safe-harbor',
      'ethics',
    ]);
    const policy = compilePolicy(packs, today);
    const { definition, notExported } = exportGuardrail(policy);
    const left = new Set(notExported.map(({ pack, ruleId }) => `${pack} ${ruleId}`));
    const filters = JSON.stringify(definition);
    for (const { pack, rule: one } of [...policy.patternRules, ...policy.topicRules])
      expect(left.has(`${pack} ${one.id}`) || filters.includes(`.${one.id}"`), one.id).toBe(true);
    for (const { pack, rule: one } of [...policy.judgeRules, ...policy.disclaimerRules])
      expect(left.has(`${pack} ${one.id}`), one.id).toBe(true);
  });

  it('gdpr gives a guardrail that looks for names and addresses, which patterns do not find', async () => {
    const { definition } = await shipped('gdpr');
    const types = definition?.sensitiveInformationPolicyConfig?.piiEntitiesConfig?.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['NAME', 'ADDRESS', 'EMAIL', 'PHONE']));
  });
});
