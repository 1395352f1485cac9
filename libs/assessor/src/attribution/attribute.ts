import type { Authority } from '#libs/domain';
import type { SentenceReading } from '../reading/types';
import { voicesOf, type Voice } from './speaker';

/** Who stands behind the decisive claim. */
export interface Attribution {
  authority: Authority;
  speaker?: string;
}

/** Sentences around the decisive one that may name its speaker, nearest first; the headline counts as near. */
function neighbours(readings: SentenceReading[], decisive: SentenceReading): SentenceReading[] {
  const at = readings.indexOf(decisive);
  const order = [at, at + 1, at - 1, 0, 1, 2, at + 2].filter(
    (index) => index >= 0 && index < readings.length,
  );
  return [...new Set(order)].map((index) => readings[index]!);
}

/** Of the voices that speak in a sentence: anonymity first, then the one named first. */
function speakerIn(voices: Voice[]): Voice | undefined {
  const speaking = voices.filter((voice) => voice.speaks);
  return speaking.find((voice) => voice.authority === 'unnamed') ?? speaking[0];
}

/** The speaker of a sentence's claim, looked for there and then around it. */
export function attribute(
  readings: SentenceReading[],
  decisive: SentenceReading,
  at: string | undefined,
): Attribution {
  const near = neighbours(readings, decisive).map((reading) => voicesOf(reading, at));
  const speaker = near.map(speakerIn).find((voice) => voice !== undefined) ?? near.flat()[0];
  return speaker ? { authority: speaker.authority, speaker: speaker.name } : { authority: 'other' };
}
