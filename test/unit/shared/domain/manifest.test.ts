import { expect, it } from 'vitest';
import { manifestSchema } from '#shared/domain/manifest.ts';
import { aManifest } from '../../../support/a-manifest.ts';

it('a manifest of a time before rows had documents, or prompts were saved, is read', () => {
  const { grounding: _, saved: __, ...before } = aManifest();
  expect(manifestSchema.parse(before)).toMatchObject({ grounding: null, saved: null });
});
