import { describe, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { priceOf } from '#shared/adapters/model-prices.ts';
import { loadSettings, parseSettings } from '#shared/dataset/load-settings.ts';

const parse = (yaml: string) => parseSettings(yaml, 'air/dataset.yaml', {});

const price = { input: 1, output: 2 };

describe('the settings of a dataset', () => {
  it('are complete without a file', async () => {
    const settings = await loadSettings(memoryObjectStore('source'), 'air', {});
    expect(settings).toMatchObject({ generator: { provider: 'extractive' }, split: { validation: 0.1 } });
  });

  it('prefer the file to the defaults of the deployment', async () => {
    const source = memoryObjectStore('source');
    await source.write('air/dataset.yaml', 'title: Baggage\n');
    const defaults = { generator: { provider: 'bedrock' as const, model: 'm' } };
    expect(await loadSettings(source, 'air', { defaults })).toMatchObject({ title: 'Baggage', ...defaults });
    await source.write('air/dataset.yaml', 'generator: { provider: extractive }\n');
    expect((await loadSettings(source, 'air', { defaults })).generator).toEqual({ provider: 'extractive' });
    const overridden = await loadSettings(source, 'air', { overrides: defaults });
    expect(overridden.generator).toEqual(defaults.generator);
  });

  it('keep the price of a model that an override names again, and of no other', () => {
    const text = 'generator: { provider: bedrock, model: m, price: { input: 1, output: 2 } }';
    const overriddenBy = (model: string) =>
      parseSettings(text, 'air/dataset.yaml', { overrides: { generator: { provider: 'bedrock', model } } });
    expect(overriddenBy('m').generator.price).toEqual({ input: 1, output: 2 });
    expect(overriddenBy('n').generator.price).toBeUndefined();
  });

  it.each([
    ['a model without a provider', { model: 'm' }, { provider: 'bedrock', model: 'm', price }],
    ['another model of the same provider', { model: 'n' }, { provider: 'bedrock', model: 'n' }],
    [
      'the same provider without a model',
      { provider: 'bedrock' },
      { provider: 'bedrock', model: 'm', price },
    ],
    ['no model', { provider: 'extractive' }, { provider: 'extractive' }],
  ] as const)('take from an override that names %s what the file does not say', (_case, named, generator) => {
    const text = 'generator: { provider: bedrock, model: m, price: { input: 1, output: 2 } }';
    const settings = parseSettings(text, 'air/dataset.yaml', { overrides: { generator: named } });
    expect(settings.generator).toEqual(generator);
  });

  it('take a model that is named alone for one of an OpenAI-compatible server, unless the file has a provider', () => {
    const { generator } = parseSettings('', 'air/dataset.yaml', { overrides: { generator: { model: 'm' } } });
    expect(generator).toEqual({ provider: 'openai-compatible', model: 'm' });
  });

  it('refuse a provider of models without a model', () => {
    expect(() => parse('generator: { provider: bedrock }')).toThrow(
      /generator\.model: .* needs the id of a model/,
    );
  });

  it('refuse batches of a model that Bedrock has none of, whatever it costs', () => {
    const named = (model: string, more = '') =>
      parseSettings(
        `generator: { provider: bedrock, model: ${model}, batch: true${more} }`,
        'air/dataset.yaml',
        {
          priceOf,
        },
      );
    const none = 'global.anthropic.claude-haiku-5-5';
    expect(() => named(none)).toThrow(`generator.batch: ${none} cannot be asked in batches`);
    expect(() => named(none, ', price: { input: 1, output: 2 }')).toThrow('cannot be asked in batches');
    expect(named('global.amazon.nova-2-lite-v1:0').generator.batch).toBe(true);
    expect(named('a-model-that-nobody-knows').generator.batch).toBe(true);
  });

  it.each(['generator', 'judge'])('refuse a forced tool of a server that has none, as %s', (role) => {
    const modelOf = (strategy: string) =>
      `${role}: { provider: openai-compatible, model: m, strategy: ${strategy} }`;
    expect(() => parse(modelOf('tool'))).toThrow(`${role}.strategy: openai-compatible has no tool`);
    expect(parse(modelOf('json-text'))).toMatchObject({ [role]: { strategy: 'json-text' } });
  });

  it('name an unknown key and the nearest known one', () => {
    expect(() => parse('titel: x')).toThrow(/air\/dataset\.yaml: unknown key titel; did you mean title\?/);
    expect(() => parse('generator: { provder: bedrock }')).toThrow(
      /unknown key generator\.provder; did you mean provider\?/,
    );
  });

  it('name the nearest of the known values', () => {
    expect(() => parse('generator: { provider: bedrok }')).toThrow(
      'generator.provider: there is no bedrok; did you mean bedrock?',
    );
    expect(() => parse('formats: [openia]')).toThrow('formats.0: there is no openia; did you mean openai?');
  });

  it('show how a list is written', () => {
    expect(() => parse('audiences: a new employee')).toThrow('audiences: is a list; write [a new employee]');
  });

  it.each([
    ['a list instead of keys', '- a\n- b', /air\/dataset\.yaml/],
    ['a value of the wrong type', 'pairs: { perPassage: many }', /pairs\.perPassage/],
    ['a share beyond its limits', 'split: { validation: 0.9 }', /split\.validation/],
    ['broken YAML', 'title: "open', /air\/dataset\.yaml: .*line 1/s],
  ])('refuse %s, naming the file and the place', (_case, yaml, message) => {
    expect(() => parse(yaml)).toThrow(message);
  });

  it('ask for fine-tuning with numbers as Bedrock takes them, and with the records that it trains on', () => {
    const yaml = 'fineTuning: { baseModel: m, hyperparameters: { epochCount: 2, learningRate: "0.00001" } }';
    expect(parse(yaml).fineTuning).toEqual({
      baseModel: 'm',
      hyperparameters: { epochCount: '2', learningRate: '0.00001' },
      validation: false,
    });
    expect(() => parse(`${yaml}\nformats: [openai]`)).toThrow(/dataset\.yaml: fineTuning: .*add bedrock/);
  });

  describe('in a deployment', () => {
    const allows = {
      bedrockModels: ['writer'],
      judgeModels: [],
      ocrModels: ['reader'],
      textract: false,
      fineTuningModels: ['base'],
      ocrLanguages: ['eng', 'deu'],
    };
    const deployed = (yaml: string) => parseSettings(yaml, 'air/dataset.yaml', { allows });

    it.each([
      'generator: { provider: bedrock, model: writer }',
      'ocr: { provider: bedrock, model: reader }',
      'ocr: { languages: [deu, eng] }',
      'fineTuning: { baseModel: base }',
      'ocr: { provider: off, languages: [fra] }',
    ])('may name what its environment allows: %s', (yaml) => {
      expect(deployed(yaml)).toMatchObject(parse(yaml));
    });

    it.each([
      [
        'generator: { provider: bedrock, model: m }',
        /generator\.model: m is not .*take writer.* bedrockModels/,
      ],
      ['judge: { provider: bedrock, model: writer }', /judge\.model: writer is not .* judgeModels/],
      ['generator: { provider: openai-compatible, model: m }', /openai-compatible cannot be reached/],
      ['ocr: { provider: bedrock, model: m }', /ocr\.model: m is not .*take reader.* ocrModels/],
      ['fineTuning: { baseModel: b }', /fineTuning\.baseModel: b is not .*take base.* fineTuningModels/],
      ['ocr: { provider: textract }', /textract is not allowed .* allowTextract/],
      ['ocr: { languages: [eng, fra] }', /fra is not deployed \(eng, deu is\); npm install/],
    ])('are refused where they name what it does not: %s', (yaml, message) => {
      expect(() => deployed(yaml)).toThrow(message);
    });
  });

  it('refuse a file whose aliases unfold without end', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefg'.split('').map((name, index) => {
        const earlier = 'abcdef'[index];
        return `${name}: &${name} [${Array(9).fill(`*${earlier}`).join(',')}]`;
      }),
    ].join('\n');
    expect(() => parse(bomb)).toThrow();
  });
});
