/** Control words that stand for a character. */
export const characters = new Map(
  Object.entries({
    tab: '\t',
    line: '\n',
    bullet: '•',
    endash: '–',
    emdash: '—',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    emspace: ' ',
    enspace: ' ',
    page: '',
  }),
);

/** The charsets of fonts that a document may mix (RTF 1.9.1, font table). */
export const charsets: Record<number, string> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

/** The charset of a code page by its number. */
export const codePages = (page: number): string =>
  ({
    932: 'shift_jis',
    936: 'gb18030',
    949: 'euc-kr',
    950: 'big5',
    65001: 'utf-8',
    10000: 'macintosh',
    437: 'windows-1252',
  })[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
