import { createHash } from 'node:crypto';
import type { Row } from '#shared/domain/row.ts';

const words =
  'a cabin bag may weigh seven kilograms unless the fare says otherwise and passengers report damaged luggage within seven days of its receipt so that the airline can refund repair or replace it'.split(
    ' ',
  );

/** A small linear congruential generator (Numerical Recipes), so that each run writes the same rows. */
export const createRandom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
};

/** Rows of the size that documents give: about 700 characters of messages and 300 of provenance. */
export function* syntheticRows(count: number): Generator<Row> {
  const random = createRandom(1);
  const sentence = (length: number) => Array.from({ length }, () => words[random(words.length)]).join(' ');
  for (let index = 0; index < count; index += 1) {
    const evidence = sentence(25);
    const sourceSha256 = createHash('sha256')
      .update(`${index % 100}`)
      .digest('hex');
    yield {
      finetuning_data_element_id: `qa_${createHash('sha256').update(`${index}`).digest('hex').slice(0, 16)}`,
      messages: [
        { role: 'system', content: 'You answer questions about the rules of an airline.' },
        { role: 'user', content: `${sentence(12)}?` },
        { role: 'assistant', content: `${evidence} ${sentence(60)}.` },
      ],
      source_uri: `s3://documents/airline/rules-${index % 100}.pdf`,
      source_sha256: sourceSha256,
      page: random(4) === 0 ? null : random(90),
      heading_path: [sentence(3), sentence(4)],
      char_start: random(100_000),
      char_end: random(100_000) + 800,
      passage_id: sourceSha256.slice(0, 16),
      evidence: [evidence],
      evidence_spans: [{ passage_id: sourceSha256.slice(0, 16), start: 0, end: evidence.length, turn: 0 }],
      reasoning: [],
      question_type: 'factual',
      audience: null,
      fact_ids: [],
      generator: 'extractive',
      model_id: null,
      prompt_version: '1',
      policy_decision: 'pass',
      policy_findings: [],
      scores: { grounding: random(100) / 100, judge: null },
      split: random(10) === 0 ? 'validation' : 'train',
      created_at: new Date(1_795_000_000_000 + index),
    };
  }
}
