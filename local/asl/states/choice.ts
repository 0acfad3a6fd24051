import * as z from 'zod';
import { choiceRuleSchema } from '../choice/choice-rule.ts';
import { runtimeFailure } from '../failures/state-failure.ts';
import { commonFields, inputOutputFields, selectInput, selectOutput } from '../flow/fields.ts';
import { pathData } from '../flow/scope.ts';
import type { State } from '../flow/state.ts';

export const choiceSchema = z
  .strictObject({
    Type: z.literal('Choice'),
    ...commonFields,
    ...inputOutputFields,
    Choices: z.array(choiceRuleSchema).min(1),
    Default: z.string().optional(),
  })
  .transform(
    ({ Choices, Default, ...fields }): State => ({
      targets: [...Choices.map(({ next }) => next), ...(Default === undefined ? [] : [Default])],
      isTerminal: false,
      async run(input, scope) {
        const selected = selectInput(fields, input, scope);
        const data = pathData(selected, scope);
        const next = Choices.find(({ holds }) => holds(data))?.next ?? Default;
        if (next === undefined)
          throw runtimeFailure(`No choice of state "${scope.state.name}" matched, and it has no Default`);
        return { output: selectOutput(fields, selected, scope), next };
      },
    }),
  );
