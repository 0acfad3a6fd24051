import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';
import { paragraphsOf } from './value-blocks.ts';

/** A section as document platforms export it: a label, its content, and the sections below it. */
interface Section {
  readonly label?: string;
  readonly content?: string;
  /** How deep the section lies, as a number or in digits, counted from 0 or from 1. */
  readonly level?: number | string;
  readonly children?: readonly Section[];
}

const maxDepth = 100;

const isSection = (value: unknown, depth: number): value is Section => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > maxDepth) return false;
  const { label, content, children } = value as Record<string, unknown>;
  const isLabelled = typeof label === 'string' || label === undefined || label === null;
  const isFilled = typeof content === 'string' || content === undefined || content === null;
  const isOpen = children === undefined || children === null || Array.isArray(children);
  return isLabelled && isFilled && isOpen && (typeof label === 'string' || Array.isArray(children));
};

export const isDocumentTree = (value: unknown): value is Section | readonly Section[] => {
  const sections = Array.isArray(value) ? value : [value];
  return sections.length > 0 && sections.every((section) => isSection(section, 0) && 'children' in section);
};

export const readDocumentTree = (value: Section | readonly Section[]): ElementContent[] => {
  const sections: readonly Section[] = Array.isArray(value) ? value : [value];
  const first = Math.min(...sections.map((section) => levelOf(section) ?? 1));
  return sections.flatMap((section) => sectionBlocks(section, 1, 1 - first, 1));
};

const levelOf = ({ level }: Section): number | undefined =>
  level === undefined || level === null || Number.isNaN(Number(level)) ? undefined : Number(level);

/** `inherited` is the level of a section that does not say its own, `shift` what makes the first level 1. */
const sectionBlocks = (
  section: Section,
  inherited: number,
  shift: number,
  depth: number,
): ElementContent[] => {
  if (depth > maxDepth) return [];
  const own = levelOf(section);
  const level = Math.min(6, Math.max(1, own === undefined ? inherited : own + shift));
  const label = section.label?.trim();
  return [
    ...(label ? [element(`h${level}`, [text(label)])] : []),
    ...paragraphsOf(section.content ?? ''),
    ...(section.children ?? []).flatMap((child) =>
      sectionBlocks(child, label ? level + 1 : level, shift, depth + 1),
    ),
  ];
};
