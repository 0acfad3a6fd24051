import type {
  documentRejectionReasons,
  lineRejectionReasons,
  pageRejectionReasons,
  pairRejectionReasons,
  passageRejectionReasons,
} from '#shared/domain/rejection.ts';

type Reason =
  | (typeof documentRejectionReasons)[number]
  | (typeof pageRejectionReasons)[number]
  | (typeof lineRejectionReasons)[number]
  | (typeof passageRejectionReasons)[number]
  | (typeof pairRejectionReasons)[number];

const explanations: Readonly<Record<Reason, string>> = {
  empty: 'The file holds no text.',
  unsupported: 'The file is of a format that is not read.',
  encrypted: 'The file is locked with a password.',
  corrupt: 'The file is damaged or cut short.',
  'too-large': 'The file is larger than its format may be.',
  timeout: 'Reading the file or the page took longer than it may.',
  unreadable: 'Too little of the file could be read to be trusted.',
  missing: 'The file was gone when it was to be read.',
  'invalid-settings': 'The dataset’s settings could not be read.',
  misnamed: 'The file has almost the name of one that is no document.',

  'not-read': 'The page is a picture, and OCR is off.',
  'no-text': 'The page is a picture in which no text was found.',
  illegible: 'What OCR made of the page does not look like text.',
  'reader-failed': 'The reader of pages gave no usable answer.',

  'not-json': 'The line is not JSON.',
  'not-a-prompt': 'The line is not a prompt with its response.',
  'too-long': 'The line is longer than a prompt can be.',

  withheld: 'A detector failed on the passage, so policy shows it to nobody.',
  'nothing-to-ask': 'The passage states nothing that makes a good question.',
  'generation-failed': 'The generator gave no usable answer for the passage.',
  'budget-exhausted':
    'The budget was spent before the passage’s turn came; raised, the next run makes it good.',
  'all-pairs-rejected': 'Pairs were made of the passage, and none of them passed.',

  malformed: 'The question or the answer is not a whole sentence or turn.',
  'not-standalone': 'The question cannot be understood without the document beside it.',
  'wrong-language': 'The pair is in another language than its passage.',
  'wrong-length': 'The question or the answer is too short or too long to train on.',
  'evidence-not-found': 'A quote that should bear the answer is not in the passage word for word.',
  'ungrounded-number': 'The answer holds a number that the passage does not.',
  'ungrounded-name': 'The answer holds a name that the passage does not.',
  'not-a-refusal': 'The question has no answer in the documents, and the answer does not say so.',
  'maybe-answerable': 'The question was meant to have no answer, and another passage may hold one.',
  conflict:
    'Another pair answers the same question otherwise; the first answer is kept, and a person should look.',
  'not-asked-for': 'The model was asked to mend other pairs of the passage than this one.',
  'over-limit': 'The passage has as many pairs already as the settings ask for.',
  'over-total': 'The dataset has as many pairs already as the settings ask for.',
  corrected: 'A person has put another answer in the place of this one.',
  circular: 'The line replaces its own row, or one that was put in its place.',
  withdrawn: 'A person has taken the row out of the dataset.',
  duplicate: 'Another pair asks the same; the first of them is kept.',
  policy: 'A rule of a policy pack rejects what the pair holds.',
  'hollow-after-redaction': 'Redaction left too little of the pair to learn from.',
  'judged-unsupported': 'The judge did not find the answer supported by the passage.',
  'detector-failed': 'A check could not be carried out, so the pair is held back.',
};

/** A reason in plain words; undefined for a reason that this version of the code does not know. */
export const explainReason = (reason: string): string | undefined =>
  Object.entries(explanations).find(([known]) => known === reason)?.[1];
