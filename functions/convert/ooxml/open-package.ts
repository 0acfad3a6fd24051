import { type Archive, openArchive } from '../archive/open-archive.ts';
import { RejectedSource, type Source } from '../conversion.ts';
import { elementsOf, parseXml, type XmlElement } from '../text/parse-xml.ts';

export interface Relationship {
  readonly type: string;
  /** An absolute part name, or the address itself where the target lies outside. */
  readonly target: string;
}

/** An Office Open XML package (ECMA-376 part 2): parts, and how they refer to each other. */
export interface Package {
  readonly archive: Archive;
  readonly mainPart: string;
  part(name: string): XmlElement | null;
  /** The same for a part that many others refer to: it is read once and kept. */
  sharedPart(name: string): XmlElement | null;
  relationships(partName: string): Map<string, Relationship>;
}

export const openPackage = (source: Source): Package => {
  const archive = openArchive(source.bytes, source.fileName);
  const part = (name: string): XmlElement | null => {
    const content = archive.read(name);
    return content && parseXml(content);
  };
  const kept = new Map<string, XmlElement | null>();
  const sharedPart = (name: string): XmlElement | null => {
    if (!kept.has(name)) kept.set(name, part(name));
    return kept.get(name) ?? null;
  };
  const relationships = (partName: string): Map<string, Relationship> => {
    const slash = partName.lastIndexOf('/') + 1;
    const folder = partName.slice(0, slash);
    const file = part(`${folder}_rels/${partName.slice(slash)}.rels`);
    return new Map(
      elementsOf(file ?? undefined).map(({ attributes }) => {
        const target = attributes.Target ?? '';
        const isOutside = attributes.TargetMode === 'External';
        return [
          attributes.Id ?? '',
          { type: kindOf(attributes.Type), target: isOutside ? target : resolve(folder, target) },
        ];
      }),
    );
  };
  const main = [...relationships('').values()].find(({ type }) => type === 'officeDocument');
  if (!main || !archive.has(main.target)) {
    throw new RejectedSource(
      'corrupt',
      `${source.fileName}: the package names no main part; open it in the program that made it and save it again.`,
    );
  }
  return { archive, mainPart: main.target, part, sharedPart, relationships };
};

const kindOf = (type: string | undefined): string => type?.split('/').at(-1) ?? '';

const resolve = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const segment of `${folder}${target}`.split('/')) {
    if (segment === '..') path.pop();
    else if (segment !== '.' && segment !== '') path.push(segment);
  }
  return path.join('/');
};

/** Finds the part that the main part refers to by kind, for example `styles`. */
export const relatedPart = (pack: Package, kind: string): XmlElement | null => {
  for (const { type, target } of pack.relationships(pack.mainPart).values()) {
    if (type === kind) return pack.part(target);
  }
  return null;
};
