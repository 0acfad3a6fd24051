import { readJudgePrompts } from '../functions/enforce/judge.ts';
import { readPromptTemplate } from './prompt-templates.ts';

/** The prompts of the judge, as the repository holds them. */
export const judgePrompts = () => readJudgePrompts((name) => readPromptTemplate('enforce', name));
