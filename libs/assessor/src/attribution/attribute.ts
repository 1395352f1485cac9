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

/** Sentences this far from the decisive one may name its speaker. */
const REACH = 4;
/** What a voice loses by standing in another sentence than the claim; the headline is never far. */
const DISTANCE = [0, 0.9, 1.1, 1.4, 1.6];
const FROM_LEAD = 1.2;
/** Sentences that introduce the item's speaker. */
const LEAD = 3;

/** From this weight on a voice counts as speaking or acting. */
const SPEAKS = 0.3;
/** What a voice loses in a sentence that makes no claim. */
const OFF_TOPIC = 0.6;
/** Weight of whoever says nothing of what he must have said to be its source. */
const UNHEARD = 0.2;
/** An outlet's report outweighs a principal who only acts in it, never one who speaks. */
const CITED = 1.9;

function distanceOf(at: number, index: number): number | undefined {
  const apart = Math.abs(index - at);
  const near = apart <= REACH ? DISTANCE[apart] : undefined;
  const lead = index < LEAD ? FROM_LEAD : undefined;
  return near === undefined ? lead : Math.min(near, lead ?? near);
}

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

/** The speaker of a sentence's claim, looked for there and then around it. */
export function attribute(
  readings: SentenceReading[],
  { reading: decisive, mustSpeak }: Sought,
  { voices, cited, claimed }: Source,
): Attribution {
  const at = readings.indexOf(decisive);
  let best: { voice: Identity; weight: number } | undefined;
  const offer = (voice: Identity, weight: number): void => {
    if (!best || weight > best.weight) best = { voice, weight };
  };
  const around = Array.from({ length: REACH }, (_, n) => [at + n + 1, at - n - 1]).flat();
  for (const index of new Set([at, ...around, ...Array(LEAD).keys()])) {
    const reading = readings[index];
    const distance = distanceOf(at, index);
    if (!reading || distance === undefined) continue;
    const loss = reading === decisive || claimed.has(reading) ? distance : distance + OFF_TOPIC;
    for (const voice of voices(reading)) {
      const silent = mustSpeak && !voice.speaks && voice.authority === 'principal';
      offer(voice, Math.min(voice.weight, silent ? UNHEARD : voice.weight) - loss);
    }
    if (cited?.learned && cited.reading === reading) offer(reported(cited), CITED - distance);
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
