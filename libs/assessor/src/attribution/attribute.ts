import type { Claim, SentenceReading } from '../reading/types';
import type { Identity } from './gazetteer';
import type { Cited } from './outlets';
import type { VoiceReader } from './speaker';

/** Who stands behind the decisive claim. */
export interface Attribution {
  authority: Identity['authority'];
  /** As people are shown it. */
  speaker?: string;
  /** What remarks of one speaker are joined under. */
  key?: string;
}

/**
 * What a voice loses by standing in another sentence than the claim, nearest first: one of the lead, which
 * introduces the item's speaker, is never far.
 */
const DISTANCES: [apart: number | 'lead', loss: number][] = [
  [0, 0],
  [1, 0.9],
  [-1, 0.9],
  [2, 1.1],
  [-2, 1.1],
  ['lead', 1.2],
  [3, 1.4],
  [-3, 1.4],
  [4, 1.6],
  [-4, 1.6],
];
const LEAD = 3;
/** No voice weighs more. */
const HEAVIEST = 3;

/** From this weight on a voice counts as speaking or acting. */
const SPEAKS = 0.3;
/** What a voice loses in a sentence that makes no claim. */
const OFF_TOPIC = 0.6;
/** Weight of whoever says nothing of what he must have said to be its source. */
const UNHEARD = 0.2;
/** An outlet's report outweighs a principal who only acts in it, never one who speaks. */
const CITED = 1.9;

/** Everything that tells who speaks in an item. */
export interface Source {
  voices: VoiceReader;
  cited?: Cited;
  /** Sentences that hold a claim: whoever speaks in them speaks of the matter. */
  claimed: ReadonlySet<SentenceReading>;
  effectiveAt?: string;
}

/** The sentence whose speaker is sought. */
export interface Sought {
  reading: SentenceReading;
  /** It states an exit as done: that is an outlet's own conclusion unless somebody says so. */
  mustSpeak: boolean;
}

interface Found {
  voice: Identity;
  weight: number;
}

const heavier = (best: Found | undefined, voice: Identity, weight: number): Found =>
  !best || weight > best.weight ? { voice, weight } : best;

/** The speaker of a sentence's claim, looked for there and then around it. */
export function attribute(
  readings: SentenceReading[],
  { reading: decisive, mustSpeak }: Sought,
  { voices, cited, claimed }: Source,
): Attribution {
  const at = readings.indexOf(decisive);
  let best: Found | undefined;
  const look = (index: number, distance: number): void => {
    const reading = readings[index];
    if (!reading) return;
    const loss = reading === decisive || claimed.has(reading) ? distance : distance + OFF_TOPIC;
    for (const voice of voices(reading)) {
      const silent = mustSpeak && !voice.speaks && voice.authority === 'principal';
      best = heavier(best, voice, (silent ? Math.min(voice.weight, UNHEARD) : voice.weight) - loss);
    }
    if (cited?.learned && cited.reading === reading) best = heavier(best, reported(cited), CITED - distance);
  };
  for (const [apart, distance] of DISTANCES) {
    // Nobody further off can outweigh whoever was found.
    if (best && best.weight >= HEAVIEST - distance) break;
    if (apart !== 'lead') look(at + apart, distance);
    else for (let index = 0; index < LEAD; index++) if (Math.abs(index - at) > 2) look(index, distance);
  }
  if (!best || best.weight < SPEAKS) return { authority: 'other' };
  const { authority, display, key } = best.voice;
  return { authority, speaker: display, key };
}

/** Where the speaker of a claim is to be sought. */
export const soughtFor = ({ kind, factuality, reading }: Claim): Sought => ({
  reading,
  mustSpeak: kind === 'exit' && factuality === 'done',
});

/** What an outlet learned without saying from whom. */
const reported = ({ outlet }: Cited): Identity => ({
  authority: 'unnamed',
  key: `unnamed.${outlet}`,
  display: 'unnamed sources',
});
