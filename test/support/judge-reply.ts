/** What a judge says about every pair that it is shown, however many there are. */
export const judgeReply = (support: string) => ({
  judgements: Array.from({ length: 20 }, (_, index) => ({
    pair: index + 1,
    support,
    answersQuestion: true,
    standsAlone: true,
    score: support === 'supported' ? 0.9 : 0.1,
    violations: [],
    reason: `the answer is ${support}`,
  })),
});
