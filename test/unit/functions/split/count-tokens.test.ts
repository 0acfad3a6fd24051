import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTokens } from '../../../../functions/split/count-tokens.ts';

/** Sizes recorded from the `o200k_base` vocabulary with gpt-tokenizer 3. */
const samples: [string, number, string][] = [
  [
    'English prose',
    64,
    'If we cancel a flight less than 14 days before departure for a reason within our control, we pay the same amounts as for a long delay. No compensation is due if we told you at least 14 days before departure. We pay half of the amount if the replacement flight arrives no more than two hours late.',
  ],
  [
    'a table',
    52,
    '| Fare    | Zone A (UK and Ireland) | Zone B (Europe) |\n|:--------|:------------------------|:----------------|\n| Light   | £55                     | £70             |\n| Classic | £35                     | £45             |\n',
  ],
  [
    'code',
    58,
    "import { readFile } from 'node:fs/promises';\n\nexport const readLines = async (path: string): Promise<string[]> => {\n  const text = await readFile(path, 'utf8');\n  return text.split('\\n').filter((line) => line !== '');\n};\n",
  ],
  [
    'German',
    54,
    'Wenn Ihr Flug um fünf Stunden oder mehr verspätet ist, können Sie auf die Reise verzichten und erhalten eine vollständige Rückerstattung, auch bei einem Light-Tarif. Sagen Sie dem Personal am Gate Bescheid oder rufen Sie den Kundendienst an.',
  ],
  [
    'Japanese',
    51,
    'フライトが5時間以上遅れた場合は、旅行を取りやめて全額の払い戻しを受けることができます。ゲートの係員に伝えるか、カスタマーサービスに電話してください。',
  ],
  [
    'Russian',
    38,
    'Если ваш рейс задерживается на пять часов или более, вы можете отказаться от поездки и получить полный возврат средств. Сообщите об этом сотрудникам у выхода на посадку.',
  ],
  [
    'numbers and addresses',
    49,
    'Order 2026-104417, 12.5 kg, 1,519.00 SDR, +44 20 7946 0120; https://www.corvedale.example/claims?id=98213&lang=en',
  ],
];

test.each(samples)('estimates %s within 30 percent of a real tokenizer', (_kind, tokens, text) => {
  expect(countTokens(text) / tokens).toBeGreaterThan(0.7);
  expect(countTokens(text) / tokens).toBeLessThan(1.3);
});

test('nothing costs nothing', () => {
  expect(countTokens('')).toBe(0);
  expect(countTokens('   ')).toBe(0);
});

test('a text that is cut where white space begins costs as much as its parts', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', 'é', 'я', '東', 'ก', '7', 'Ⅷ', '|', '\u0301', '😀', ' ', '\n', '\t'),
  });
  fc.assert(
    fc.property(texts, (text) => {
      for (const { index } of text.matchAll(/(?<=\S)\s/g)) {
        expect(countTokens(text.slice(0, index)) + countTokens(text.slice(index))).toBe(countTokens(text));
      }
    }),
  );
});
