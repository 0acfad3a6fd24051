import type { Manifest } from '#shared/domain/manifest.ts';
import { formatBytes, formatCount } from '../../format-numbers.ts';
import { loadingExamples } from '../../loading-examples.ts';
import { type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { section } from './section.ts';

/** What lies beside the report, how to be sure of it and how to read it. */
export const filesSection = ({ dataset, version, files }: Manifest): Html =>
  section(
    'files',
    table(
      'Files of this version',
      [
        { title: 'File' },
        { title: 'Rows', isNumeric: true },
        { title: 'Size', isNumeric: true },
        { title: 'SHA-256' },
      ],
      files.map(({ name, rows, bytes, sha256 }) => [
        html`<a href="${encodeURIComponent(name)}">${name}</a>`,
        rows === null ? '–' : formatCount(rows),
        formatBytes(bytes),
        html`<code class="hash">${sha256}</code>`,
      ]),
    ),
    html`<p>Beside them lie <a href="README.md">README.md</a>, the dataset card, and <a href="manifest.json">manifest.json</a>, which holds every source with its hash, the settings, all counts, and the hashes of the card and of this report. The version <code>${version}</code> of <code>${dataset}</code> is named by a hash of what went into it: the same sources under the same settings are the same version, byte for byte.</p>
<h3>How to load them</h3>`,
    loadingExamples.map(
      ({ title, code }) =>
        html`<figure><figcaption>${title}</figcaption><pre><code>${code}</code></pre></figure>`,
    ),
  );
