import type { Pair } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { noUsage } from '#shared/domain/usage.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { isEnglish } from './english.ts';
import { outlineOf, type Section } from './outline.ts';
import { isPresentable } from './presentable.ts';
import type { Proposal } from './proposal.ts';
import { conditionals } from './rules/conditionals.ts';
import { definitions } from './rules/definitions.ts';
import { enumerations } from './rules/enumerations.ts';
import { glossaries } from './rules/glossaries.ts';
import { permissions } from './rules/permissions.ts';
import { procedures } from './rules/procedures.ts';
import { purposes } from './rules/purposes.ts';
import { questions } from './rules/questions.ts';
import { statements } from './rules/statements.ts';
import { tables } from './rules/tables.ts';
import { topics } from './rules/topics.ts';
import { selectProposals } from './select-proposals.ts';
import { isDefinedInItself, isSelfContained } from './self-contained.ts';

type Rule = (section: Section) => Proposal[];

const checked =
  (isRight: (proposal: Proposal) => boolean) =>
  (rule: Rule): Rule =>
  (section) =>
    rule(section).filter(isRight);

const rulesForAnyLanguage: readonly Rule[] = [questions];
const rulesForEnglish: readonly Rule[] = [
  questions,
  procedures,
  tables,
  ...[definitions, glossaries].map(checked(isDefinedInItself)),
  ...[enumerations, conditionals, purposes, statements, permissions, topics].map(checked(isSelfContained)),
];

/** A pair below it is not emitted: a wrong or silly question costs more trust than a missing one. */
const leastConfidence = 0.7;

/**
 * Finds pairs that are already in the text, with rules and without a model: deterministic, free, offline. The rules know
 * English; of other languages only the questions that the document itself asks are taken. Rules cannot tell what a document
 * leaves unsaid, so there are no unanswerable questions and no false premises, nor anything over several passages or turns.
 */
export const extractiveGenerator = (): PairGenerator => ({
  name: 'extractive',
  modelId: null,
  promptVersion: 'rules-6',
  generate: async ({ kind, passage, plan }) => ({
    facts: [],
    pairs:
      kind === 'passage'
        ? pairsOf(passage, 'perFact' in plan.amount ? mostPairs : plan.amount.perPassage)
        : [],
    failure: null,
    usage: noUsage,
  }),
});

/** Rules list no facts, so where pairs are wanted for every fact, all are taken that the rules are sure of. */
const mostPairs = 20;

const pairsOf = (passage: Passage, most: number): Pair[] =>
  selectProposals(proposalsFor(outlineOf(passage)), most).map(toPair);

/** Every proposal above the floor, also those for which the dataset's settings leave no room. */
export const proposalsFor = (sections: readonly Section[]): Proposal[] =>
  sections.filter(isInformative).flatMap((section) => {
    const rules = isEnglish(section.text) ? rulesForEnglish : rulesForAnyLanguage;
    return rules
      .flatMap((rule) => rule(section))
      .filter((proposal) => proposal.confidence >= leastConfidence && isPresentable(proposal, section.text));
  });

const aboutTheDocument =
  /^(?:document control|(?:version|revision|change) (?:history|log)|changelog|change log|release notes|unreleased|added|changed|fixed|removed|deprecated|security|improvements|bug ?fixes|breaking changes|picture credits|credits|imprint|(?:table of )?contents|references|bibliography|acknowledge?ments?|copyright|v?\d+\.\d+\S*(?: .*)?)$/i;

const isInformative = ({ headings }: Section): boolean => !aboutTheDocument.test(headings.at(-1) ?? '');

const toPair = ({ question, answer, evidence, questionType }: Proposal): Pair => ({
  question,
  answer,
  evidence,
  questionType,
  audience: null,
  facts: [],
  followUps: [],
});
