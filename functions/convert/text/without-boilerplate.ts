import type { Element, ElementContent, Root } from 'hast';
import { isElement, textOf, walkElements } from '../hast.ts';
import { listsContents, turnsPages } from './navigation.ts';

const chromeTags = new Set(['nav', 'footer', 'aside', 'dialog', 'button', 'select', 'form']);
const chromeRoles = new Set(
  'navigation banner contentinfo search complementary dialog alertdialog menu menubar'.split(' '),
);
const chromeNames =
  /(^|[-_])(cookie|consent|breadcrumbs?|share|sharing|social|newsletter|subscribe|advert|ads?|promo|sponsor|sidebar|navbar|navbox|menu|site-?header|site-?footer|page-?footer|skip-?link|pagination|popup|modal|banner)([-_]|$)/i;

/** A page must keep this share of its text, or what looked like chrome was the page itself. */
const minKept = 0.35;

/**
 * Takes what surrounds the content out of a web page. A document that has none of the parts of a web page, such as a
 * saved article, stays whole. Returns sentences on what could not be told apart.
 */
export const withoutBoilerplate = (tree: Root): string[] => {
  removeWhere(tree, (node) => isHidden(node) || isPageTurner(node) || turnsPages(node));
  const mostContents = lengthOf(tree) / 2;
  removeWhere(tree, (node) => listsContents(node) && lengthOf(node) < mostContents);
  walkElements(tree, (node) => {
    if (/^(?:h[1-6]|dt)$/.test(node.tagName)) removeWhere(node, isPermalink);
  });
  if (!hasChrome(tree)) return [];
  const before = lengthOf(tree);
  const main = findMain(tree);
  const content = without(main ?? tree, (node) => isChrome(node) && !(main && isRemark(node)));
  if (lengthOf(content) >= before * minKept || (main && lengthOf(content) > 400)) {
    tree.children = content.type === 'root' ? content.children : [content];
    return [];
  }
  return ['Menus and frame texts of the page could not be told from its content and were kept.'];
};

const hasChrome = (parent: Root | Element): boolean =>
  parent.children.some(
    (child) =>
      isElement(child) &&
      (isElement(child, 'nav', 'footer', 'main') ||
        chromeRoles.has(String(child.properties.role)) ||
        hasChrome(child)),
  );

const findMain = (tree: Root): Element | null => {
  const mains: Element[] = [];
  const articles: Element[] = [];
  walkElements(tree, (node) => {
    if (node.tagName === 'main' || node.properties.role === 'main') mains.push(node);
    else if (node.tagName === 'article') articles.push(node);
  });
  if (mains.length > 0) return mains[0] ?? null;
  return articles.length === 1 ? (articles[0] ?? null) : null;
};

const isHidden = (node: Element): boolean =>
  node.properties.hidden === true ||
  /display:\s*none|visibility:\s*hidden/i.test(String(node.properties.style ?? '')) ||
  (node.properties.ariaHidden === 'true' && node.tagName !== 'math' && textOf(node).trim().length < 40);

/** The strip that leads from page to page of a manual, as DocBook and Texinfo write it. */
const isPageTurner = (node: Element): boolean =>
  node.tagName === 'div' && namesOf(node).some((name) => /^nav-?(?:header|footer|panel)$/.test(name));

/** The sign beside a heading that links to the heading itself: a pilcrow, a number sign, a letter of a font of icons. */
const isPermalink = (node: Element): boolean =>
  node.tagName === 'a' &&
  String(node.properties.href ?? '').startsWith('#') &&
  /^[^\p{L}\p{N}]{1,2}$/u.test(textOf(node).trim());

/** Inside the main part, an aside that is not made of links is what the author says beside the text. */
const isRemark = (node: Element): boolean => {
  if (node.tagName !== 'aside' || namesOf(node).some((name) => chromeNames.test(name))) return false;
  let linked = 0;
  walkElements(node, (child) => {
    if (child.tagName === 'a') linked += lengthOf(child);
  });
  return linked < lengthOf(node) / 2;
};

const namesOf = (node: Element): string[] => [
  String(node.properties.id ?? ''),
  ...((node.properties.className as string[] | undefined) ?? []),
];

const isChrome = (node: Element): boolean => {
  if (chromeTags.has(node.tagName) && !(node.tagName === 'form' && textOf(node).length > 400)) return true;
  if (chromeRoles.has(String(node.properties.role))) return true;
  if (node.tagName === 'header') return !containsHeading(node);
  return (
    /^(div|section|ul|ol|p|span|table|a)$/.test(node.tagName) &&
    namesOf(node).some((name) => chromeNames.test(name))
  );
};

const containsHeading = (node: Element): boolean =>
  node.children.some(
    (child) => isElement(child) && (/^h[1-6]$/.test(child.tagName) || containsHeading(child)),
  );

const removeWhere = (parent: Root | Element, unwanted: (node: Element) => boolean): void => {
  parent.children = (parent.children as Element[]).filter((child) => !isElement(child) || !unwanted(child));
  for (const child of parent.children) if (isElement(child)) removeWhere(child, unwanted);
};

/** A copy of a tree as far as it changes, so that what was taken out can be had back. */
const without = <Parent extends Root | Element>(
  parent: Parent,
  unwanted: (node: Element) => boolean,
): Parent => ({
  ...parent,
  children: (parent.children as ElementContent[])
    .filter((child) => !isElement(child) || !unwanted(child))
    .map((child) => (isElement(child) ? without(child, unwanted) : child)),
});

const lengthOf = (tree: Root | Element): number => textOf(tree).replace(/\s+/g, ' ').length;
