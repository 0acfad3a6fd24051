import { createPassagePool } from '../functions/assemble/rows/ground/passage-pool.ts';
import { shownPair } from '../functions/assemble/rows/ground/shown-pair.ts';
import { aPassage } from '../test/support/a-passage.ts';
import { aRow } from '../test/support/a-row.ts';

/**
 * How long distractors take where all passages are nearly the same, as in a catalogue: `npx tsx bench/templated-passages.ts
 * <passages>`, in CPU time for a row. None qualifies, so nothing ends the search early.
 */
const amount = Number(process.argv[2]);
if (!Number.isInteger(amount) || amount < 1) {
  console.error('usage: npx tsx bench/templated-passages.ts <passages>');
  process.exit(2);
}
const rows = 200;
const spare = (index: number): string => `part${index.toString(36)}x`;
const quote = 'carries a warranty of two years';
const pool = createPassagePool();
for (let index = 0; index < amount; index += 1)
  pool.add(
    aPassage({
      id: `psg_${index}`,
      charStart: index * 1000,
      charEnd: index * 1000 + 900,
      headingPath: ['Catalogue', `Spare ${spare(index)}`],
      text: `The spare ${spare(index)} fits every engine of the northern fleet, ships within ten working days from the central warehouse, ${quote}, may be returned unopened, and must be installed by certified staff who record the serial number in the maintenance log before departure.`,
    }),
  );

const before = process.cpuUsage();
for (let index = 0; index < rows; index += 1)
  pool.distractorsFor(
    shownPair(
      aRow({
        finetuning_data_element_id: `qa_${index}`,
        messages: [
          { role: 'user', content: `How long is the warranty of the spare ${spare(index)}?` },
          { role: 'assistant', content: 'It is two years.' },
        ],
        heading_path: ['Catalogue', `Spare ${spare(index)}`],
        passage_id: `psg_${index}`,
        evidence: [quote],
        evidence_spans: [{ passage_id: `psg_${index}`, start: 0, end: 1, turn: 0 }],
      }),
    ),
    3,
  );
const { user, system } = process.cpuUsage(before);
const milliseconds = (user + system) / 1000 / rows;
console.log(`${amount} passages: ${milliseconds.toFixed(2)} ms a row`);
