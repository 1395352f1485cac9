import type { Authority } from '#libs/domain';
import type { SentenceReading } from '../reading/types';
import type { Voice, VoiceReader } from './speaker';

/** Who stands behind the decisive claim. */
export interface Attribution {
  authority: Authority;
  speaker?: string;
}

/** Sentences around the decisive one that may name its speaker, nearest first; the headline counts as near. */
function neighbours(readings: SentenceReading[], decisive: SentenceReading): SentenceReading[] {
  const at = readings.indexOf(decisive);
  const order = [at, at + 1, at - 1, 0, 1, 2, at + 2, at + 3, at + 4].filter(
    (index) => index >= 0 && index < readings.length,
  );
  return [...new Set(order)].map((index) => readings[index]!);
}

/** What a voice loses by standing in another sentence than the claim. */
const DISTANCE = [0, 0.9, 0.9, 1, 1.2, 1.4];

/** From this weight on a voice counts as speaking or acting. */
const SPEAKS = 0.3;

/** The speaker of a sentence's claim, looked for there and then around it. */
export function attribute(
  readings: SentenceReading[],
  decisive: SentenceReading,
  voices: VoiceReader,
): Attribution {
  let best: { voice: Voice; weight: number } | undefined;
  neighbours(readings, decisive).forEach((reading, distance) => {
    for (const voice of voices(reading)) {
      const weight = voice.weight - (DISTANCE[distance] ?? 1.6);
      if (!best || weight > best.weight) best = { voice, weight };
    }
  });
  if (best && best.weight >= SPEAKS) return { authority: best.voice.authority, speaker: best.voice.name };
  // A foreigner who is only named in the text has not said what it says.
  const named = best && best.voice.authority !== 'foreign' ? best.voice : undefined;
  return named ? { authority: named.authority, speaker: named.name } : { authority: 'other' };
}
