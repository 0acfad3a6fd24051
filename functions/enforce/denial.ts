import { comparable } from '#shared/domain/comparable-text.ts';

/** Words that deny, by the language. */
const denials: Readonly<Record<string, string>> = {
  en: "not|no|nothing|never|nor|none|neither|cannot|\\p{L}+n't|unknown|unspecified|unstated|without (?:saying|stating|naming)",
  de: 'nicht|nichts|kein\\p{L}*|nie|niemals|nirgends|weder|ohne|unbekannt',
  fr: 'ne|n|pas|aucun|aucune|rien|jamais|ni|non|sans|inconnue?s?',
  es: 'no|ni|nada|nunca|tampoco|sin|ning[uú]n\\p{L}*|desconocid\\p{L}+',
  it: 'non|né|niente|nulla|mai|senza|nessun\\p{L}*|sconosciut\\p{L}+',
  pt: 'não|nem|nada|nunca|sem|nenhum\\p{L}*|desconhecid\\p{L}+',
  nl: 'niet|niets|geen|nergens|nooit|noch|zonder|onbekend',
};

const patterns = new Map(
  Object.entries(denials).map(([language, words]) => [
    language,
    new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'u'),
  ]),
);

/** Whether a text denies something; undefined in a language whose words of denial are not known here. */
export const denies = (text: string, language: string | undefined): boolean | undefined => {
  const pattern = language === undefined ? undefined : patterns.get(language);
  return pattern?.test(comparable(text).toLowerCase());
};
