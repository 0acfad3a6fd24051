import type { FlowRun } from '../flow/flow.ts';

/** What a group inherits from the one around it, and gives up where it ends. */
export interface GroupState {
  /** Where text goes: the body, or a part of the file that its control word names. */
  destination: string;
  isIgnorable: boolean;
  isBold: boolean;
  isItalic: boolean;
  isStruck: boolean;
  isHidden: boolean;
  script: FlowRun['script'];
  font: number;
  /** How many characters stand after a Unicode one for readers that do not know it. */
  fallbackLength: number;
  style: number;
  outlineLevel: number | null;
  isInTable: boolean;
  listLevel: number | null;
  indent: number;
  url: string | null;
}

const plainText = { isBold: false, isItalic: false, isStruck: false, isHidden: false, script: null };
const plainParagraph = { isInTable: false, style: 0, outlineLevel: null, listLevel: null, indent: 0 };

export const initialState = (): GroupState => ({
  ...plainText,
  ...plainParagraph,
  destination: '',
  isIgnorable: false,
  font: 0,
  fallbackLength: 1,
  url: null,
});

export const marksOf = ({ isBold, isItalic, isStruck, script, url }: GroupState) => ({
  isBold,
  isItalic,
  isStruck,
  script,
  url,
});

type Change = (value: number | null) => Partial<GroupState>;

const flag =
  (name: 'isBold' | 'isItalic' | 'isStruck' | 'isHidden'): Change =>
  (value) => ({ [name]: value !== 0 });

/** Control words that only change the state of their group (RTF 1.9.1). */
const changes = new Map<string, Change>(
  Object.entries<Change>({
    '*': () => ({ isIgnorable: true }),
    intbl: () => ({ isInTable: true }),
    pard: () => plainParagraph,
    plain: () => plainText,
    b: flag('isBold'),
    i: flag('isItalic'),
    strike: flag('isStruck'),
    striked: flag('isStruck'),
    v: flag('isHidden'),
    deleted: flag('isHidden'),
    super: () => ({ script: 'sup' }),
    sub: () => ({ script: 'sub' }),
    nosupersub: () => ({ script: null }),
    f: (value) => ({ font: value ?? 0 }),
    s: (value) => ({ style: value ?? 0 }),
    outlinelevel: (value) => ({ outlineLevel: value }),
    ilvl: (value) => ({ listLevel: value ?? 0 }),
    li: (value) => ({ indent: value ?? 0 }),
    uc: (value) => ({ fallbackLength: value ?? 1 }),
  }),
);

/** Destinations whose text is not part of what the document says. */
export const silent = new Set(
  'fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles bkmkstart bkmkend fldinst shpinst object objdata nonshppict annotation atnid atnauthor pgptbl revtbl template passwordhash wgrffmtfilter ftnsep ftnsepc aftnsep aftnsepc title author nesttableprops'.split(
    ' ',
  ),
);
/** Destinations whose text is, even where readers may ignore them. */
const spoken = new Set('shppict shptxt fldrslt result listtext pntext footnote ud upr'.split(' '));

/** Silent parts that hold what is said in another form. */
const holdsSpoken = new Set(['object', 'shpinst']);

/** Applies a control word, as far as it is about the state of its group. */
export const changeState = (state: GroupState, word: string, value: number | null): void => {
  Object.assign(state, changes.get(word)?.(value));
  const isSilenced = silent.has(state.destination) && !holdsSpoken.has(state.destination);
  if (spoken.has(word) && !isSilenced) Object.assign(state, { destination: word, isIgnorable: false });
  else if (silent.has(word)) state.destination = word;
};
