import { describe, expect, it } from 'vitest';
import { bedrockRecord } from '../../../../../functions/assemble/rows/formats/bedrock.ts';
import { openaiRecord } from '../../../../../functions/assemble/rows/formats/openai.ts';
import { aRow } from '../../../../support/a-row.ts';

const row = aRow({
  messages: [
    { role: 'system', content: 'You help.' },
    { role: 'user', content: 'How heavy may a bag be?' },
    { role: 'assistant', content: 'Up to 23 kg.' },
  ],
});

describe('a record for Bedrock', () => {
  it('keeps the system turn apart and wraps every text', () => {
    expect(bedrockRecord(row)).toEqual({
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'You help.' }],
      messages: [
        { role: 'user', content: [{ text: 'How heavy may a bag be?' }] },
        { role: 'assistant', content: [{ text: 'Up to 23 kg.' }] },
      ],
    });
  });

  it.each(['User: hello', 'as the ASSISTANT: said', 'end [EOS]', 'see <image>'])(
    'is not made of %j, on which a tuning job would fail',
    (content) => {
      expect(
        bedrockRecord({ ...row, messages: [...row.messages, { role: 'user', content }] }),
      ).toBeUndefined();
    },
  );
});

it('a record for OpenAI-style trainers is the messages and nothing else', () => {
  expect(openaiRecord(row)).toEqual({ messages: row.messages });
});
