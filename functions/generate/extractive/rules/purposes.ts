import { asAsked } from '../as-asked.ts';
import { contentWords } from '../english.ts';
import type { Section } from '../outline.ts';
import type { Proposal } from '../proposal.ts';
import { sentencesOf } from '../sentences.ts';
import { clauseStandsAlone } from '../stands-alone.ts';

const purpose =
  /^To (?<aim>[a-z]+ (?!(?:this|that|be|do so)\b)[^,]{6,120}), (?:you (?:can|must|should|need to|have to|may)|(?:please )?(?:ask|call|contact|tell|write|use|send|report|check|open|choose|select|make|go|try|run|set|add|keep|bring|show|enter|click|press|install|create|follow|read|pay|take|pass|specify|enable|disable|configure|import|start|update|define|apply|log|sign|visit|fill|submit))\b.+[.!]$/;

/** "To keep the return flight, call us …": how does one do it? */
export const purposes = (section: Section): Proposal[] =>
  sentencesOf(section).flatMap(({ text, quote }) => {
    const aim = purpose.exec(text)?.groups?.aim;
    if (aim === undefined || !clauseStandsAlone(aim) || contentWords(aim).length < 3) return [];
    if (/\b(?:above|below|following|here)\b/i.test(text)) return [];
    return [
      {
        rule: 'purposes',
        question: `How do I ${asAsked(aim)}?`,
        answer: text,
        evidence: [quote],
        questionType: 'procedural',
        confidence: 0.85,
      },
    ];
  });
