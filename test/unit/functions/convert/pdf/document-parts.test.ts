import { describe, expect, it } from 'vitest';
import { type PrintedPage, printed } from '../../../../support/a-page.ts';
import { readPages as read } from '../../../../support/read-pages.ts';

const filler = [
  'The quick brown fox jumps over the lazy dog near the old river bank and rests.',
  'Every line of this paragraph is about as long as the column that it stands in.',
  'So nobody can take any one of them for a heading, a label or the cell of a row.',
];

describe('running heads and feet', () => {
  const page = (head: string, foot: string, body: string): PrintedPage => ({
    lines: [{ text: head, y: 40 }, ...printed([body, ...filler], { y: 120 }), { text: foot, y: 815 }],
  });

  /** A page whose text is that of no other. */
  const own = (head: string, foot: string, body: string): PrintedPage => ({
    lines: [
      { text: head, y: 40 },
      ...printed([body, ...filler.map((line) => `${body} ${line}`)], { y: 120 }),
      { text: foot, y: 815 },
    ],
  });

  it('removes what stands at the edge of three pages, and the numbers of pages', () => {
    const { markdown, repairs } = read(
      page('Annual report', '1', 'First body.'),
      page('Annual report', '2', 'Second body.'),
      page('Annual report', '3', 'Third body.'),
    );
    expect(markdown).not.toMatch(/Annual report|^\d$/m);
    expect(markdown).toContain('Second body.');
    expect(repairs).toEqual(['6 lines of running heads and feet removed.']);
  });

  it('knows a head whose number changes sides from page to page', () => {
    const { markdown } = read(
      ...[4, 5, 6, 7].map((number) =>
        page(number % 2 ? `A Title ${number}` : `${number} A Title`, 'x'.repeat(number), `Body ${number}.`),
      ),
    );
    expect(markdown).not.toContain('A Title');
    expect(markdown).toContain('Body 6.');
  });

  it('keeps a line that stands at the edge of two pages only', () => {
    const { markdown } = read(
      page('Chapter one', '1', 'First.'),
      page('Chapter one', '2', 'Second.'),
      page('Chapter two', '3', 'Third.'),
    );
    expect(markdown.match(/Chapter/g)).toHaveLength(3);
  });

  it('removes from a single page what a browser prints in its margins', () => {
    const { markdown, repairs } = read({
      lines: [
        { text: '11/26/26, 2:54 PM', x: 24, y: 24 },
        { text: 'Rules of the house', x: 300, y: 24 },
        ...printed(filler, { y: 120 }),
        { text: 'https://example.org/rules', x: 24, y: 828 },
        { text: '1/1', x: 540, y: 828 },
      ],
    });
    expect(markdown).toBe(`${filler.join(' ')}\n`);
    expect(repairs).toEqual(['2 lines of running heads and feet removed.']);
  });

  it('removes a foot that counts its page among two, whatever else it says', () => {
    const foot = (number: number) => own('Lease', `Initials: ____ Page ${number} of 2`, `Body ${number}.`);
    const { markdown } = read(foot(1), foot(2));
    expect(markdown).not.toContain('Initials');
    expect(markdown.match(/Lease/g)).toHaveLength(1);
  });

  it('keeps once what both of two pages have at their edge, and drops it where the text says it too', () => {
    const plain = (body: string): PrintedPage => own('Rules of the house', 'Second floor', body);
    const { markdown, repairs } = read(plain('First.'), plain('Then.'));
    expect(markdown.match(/Rules of the house/g)).toHaveLength(1);
    expect(markdown.match(/Second floor/g)).toHaveLength(1);
    expect(repairs).toEqual(['2 lines of running heads and feet removed.']);
    const said: PrintedPage = {
      lines: [...plain('First.').lines, { text: 'Rules of the house', size: 16, y: 300 }],
    };
    const { markdown: all } = read(said, plain('Then.'));
    expect(all.match(/Rules of the house/g)).toHaveLength(1);
    expect(all).toContain('# Rules of the house');
  });

  it('keeps the first lines of two copies of a form, of lists that go on, and of what moved', () => {
    const copy = own('Request for leave', 'Signature', 'Name');
    expect(read(copy, copy).markdown.match(/Request for leave/g)).toHaveLength(2);
    const list = (body: string): PrintedPage => ({ lines: printed(['Total of the day', body], { y: 40 }) });
    expect(read(list('4 bags'), list('5 bags')).markdown.match(/Total of the day/g)).toHaveLength(2);
    const moved = { lines: [{ text: 'Lease', y: 48 }, ...printed(['Then.'], { y: 120 })] };
    expect(read(own('Lease', 'x', 'First.'), moved).markdown.match(/Lease/g)).toHaveLength(2);
  });

  it('removes the title and the address that Firefox prints in one line', () => {
    const { markdown } = read({
      lines: [
        { text: 'Rules of the house', x: 24, y: 24 },
        { text: 'https://example.org/rules', x: 400, y: 24 },
        ...printed(filler, { y: 120 }),
      ],
    });
    expect(markdown).toBe(`${filler.join(' ')}\n`);
  });

  it('keeps a foot that counts something else, an address in the text and the date of a letter', () => {
    const { markdown } = read({
      lines: [
        { text: '11/26/26, 2:54 PM', y: 90 },
        ...printed(filler, { y: 120 }),
        { text: 'https://example.org/rules', y: 770 },
        { text: 'Annex 2 of 7', y: 815 },
      ],
    });
    expect(markdown).toMatch(/11\/26\/26[\s\S]*example\.org[\s\S]*Annex 2 of 7/);
  });

  it('keeps the same words where they stand within the text', () => {
    const body = (number: number): PrintedPage => ({
      lines: [...printed(['Annual report', ...filler], { y: 300 }), { text: `${number}`, y: 815 }],
    });
    expect(read(body(1), body(2), body(3)).markdown.match(/Annual report/g)).toHaveLength(3);
  });
});

