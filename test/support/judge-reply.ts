/** What a judge says about every pair that it is shown, however many there are, with a quote of the passage. */
export const judgeReply =
  (support: string, more: object = {}) =>
  (prompt: string) => ({
    judgements: Array.from({ length: 20 }, (_, index) => ({
      pair: index + 1,
      support,
      quote: beginningOfPassage(prompt),
      answersQuestion: true,
      standsAlone: true,
      score: support === 'supported' ? 0.9 : 0.1,
      violations: [],
      reason: `the answer is ${support}`,
      ...more,
    })),
  });

/** The first words inside the tag of the passage. */
export const beginningOfPassage = (prompt: string): string =>
  /<passage-\w+>\n(\S+(?: \S+)?)/.exec(prompt)?.[1] ?? '';
