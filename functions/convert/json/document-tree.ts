import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';
import { paragraphsOf } from './value-blocks.ts';

/** A section as document platforms export it: a label, its content, and the sections below it. */
interface Section {
  readonly label?: string;
  readonly content?: string;
  readonly level?: number;
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

export const readDocumentTree = (value: Section | readonly Section[]): ElementContent[] =>
  (Array.isArray(value) ? value : [value]).flatMap((section) => sectionBlocks(section, 1));

const sectionBlocks = (section: Section, depth: number): ElementContent[] => {
  if (depth > maxDepth) return [];
  const level = Math.min(6, Math.max(1, section.level || depth));
  const label = section.label?.trim();
  return [
    ...(label ? [element(`h${level}`, [text(label)])] : []),
    ...paragraphsOf(section.content ?? ''),
    ...(section.children ?? []).flatMap((child) => sectionBlocks(child, label ? level + 1 : depth)),
  ];
};
