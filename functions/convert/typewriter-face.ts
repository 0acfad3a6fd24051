const typewriter =
  /courier|consolas|mono(?!type)|menlo|lucida console|source code|fira code|inconsolata|typewriter/i;

/** Whether all letters of a font, by its name, are of one width, as code is set. */
export const isTypewriterFace = (fontName: string): boolean => typewriter.test(fontName);
