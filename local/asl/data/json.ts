export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What is left of a value after a trip over the wire: a deep copy without `undefined`, with dates as strings. Local
 * functions share a process with the interpreter, so without it they could pass each other what Lambda would not carry.
 */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));
