import type { ConverseCommandInput, Tool } from '@aws-sdk/client-bedrock-runtime';
import type { AnswerStrategy } from '../domain/dataset-settings.ts';
import type { StructuredRequest } from '../ports/language-model.ts';
import type { BedrockModelTraits } from './bedrock-models.ts';
import { withinConverse } from './converse-schema.ts';
import { jsonSchemaOf } from './request-schema.ts';

/**
 * All that a request says to Converse but its messages. The schema is sent once: as that of the tool, as that of the
 * output, or in the prompt.
 */
export const converseInput = <Value>(
  modelId: string,
  traits: BedrockModelTraits,
  strategy: AnswerStrategy,
  request: StructuredRequest<Value>,
): Omit<ConverseCommandInput, 'messages'> => {
  const jsonSchema = withinConverse(jsonSchemaOf(request.schema));
  const { schemaName } = request;
  const system = `${request.system}\n\n${howToAnswer(strategy, schemaName, jsonSchema)}`;
  // Claude reads its tools before the system prompt, so what is cached begins with them.
  const cached = strategy === 'tool' && traits.cachesTools ? system + JSON.stringify(jsonSchema) : system;
  const isCached = cached.length / 4 >= (traits.cacheMinimumTokens ?? Number.POSITIVE_INFINITY);
  return {
    modelId,
    system: [{ text: system }, ...(isCached ? [{ cachePoint: { type: 'default' as const } }] : [])],
    inferenceConfig: {
      maxTokens: request.maxOutputTokens,
      ...(traits.temperature !== undefined && { temperature: traits.temperature }),
    },
    ...(strategy === 'tool' && {
      toolConfig: {
        tools: [{ toolSpec: { name: schemaName, inputSchema: { json: jsonSchema } } } as Tool],
        toolChoice: { tool: { name: schemaName } },
      },
    }),
    ...(strategy === 'schema' && {
      outputConfig: {
        textFormat: {
          type: 'json_schema',
          structure: {
            jsonSchema: { name: schemaName, schema: JSON.stringify(jsonSchema) },
          },
        },
      },
    }),
    ...(traits.additionalModelRequestFields && {
      additionalModelRequestFields: { ...traits.additionalModelRequestFields },
    }),
  };
};

const howToAnswer = (strategy: AnswerStrategy, schemaName: string, jsonSchema: unknown): string => {
  if (strategy === 'tool') return `Answer by calling the tool ${schemaName}.`;
  return strategy === 'schema'
    ? 'Answer with one JSON object and nothing else.'
    : `Answer with one JSON object that matches this schema, and nothing else:\n${JSON.stringify(jsonSchema)}`;
};
