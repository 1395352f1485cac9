import type { Certainty } from '#libs/domain';
import type { Attribution } from '../attribution/attribute';
import type { Verdict, Because } from './rollup';

const SAID: Record<Because, string> = {
  'exit-denied': 'that the US is leaving as mediator is denied or taken back',
  'posture-restated': 'the US says its position as mediator is unchanged',
  'stays-despite-talk': 'the US says it stays as mediator, against talk of leaving',
  'exit-stated': 'the US will no longer mediate; stated as done or decided',
  'exit-stated-weakly': 'the US is said to have left the talks; the role itself is not named',
  'exit-conditional': 'the US will step back as mediator under a condition',
  'exit-prospective': 'the US may step back as mediator; not decided',
  'exit-elsewhere-conditional':
    'the US is said to leave as mediator, but the text ties it to a condition or a plan',
  pressure: 'the US shows that its patience with the talks is ending',
  'worded-exit': 'the text as a whole tells that the US has left as mediator, or decided to',
  'worded-threat': 'the text as a whole tells that the US may leave as mediator',
  'worded-denial': 'the text as a whole takes back, or answers, talk of the US leaving as mediator',
  stays: 'the US goes on mediating',
  mediates: 'the US is at work as mediator: meetings, talks or proposals between the parties',
  opinion: 'a commentator speaks; no new fact about US mediation',
  'other-conflict': 'another conflict is the subject',
  'off-topic': 'not about mediation between Russia and Ukraine',
  'nothing-said': 'nothing is said about the US as mediator',
};

const VOICE: Record<Attribution['authority'], (name: string | undefined) => string> = {
  principal: (name) => `${name ?? 'a principal'} (US principal)`,
  official: (name) => `${name ?? 'an official'} (US official)`,
  unnamed: () => 'unnamed sources',
  foreign: (name) => `${name ?? 'a foreign official'} (foreign)`,
  other: () => 'the text, without an official speaker',
};

/** One sentence that says what was read and who said it. */
export function reasonOf(verdict: Verdict, attribution: Attribution): string {
  const said = SAID[verdict.because];
  if (!verdict.claim && !verdict.words) return `${said[0]!.toUpperCase()}${said.slice(1)}.`;
  return `According to ${VOICE[attribution.authority](attribution.speaker)}: ${said}.`;
}

/** How the text puts the decisive claim. */
export function certaintyOf({ claim, signal }: Verdict): Certainty {
  if (signal === 'clarified') return 'denied';
  if (!claim) return signal === 'threatened' ? 'hedged' : 'asserted';
  if (claim.factuality === 'conditional') return 'conditional';
  return claim.factuality === 'done' && claim.kind !== 'pressure' ? 'asserted' : 'hedged';
}
