import { stringify } from 'yaml';
import type { Manifest } from '#shared/domain/manifest.ts';
import { describeOrigin } from '../../describe-origin.ts';
import { countOf } from '../../format-numbers.ts';
import { bounded } from '../bounded.ts';
import { type Html, html } from '../html.ts';
import { section } from './section.ts';

const maxStates = 5;

/** The settings with every default filled in, as `dataset.yaml` would say them. */
export const settingsSection = ({ settings, systemPrompt, documents }: Manifest): Html => {
  const { shown, leftOut } = bounded(Object.entries(settings), maxStates, { in: 'manifest.json' });
  return section(
    'settings',
    html`<figure><figcaption>System prompt of every row, ${describeOrigin(systemPrompt)}</figcaption>
<pre>${systemPrompt.text}</pre></figure>
<p>With every default filled in, as <code>dataset.yaml</code> would say them.</p>`,
    shown.map(([hash, state]) => {
      const users = documents.filter(
        (document) => document.status === 'processed' && document.settings === hash,
      );
      return html`<figure><figcaption>${countOf(users.length, 'document')} read under <code>${hash}</code></figcaption>
<pre>${stringify(state, { lineWidth: 0 })}</pre></figure>`;
    }),
    leftOut,
  );
};
