/**
 * US dollars for 1,000 text units, as listed for on-demand use in November 2026. They come from pages that quote
 * https://aws.amazon.com/bedrock/pricing/, where AWS states what holds in your region: look there before you budget.
 */
const usdPerThousandUnits = { topicUnits: 0.15, contentUnits: 0.15, sensitiveUnits: 0.1 } as const;

type PaidUnits = Readonly<Record<keyof typeof usdPerThousandUnits, number>>;

export const guardrailUsd = (units: PaidUnits): number =>
  (units.topicUnits * usdPerThousandUnits.topicUnits +
    units.contentUnits * usdPerThousandUnits.contentUnits +
    units.sensitiveUnits * usdPerThousandUnits.sensitiveUnits) /
  1000;
