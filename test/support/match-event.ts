type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Whether EventBridge would deliver an event, for the operators that our patterns use; any other throws.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matchesEvent = (pattern: Json, event: Json | undefined): boolean => {
  if (Array.isArray(pattern)) return pattern.some((rule) => matchesRule(rule, event));
  return Object.entries(pattern as Record<string, Json>).every(([key, inner]) =>
    matchesEvent(inner, (event as Record<string, Json> | undefined)?.[key]),
  );
};

const matchesRule = (rule: Json, value: Json | undefined): boolean => {
  if (typeof rule === 'string') return value === rule;
  const [operator, operand] = Object.entries(rule as Record<string, Json>)[0] ?? [];
  if (operator === 'suffix') return typeof value === 'string' && value.endsWith(String(operand));
  // An absent field satisfies no rule of ours: `anything-but` asks for a value.
  if (operator === 'anything-but') return value !== undefined && !matchesRule(operand as Json, value);
  throw new Error(`the operator ${operator} is not known here`);
};
