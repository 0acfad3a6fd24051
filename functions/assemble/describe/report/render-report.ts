import { createHash } from 'node:crypto';
import type { Manifest } from '#shared/domain/manifest.ts';
import type { VersionSamples } from '../version-samples.ts';
import { type Html, html, Html as Markup } from './html.ts';
import { script } from './script.ts';
import { attentionSection } from './sections/attention.ts';
import { documentsSection } from './sections/documents.ts';
import { filesSection } from './sections/files.ts';
import { numbersSection } from './sections/numbers.ts';
import { passagesSection } from './sections/passages.ts';
import { policySection } from './sections/policy.ts';
import { rejectionsSection } from './sections/rejections.ts';
import { rowsSection } from './sections/rows.ts';
import { sectionTitles } from './sections/section.ts';
import { settingsSection } from './sections/settings.ts';
import { styles } from './styles.ts';

/**
 * `report.html`: one file that needs nothing else, for who trains on a version and for who answers for it. Lists that grow
 * with the dataset are cut and say where the whole lies, so the page stays quick to open.
 */
export const renderReport = (manifest: Manifest, samples: VersionSamples): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<title>${manifest.title}: dataset report</title>
<style>${new Markup(styles)}</style>
</head>
<body>
<header class="top">
<p class="kind">Dataset report</p>
<h1>${manifest.title}</h1>
<p class="identity">${identity(manifest)}</p>
</header>
<main>
${attentionSection(manifest)}
<nav aria-label="Parts of this report"><ul>${Object.entries(sectionTitles).map(
    ([id, title]) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>
${[
  numbersSection(manifest, samples),
  documentsSection(manifest),
  rowsSection(manifest, samples),
  rejectionsSection(manifest, samples),
  passagesSection(manifest),
  policySection(manifest, samples),
  settingsSection(manifest),
  filesSection(manifest),
]}
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`.markup;

const identity = ({ dataset, version, createdAt }: Manifest): Html =>
  html`<code>${dataset}</code> version <code>${version}</code>${
    createdAt !== null &&
    html`, newest row of <time datetime="${createdAt}">${createdAt.slice(0, 16).replace('T', ' ')} UTC</time>`
  }`;

const hashOf = (inlined: string): string =>
  `'sha256-${createHash('sha256').update(inlined).digest('base64')}'`;

/** Nothing is fetched and nothing runs but what stands in this repository, even if a document slipped markup in. */
const contentSecurityPolicy = `default-src 'none'; style-src ${hashOf(styles)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
