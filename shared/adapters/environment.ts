import { join } from 'node:path';

/** A variable that the stack sets on every function that needs it. */
export const requireEnvironment = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set`);
  return value;
};

/** The path of a file or folder that the stack lays beside a function's code. */
export const bundledFile = (name: string): string => join(requireEnvironment('LAMBDA_TASK_ROOT'), name);
