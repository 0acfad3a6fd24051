import { contentId } from '../domain/hash.ts';

/** A prompt as a file holds it: a part for the system turn and one for the task, with `{{names}}` to fill in. */
export interface PromptTemplate {
  readonly name: string;
  readonly system: string;
  readonly task: string;
  /** What only some tasks say, by name: a list item of the file each. */
  readonly notes: ReadonlyMap<string, string>;
  /** `<name>-<hash>`: it changes with every change of the file, and so does the cache key that it is part of. */
  readonly version: string;
}

/**
 * Reads a prompt file with the headings `# System` and `# Task`, and `# Types` where it has notes: list items that begin
 * with a name in backticks. Throws when it is not made so.
 */
export const parsePromptTemplate = (name: string, markdown: string): PromptTemplate => {
  const match = /^# System\n([\s\S]+?)\n# Task\n([\s\S]+?)(?:\n# Types\n([\s\S]+))?$/.exec(
    markdown.replaceAll('\r\n', '\n'),
  );
  const [, system, task, types] = match ?? [];
  if (system === undefined || task === undefined) {
    throw new Error(`prompt ${name}: expected the headings "# System" and "# Task", in this order`);
  }
  return {
    name,
    system: system.trim(),
    task: task.trim(),
    notes: new Map(
      [...(types ?? '').matchAll(/^- `([\w-]+)`: (.+)$/gm)].map(([, type = '', note = '']) => [type, note]),
    ),
    version: `${name}-${contentId([system, task, ...(types === undefined ? [] : [types])]).slice(0, 8)}`,
  };
};

/** Throws for a name that the file has no note on. */
export const noteOn = ({ name: prompt, notes }: PromptTemplate, name: string): string => {
  const note = notes.get(name);
  if (note === undefined) throw new Error(`prompt ${prompt}: no note on ${name} under "# Types"`);
  return note;
};

/**
 * Fills in the names. Each is filled in once, so what a value contains is never read as a name again. Throws for a name
 * without a value.
 */
export const renderPrompt = (
  template: PromptTemplate,
  values: Readonly<Record<string, string>>,
): { system: string; prompt: string } => ({
  system: fill(template, template.system, values),
  prompt: fill(template, template.task, values),
});

const fill = (template: PromptTemplate, text: string, values: Readonly<Record<string, string>>): string =>
  text
    .replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`prompt ${template.name}: no value for {{${name}}}`);
      return value;
    })
    .trim();
