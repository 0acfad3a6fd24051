/** What a filter does on one side: with what a person says (`input`) or with what a model answers (`output`). */
type FilterAction = 'BLOCK' | 'ANONYMIZE' | 'NONE';

/** How a filter is set on both sides; `action` is the stricter of the two. */
export interface FilterSides {
  readonly action: FilterAction;
  readonly inputEnabled: boolean;
  readonly outputEnabled: boolean;
  readonly inputAction: FilterAction;
  readonly outputAction: FilterAction;
}

type WithoutAction = Omit<FilterSides, 'action'>;

export interface PiiFilter extends FilterSides {
  readonly type: string;
}

export interface RegexFilter extends FilterSides {
  readonly name: string;
  readonly description: string;
  readonly pattern: string;
}

export interface WordFilter extends WithoutAction {
  readonly text: string;
}

export interface TopicFilter extends WithoutAction {
  readonly name: string;
  readonly type: 'DENY';
  readonly definition: string;
  readonly examples?: string[];
}

/**
 * A guardrail as the API and CloudFormation both take it.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateGuardrail.html
 */
export interface GuardrailDefinition {
  readonly description: string;
  /** Nobody reads it: what a guardrail finds is taken from its assessment. */
  readonly blockedInputMessaging: string;
  readonly blockedOutputsMessaging: string;
  readonly topicPolicyConfig?: { readonly topicsConfig: TopicFilter[] };
  readonly wordPolicyConfig?: { readonly wordsConfig: WordFilter[] };
  readonly sensitiveInformationPolicyConfig?: {
    readonly piiEntitiesConfig?: PiiFilter[];
    readonly regexesConfig?: RegexFilter[];
  };
}

/** Limits of the API in October 2026, in characters where nothing else is said. */
export const guardrailLimits = {
  description: 200,
  topics: 30,
  /** Of the classic tier; the standard tier takes 1,000 but sends texts to other regions. */
  topicDefinition: 200,
  topicExamples: 5,
  topicExample: 100,
  words: 10_000,
  word: 100,
  /** https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-word-filters.html */
  wordsInAPhrase: 3,
  regexes: 10,
  regex: 500,
  filterName: 100,
} as const;

/** A rule, or a part of one, that the guardrail does not hold; Quarry applies it all the same. */
export interface NotExported {
  /** `<pack>@<version>`. */
  readonly pack: string;
  readonly ruleId: string;
  /** The part that is left out, for example an entity or a term; null for the whole rule. */
  readonly part: string | null;
  readonly reason: string;
}

/** What one kind of rule became. */
export interface Exported<Filter> {
  readonly filters: readonly Filter[];
  readonly notExported: readonly NotExported[];
}
