import { type Manifest, modeOf } from '#shared/domain/manifest.ts';
import type { VersionSamples } from '../version-samples.ts';
import { limits, policy } from './caveats.ts';
import { columnsTable } from './columns.ts';
import { loading, splits } from './contents.ts';
import { frontMatter } from './front-matter.ts';
import { grounding } from './grounding.ts';
import { heading, writeMarkdown } from './markdown.ts';
import { introduction, making, reproduction, sources } from './origin.ts';

/** `README.md`: a dataset card as the Hugging Face Hub reads it, for who finds the files without having made them. */
export const renderCard = (manifest: Manifest, samples: VersionSamples): string =>
  `${frontMatter(manifest)}\n${writeMarkdown([
    heading(1, manifest.title),
    ...introduction(manifest),
    ...making(manifest, samples),
    ...grounding(manifest),
    ...splits(manifest),
    heading(2, 'Columns'),
    columnsTable(modeOf(manifest)),
    ...sources(manifest),
    ...policy(manifest, samples),
    ...loading(),
    ...reproduction(manifest),
    ...limits(manifest),
  ])}`;
