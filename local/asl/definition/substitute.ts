export type ReportProblem = (problem: string, path: readonly PropertyKey[]) => void;

const placeholder = /\$\{([^}]*)\}/g;

/**
 * Replaces each `${Name}` in the strings of a definition, as `definitionSubstitutions` does at deployment, and reports
 * those that have no value.
 */
export const substitute = (
  value: unknown,
  substitutions: Readonly<Record<string, string>>,
  report: ReportProblem,
  path: readonly PropertyKey[] = [],
): unknown => {
  const within = (child: unknown, key: PropertyKey) =>
    substitute(child, substitutions, report, [...path, key]);
  if (typeof value === 'string') {
    return value.replace(placeholder, (whole, name: string) => {
      const substitution = Object.hasOwn(substitutions, name) ? substitutions[name] : undefined;
      if (substitution === undefined) report(`nothing is given for ${whole}`, path);
      return substitution ?? whole;
    });
  }
  if (Array.isArray(value)) return value.map(within);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, within(child, key)]));
};
