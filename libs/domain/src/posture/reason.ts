import type { Policy } from './policy';
import type { Posture, Standing } from './posture';

const MEANING: Record<Posture, string> = {
  active: 'the US mediates',
  threatened: 'the US threatens to give up mediating',
  withdrawn: 'the US has given up mediating',
  clarified: 'the US takes back what was read as an exit',
};

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** One sentence a person understands: what is held, on whose word, how broadly, and against what. */
export function reasonOf(
  posture: Posture,
  standing: Standing,
  how: { policy: Policy; due: boolean; principal: boolean },
): string {
  const { origins, outlets, copies, counterEvidence } = standing;
  const told = `${counted(origins, 'origin')} in ${counted(outlets, 'outlet')}`;
  const again = copies > 0 ? `, re-told ${copies === 1 ? 'once' : `${copies} times`}` : '';
  const who = how.principal ? ', a principal on record among them' : ', no principal on record';
  const against = counterEvidence.length > 0 ? `; ${counted(counterEvidence.length, 'item')} against it` : '';
  const held =
    posture === 'active'
      ? `unanswered for ${how.policy.active.dwellHours} h`
      : 'no hour told: held to the end of its day';
  const waited = how.due ? `; ${held}` : '';
  return `${told}${again}${who}: ${MEANING[posture]}${against}${waited}.`;
}
