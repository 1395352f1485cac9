import type { Assessment } from '#libs/domain';

/** What the rules say of items that are about something else, or that they cannot read. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'Another conflict is the subject.',
  'Not about mediation between Russia and Ukraine.',
  'language-not-covered',
]);

/** Whether a model should see the item: the rules found a signal, or at least the subject. */
export const isWorthAsking = ({ signal, reason }: Assessment): boolean =>
  signal !== 'none' || !ELSEWHERE.has(reason);