describe('lines', () => {
  it('joins a word that the end of a line parted, and keeps the hyphen of a compound', () => {
    const { markdown } = read({
      lines: printed([
        'It is a well-known matter that the conver-',
        'sion of files is hard, as is any long-',
        'term plan for a long and steady term of work.',
      ]),
    });
    expect(markdown).toContain('the conversion of files');
    expect(markdown).toContain('any long-term plan');
  });

  it('goes on with a sentence that the end of a page parted, and notes where the page begins', () => {
    const { markdown, pages } = read(
      { lines: printed([...filler.slice(0, 1), 'and this sentence does not end on the page where it']) },
      { lines: printed(['began but on the next one.', 'And so on.']) },
    );
    expect(markdown).toContain('on the page where it began but on the next one.');
    expect(pages.map(({ page }) => page)).toEqual([1, 2]);
    expect(markdown.slice(pages[1]?.charStart)).toMatch(/^began but/);
  });

  it('keeps the links of its words', () => {
    const { markdown } = read({
      lines: [
        { text: 'See', y: 100 },
        { text: 'the manual', x: 92, y: 100, href: 'https://example.org/manual' },
        { text: 'for more.', x: 148, y: 100 },
      ],
    });
    expect(markdown).toBe('See [the manual](https://example.org/manual) for more.\n');
  });
});

