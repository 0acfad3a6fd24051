/** Markup that may stand in a page as it is. `html` makes it, and nothing that a document says becomes it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, lists are joined, `false` and `null` vanish. */
export type Content = Html | string | number | false | null | undefined | readonly Content[];

/** The only way from text to markup. Values may stand between tags or in a quoted attribute. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html =>
  new Html(String.raw({ raw: strings }, ...values.map(markupOf)));

const markupOf = (content: Content): string => {
  if (content instanceof Html) return content.markup;
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  if (content === false || content === null || content === undefined) return '';
  return content.map(markupOf).join('');
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Control characters are shown by their code and not obeyed: those that reverse the direction of text (Unicode UAX #9)
 * could make a reader see something else than what a model is trained on.
 */
const escapeText = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, showCode);

const showCode = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
