const codeStyle = /verbatim|source ?text|^code|inline ?code|code ?char|html ?code/i;

/** Whether a character style, by its name or its id, is that of code in a line: those of pandoc, LibreOffice and Word. */
export const namesCode = (style: string): boolean => codeStyle.test(style);