describe('headings that the file tags', () => {
  const section = (y: number, heading?: number): PrintedPage['lines'] => [
    { text: 'A title like text', y, ...(heading ? { heading } : {}) },
    ...printed(filler, { y: y + 30 }),
  ];

  it('are headings of their level, whatever they look like, and nothing else is one', () => {
    const { markdown } = read({
      lines: [
        ...section(100, 1),
        ...section(220, 3),
        { text: 'A line that is only bold', font: 'Body-Bold', y: 340 },
        ...printed(filler, { y: 370 }),
      ],
    });
    expect(markdown.match(/^#.*/gm)).toEqual(['# A title like text', '## A title like text']);
  });

  it('leave a title that is larger than all of them', () => {
    const { markdown } = read({
      lines: [{ text: 'The whole book', y: 60, size: 24 }, ...section(120, 1), ...section(240, 2)],
    });
    expect(markdown.match(/^#.*/gm)).toEqual([
      '# The whole book',
      '# A title like text',
      '## A title like text',
    ]);
  });

  it('are not believed where most headings are not tagged, or most of the text is', () => {
    const look = (text: string, y: number): PrintedPage['lines'] => [
      { text, y, size: 16, font: 'Body-Bold' },
      ...printed(filler, { y: y + 30 }),
    ];
    const untagged = read({
      lines: [...section(80, 1), ...look('First', 200), ...look('Second', 320), ...look('Third', 440)],
    });
    expect(untagged.markdown.match(/^#.*/gm)).toEqual(['# First', '# Second', '# Third']);
    const all = read({ lines: printed(filler, { heading: 2 }) });
    expect(all.markdown).not.toContain('#');
  });
});

describe('footnotes', () => {
  const noted = (rule: PrintedPage['rules']): PrintedPage => ({
    lines: [
      ...printed(['The fee is thirty euros.1 It is paid at the desk,2 and it is not given back.'], {
        y: 100,
      }),
      ...printed(['1Short routes only.', '2 Or on the web page, where cards are', 'taken.'], {
        y: 700,
        size: 8,
      }),
    ],
    ...(rule ? { rules: rule } : {}),
  });

  it('are told by a short rule above them and by the words that refer to them', () => {
    const { markdown } = read(noted([[72, 690, 150, 690]]));
    expect(markdown).toBe(
      'The fee is thirty euros.[^1-1] It is paid at the desk,[^1-2] and it is not given back.\n\n' +
        '[^1-1]: Short routes only.\n\n[^1-2]: Or on the web page, where cards are taken.\n',
    );
  });

  it('are left as they stand where no rule is above them', () => {
    expect(read(noted(undefined)).markdown).not.toContain('[^');
  });
});

describe('columns', () => {
  const side = (word: string): string[] =>
    Array.from({ length: 8 }, (_, index) => `${word} line number ${index} of this column runs`);

  it('reads the left column before the right, below a title that spans both', () => {
    const { markdown } = read({
      lines: [
        { text: 'A title across the whole of the page above', y: 80, size: 18, font: 'Body-Bold' },
        ...printed(side('Left'), { y: 120 }),
        ...printed(side('Right'), { y: 123, x: 310 }),
      ],
    });
    expect(markdown.indexOf('A title')).toBeLessThan(markdown.indexOf('Left line number 0'));
    expect(markdown.indexOf('Left line number 7')).toBeLessThan(markdown.indexOf('Right line number 0'));
  });
});

describe('headings', () => {
  it('tells them by size and gives numbered ones of one size the depth of their numbers', () => {
    const { markdown } = read({
      lines: [
        { text: 'Handbook', y: 80, size: 20 },
        { text: '1 Scope', y: 120, size: 13, font: 'Body-Bold' },
        ...printed(filler, { y: 150 }),
        { text: '1.1 Details of it', y: 220, size: 13, font: 'Body-Bold' },
        ...printed(filler, { y: 250 }),
      ],
    });
    expect(markdown.match(/^#.*$/gm)).toEqual(['# Handbook', '## 1 Scope', '### 1.1 Details of it']);
  });

  it('takes no caption, no label of a drawing and no line with a bold beginning for one', () => {
    const { markdown } = read({
      lines: [
        { text: 'Report', y: 80, size: 20 },
        ...printed(filler, { y: 110 }),
        { text: 'Figure 3: What was measured', y: 180, size: 12 },
        { text: '+/-', y: 220, size: 14 },
        ...printed(['Note that this line begins with a bold word and runs on to the very edge', ...filler], {
          y: 260,
        }).map((line, index) => (index === 0 ? { ...line, font: 'Body-Bold' } : line)),
      ],
    });
    expect(markdown.match(/^#.*$/gm)).toEqual(['# Report']);
  });

  it('leaves out a table of contents and says so', () => {
    const { markdown, repairs } = read({
      lines: [
        { text: 'Contents', y: 80, size: 16, font: 'Body-Bold' },
        ...printed(['1 Scope ........ 2', '2 Terms ........ 3', '3 Duties ........ 5'], { y: 100 }),
        { text: '1 Scope', y: 200, size: 16, font: 'Body-Bold' },
        ...printed(filler, { y: 220 }),
      ],
    });
    expect(markdown).not.toMatch(/Contents|Duties/);
    expect(markdown).toMatch(/^# 1 Scope$/m);
    expect(repairs).toEqual(['Table of contents of 4 lines removed.']);
  });
});

describe('lists', () => {
  it('nests items by where their markers stand, and goes on with a wrapped one', () => {
    const { markdown } = read({
      lines: [
        { text: '• First item that is long enough to be wrapped onto', y: 100 },
        { text: 'a second line', x: 82, y: 112 },
        { text: '– inner item', x: 90, y: 124 },
        { text: '• Second item', y: 136 },
      ],
    });
    expect(markdown).toBe(
      '- First item that is long enough to be wrapped onto a second line\n  - inner item\n- Second item\n',
    );
  });

  it('sees the bullets that a browser draws', () => {
    const { markdown } = read({
      lines: printed(['Apples of all kinds', 'Pears of some kinds'], { x: 100 }),
      discs: [
        [90, 96],
        [90, 108],
      ],
    });
    expect(markdown).toBe('- Apples of all kinds\n- Pears of some kinds\n');
  });
});

describe('code', () => {
  it('keeps the indentation and the empty lines of a listing', () => {
    const font = 'DejaVuSansMono';
    const { markdown } = read({
      lines: [
        ...printed(filler, { y: 100 }),
        { text: 'def f():', y: 160, font },
        { text: 'return 1', x: 92, y: 172, font },
        { text: 'print(f())', y: 196, font },
        ...printed(filler, { y: 230 }),
      ],
    });
    expect(markdown).toContain('```\ndef f():\n    return 1\n\nprint(f())\n```');
  });
});

describe('tables', () => {
  it('reads cells from the rules drawn around them, with their spans', () => {
    const { markdown } = read({
      lines: [
        { text: 'Name', x: 80, y: 112 },
        { text: 'Both columns', x: 180, y: 112 },
        { text: 'Ann', x: 80, y: 132 },
        { text: 'Left', x: 180, y: 132 },
        { text: 'Right', x: 280, y: 132 },
      ],
      rules: [
        [72, 100, 372, 100],
        [72, 120, 372, 120],
        [72, 140, 372, 140],
        [72, 100, 72, 140],
        [172, 100, 172, 140],
        [272, 120, 272, 140],
        [372, 100, 372, 140],
      ],
    });
    expect(markdown).toBe('| Name | Both columns | |\n| - | - | - |\n| Ann | Left | Right |\n');
  });

  it('takes no frame around a page for a table', () => {
    const { markdown } = read({
      lines: printed(
        [...Array(10)].flatMap(() => filler),
        { y: 80 },
      ),
      rules: [
        [50, 60, 550, 60],
        [50, 700, 550, 700],
        [50, 60, 50, 780],
        [550, 60, 550, 780],
        [50, 780, 550, 780],
      ],
    });
    expect(markdown).not.toContain('|');
  });

  it('tells columns by the white that all lines leave, also where two cells of the header nearly touch', () => {
    const row = (y: number, left: string, right: string) => [
      { text: left, y },
      { text: right, x: 160, y },
    ];
    const { markdown } = read({
      lines: [
        ...printed(filler, { y: 60 }),
        ...row(140, 'Article of goods', 'Price'),
        ...row(156, 'Apples', '3.50'),
        ...row(172, 'Pears', '4.20'),
        ...row(188, 'Plums', '5.10'),
        ...printed(filler, { y: 240 }),
      ],
    });
    expect(markdown).toContain(
      '| Article of goods | Price |\n| - | - |\n| Apples | 3.50 |\n| Pears | 4.20 |\n| Plums | 5.10 |',
    );
  });

  it('joins the lines of a cell where rows stand further apart than lines', () => {
    const { markdown } = read({
      lines: [
        { text: 'Flag', y: 100 },
        { text: 'Meaning', x: 200, y: 100 },
        { text: '--fast', y: 120 },
        { text: 'Runs without the', x: 200, y: 120 },
        { text: 'slow checks', x: 200, y: 132 },
        { text: '--very-', y: 152 },
        { text: 'Runs with all of', x: 200, y: 152 },
        { text: 'slow', y: 164 },
        { text: 'them twice', x: 200, y: 164 },
      ],
      rules: [[72, 104, 400, 104]],
    });
    expect(markdown).toContain('| --fast | Runs without the slow checks |');
    expect(markdown).toContain('slow | Runs with all of them twice |');
  });

  it('makes one table of what the end of a page parted, without the header that is printed again', () => {
    const rows = (...cells: [string, string][]) =>
      cells.flatMap(([left, right], index) => [
        { text: left, y: 100 + index * 20 },
        { text: right, x: 240, y: 100 + index * 20 },
      ]);
    const { markdown } = read(
      { lines: rows(['Code', 'Country'], ['DE', 'Germany'], ['FR', 'France']) },
      { lines: rows(['Code', 'Country'], ['IT', 'Italy'], ['ES', 'Spain']) },
    );
    expect(markdown.match(/^\|.*$/gm)).toEqual([
      '| Code | Country |',
      '| - | - |',
      '| DE | Germany |',
      '| FR | France |',
      '| IT | Italy |',
      '| ES | Spain |',
    ]);
  });
});

describe('text that is read from the right', () => {
  it('puts words, numbers and the signs around them in the order in which they are read', () => {
    const { markdown } = read({
      lines: [
        { text: '.םויה HR Portal תכרעמב (השקב) חלשנ', x: 200, y: 100 },
        { text: '.תועש 24 ךות הנענ', x: 290, y: 112 },
      ].map((line) => ({ ...line, text: wordsInPlace(line.text) })),
    });
    expect(markdown).toBe('נשלח (בקשה) במערכת HR Portal היום. נענה תוך 24 שעות.\n');
  });

  it('names letters that are given by their shapes, and leaves other signs as they are', () => {
    const { markdown } = read({ lines: [{ text: '\uFEE3\uFE98\uFEAE²', x: 200, y: 100 }] });
    expect(markdown).toBe('\u0645\u062A\u0631²\n');
  });

  it('reads the cells of a row and the levels of a list from the right', () => {
    const right = 500;
    const at = (text: string, x: number, y: number) => ({ text, y, x: right - x - text.length * 5 });
    const { markdown } = read({
      lines: [
        at('•', 0, 100),
        at('ראשון', 10, 100),
        at('•', 20, 112),
        at('פנימי', 30, 112),
        ...['אבג', 'דהו', 'זחט', 'יכל'].flatMap((word, row) => [
          at(word, 0, 160 + row * 16),
          at(`${row}1`, 120, 160 + row * 16),
        ]),
      ],
    });
    expect(markdown).toBe(
      '- ראשון\n  - פנימי\n\n| אבג | 01 |\n| - | - |\n| דהו | 11 |\n| זחט | 21 |\n| יכל | 31 |\n',
    );
  });
});

/** As the engine gives them: letters of a word in the order of reading, words and signs in that of drawing. */
const wordsInPlace = (drawn: string): string =>
  drawn
    .split(' ')
    .map((word) => word.replace(/[\u05D0-\u05EA]+/g, (letters) => [...letters].reverse().join('')))
    .join(' ');
