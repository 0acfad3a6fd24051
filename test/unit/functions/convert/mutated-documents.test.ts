import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { convertInChild } from '../../../../functions/convert/convert-in-child.ts';
import { type Draw, drawFrom, mutate } from '../../../support/mutate.ts';
import { sampleDocuments } from '../../../support/sample-documents.ts';
import { zipOf } from '../../../support/zip-of.ts';

/** Of each format; more are tried with `MUTATIONS=2000 npx vitest run mutated-documents`. */
const mutations = Number(process.env.MUTATIONS ?? 25);
const limits = { seconds: 30, clockSeconds: 120, heapMegabytes: 512, growthMegabytes: 1024 };
const namedReasons = ['encrypted', 'corrupt', 'unsupported', 'too-large', 'empty', 'unreadable'];

/** In an archive mostly a part is damaged, and packed again, because damage to the archive itself is found at its door. */
const damaged = (bytes: Uint8Array, draw: Draw): Uint8Array => {
  if (bytes[0] !== 0x50 || draw(4) === 0) return mutate(bytes, draw);
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = names[draw(names.length)] ?? '';
  return zipOf({ ...parts, [name]: mutate(parts[name] ?? new Uint8Array(), draw) });
};

it.each(Object.entries(sampleDocuments))(
  'ends every damaged %s in Markdown or in a named rejection',
  { timeout: 240_000 },
  async (format, make) => {
    const fileName = `damaged.${format}`;
    for (let seed = 1; seed <= mutations; seed += 1) {
      const conversion = await convertInChild(
        { fileName, bytes: damaged(make(), drawFrom(seed * 7919)) },
        { limits },
      );
      if (conversion.status === 'converted') continue;
      const { reason, detail } = conversion.rejection;
      expect(namedReasons, `seed ${seed}: ${detail}`).toContain(reason);
      expect(detail, `seed ${seed}`).toMatch(/^damaged\.\w+: \S.*\.$/s);
    }
  },
);
