import type { RootContent } from 'mdast';
import type { Manifest } from '#shared/domain/manifest.ts';
import { describeGrounding } from '../describe-grounding.ts';
import { code, heading, list, paragraph } from './markdown.ts';

/** How documents and quotes stand in the turns, for who writes the prompt or reads the answers of a tuned model. */
export const grounding = (manifest: Manifest): RootContent[] =>
  manifest.grounding === null
    ? []
    : [
        heading(2, 'Documents in the rows'),
        paragraph(`Of the kept rows, ${describeGrounding(manifest)}.`),
        list([
          [
            'The first user turn holds ',
            code('<documents>'),
            ', in it each document as ',
            code('<document id="1">'),
            ', numbered from 1, and below them the question.',
          ],
          [
            'An answer that a document bears begins with ',
            code('<reasoning>'),
            ', which quotes it word for word as ',
            code('<quote document="1">'),
            '. The answer stands below, after an empty line.',
          ],
          [
            'Where a text of the row holds such a tag itself, all tags of the row carry a number, as ',
            code('<documents-2>'),
            ' and ',
            code('<quote-2 document="1">'),
            ': nothing is escaped.',
          ],
          [
            'Where no document bears the answer, nothing is quoted. Documents were chosen by their words: one that answers in other words may stand among those that should not.',
          ],
        ]),
      ];
