import type { Assessment, EvidenceSpan, ModelReading, Opinion, OpinionRole } from '#libs/domain';

/** Raised with every change of this file that can change an assessment. */
export const COMBINE_VERSION = 1;

/** Share of the missing confidence that agreement adds. */
const AGREEMENT = 0.2;
/** Below the confidence from which an item alone is enough (rule 7): two readers of one text are still one text. */
const MOST = 0.94;
/** What disagreement leaves; of any confidence up to `MOST` less than a posture asks for, so the item waits for company. */
const DISAGREEMENT = 0.6;
/** What a reading is worth that only the model has. */
const MODEL_ALONE = 0.55;

/**
 * The assessment of an item by the rules and a recorded opinion. Pure: replays give the same bytes and ask nobody.
 * Without a reading it is the cascade's, untouched.
 */
export function combine(cascade: Assessment, opinion: Opinion | undefined, role: OpinionRole): Assessment {
  if (!opinion || !('reading' in opinion)) return cascade;
  const { reading } = opinion;
  if (role === 'second-opinion') return weighed(cascade, reading);
  return reading.signal === cascade.signal ? confirmed(cascade, reading) : replaced(cascade, reading);
}

/** The cascade's reading, surer or less sure. */
function weighed(cascade: Assessment, { signal }: ModelReading): Assessment {
  const agrees = signal === cascade.signal;
  return {
    ...cascade,
    confidence: agrees ? raised(cascade.confidence) : rounded(cascade.confidence * DISAGREEMENT),
    reason: agrees
      ? `${cascade.reason} A second opinion agrees.`
      : `${cascade.reason} A second opinion reads it as ${signal}, which lowers the confidence.`,
  };
}

/** One signal from both: the model's words first, and what only the cascade finds (statements, outlets) beside them. */
function confirmed(cascade: Assessment, reading: ModelReading): Assessment {
  return {
    ...weighed(cascade, reading),
    evidence: [...spansOf(reading), ...cascade.evidence],
    assessor: primaryOf(cascade),
  };
}

/** The model's signal. The cascade's remarks belong to another reading, so they join no origins here. */
function replaced(cascade: Assessment, reading: ModelReading): Assessment {
  const { signal, certainty, authority, speaker } = reading;
  const { attributedTo } = cascade;
  const isNone = signal === 'none';
  return {
    signal,
    confidence: MODEL_ALONE,
    certainty,
    authority: isNone ? 'other' : authority,
    ...(speaker !== null && !isNone && { speaker }),
    ...(attributedTo && { attributedTo }),
    statements: [],
    evidence: isNone ? [] : spansOf(reading),
    reason: `A model reads it as ${signal}; the rules read it as ${cascade.signal}, which lowers the confidence.`,
    assessor: primaryOf(cascade),
  };
}

const primaryOf = ({ assessor }: Assessment) => ({ ...assessor, name: `model+${assessor.name}` });

const spansOf = ({ quotes }: ModelReading): EvidenceSpan[] =>
  quotes.map((quote) => ({ ...quote, rules: ['model'] }));

/** Never lower than it was. */
const raised = (confidence: number): number =>
  Math.max(confidence, Math.min(MOST, rounded(confidence + AGREEMENT * (1 - confidence))));

/** Figures that people compare have no tail of digits. */
const rounded = (confidence: number): number => Math.round(confidence * 10_000) / 10_000;
