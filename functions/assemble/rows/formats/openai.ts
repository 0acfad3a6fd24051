import type { Row } from '#shared/domain/row.ts';

/** A record of OpenAI-style chat fine-tuning, which TRL, axolotl, Together and vLLM-based trainers read too. */
export const openaiRecord = ({ messages }: Row): object => ({ messages });
