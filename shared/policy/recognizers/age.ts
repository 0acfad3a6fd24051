import { patternRecognizer, type Recognizer } from '../recognizer.ts';

const stated = patternRecognizer({
  name: 'age',
  entity: 'AGE',
  prefilter: /\bage|old|y\/o|yo\b|turn/i,
  pattern:
    /(?<![\w.,])(?:(?:aged?|ages|age of|turned|turning)[ :]{1,3}(?<!\d)(?<value>1[01]\d|\d{1,2})(?![\d.,]\d|\d|[ ]?(?:%|or older|and older|or over|and over|\+))|(?:1[01]\d|\d{1,2})[ -]?(?:years?|yrs?\.?|y)[ -]?(?:old\b|\/o\b|o\b|of age\b))/gi,
  score: 0.8,
});

/**
 * Ages as stated. Those above 89 are another kind of thing: 45 CFR 164.514(b)(2)(i)(C) lets the others stand. "90 or
 * older" is what the rule asks for and is not an age.
 */
export const age: Recognizer = {
  ...stated,
  entities: ['AGE', 'AGE_OVER_89'],
  detect: (text) =>
    stated.detect(text).map((found) => ({
      ...found,
      entity: Number(/\d+/.exec(text.slice(found.start, found.end))?.[0]) > 89 ? 'AGE_OVER_89' : 'AGE',
    })),
};
