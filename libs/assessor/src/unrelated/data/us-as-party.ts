import type { Genre } from '../types';
import { COUNTERPARTS } from './conflicts';
import { US_VOICES } from './words';

const genre = (id: string, clauses: Pick<Genre, 'turns' | 'more'>): Genre => ({
  id: `us-as-party-${id}`,
  topic: 'us-as-party',
  subjects: COUNTERPARTS,
  casts: US_VOICES,
  ...clauses,
});

/** Talks in which the United States is one of the two sides and others carry the messages. */
export const US_AS_PARTY: readonly Genre[] = [
  genre('leaves', {
    turns: [
      {
        titles: [
          '{usT} walks away from {talks}',
          '{boss}: {talks} are over',
          'US suspends {talks} over {issue}',
          '{boss} calls off {venue} round with {foe}',
          'US team leaves {venue} without a deal on {issue}',
          '“There is nothing left to negotiate,” {boss} says',
          'US breaks off {talks}; {broker} regrets',
          '{broker} ends mediation between US and {foe}',
        ],
        leads: [
          '{us} has broken off its {talks} because of {issue}, {speaker} said on {day}.',
          '{speaker} said American negotiators had left {venue} and would not meet the {foes} side again.',
          '{broker} is no longer mediating between {us} and {foe}, {officials} said.',
          'There will be no further round with {foe} in {venue}, {speaker} told {reporters}.',
        ],
      },
    ],
    more: [
      '{minister} said the Americans had never wanted a deal.',
      '{broker} had carried messages between the two rooms for {weeks}.',
      'The mediator read out a short statement and left.',
      'Oil prices rose after the announcement.',
      'Sanctions stay in force, {they} added.',
      'Both delegations blamed each other over {issue}.',
    ],
  }),
  genre('threatens', {
    turns: [
      {
        titles: [
          '{boss}: US will leave {talks} without a deal on {issue}',
          '{boss} gives {foe} {few} days',
          'US could end {talks}, {boss} warns',
          '“We will not talk for ever”: {boss} to {foe}',
          '{broker} threatens to stop mediating between US and {foe}',
          'Time is running out for {talks}, says {boss}',
          'US patience over {issue} “not endless”',
        ],
        leads: [
          '{us} will walk away from its {talks} if there is no deal on {issue} soon, {speaker} warned.',
          'Without progress on {issue}, the round with {foe} in {venue} will be the last, {speaker} said on {day}.',
          '{broker} could give up its role between {us} and {foe} if neither side moves, {officials} said.',
        ],
      },
    ],
    more: [
      '{minister} called the deadline an insult.',
      '“Either they sign or we are gone,” {they} said about {foe}.',
      'The mediator from {broker} asked for patience.',
      'The next meeting in {venue} is set for {day}, if it takes place.',
      'Similar deadlines passed in {month} and were extended.',
    ],
  }),
  genre('denies', {
    turns: [
      {
        titles: [
          '{boss} denies that {talks} have been suspended',
          'US says {talks} go on despite row over {issue}',
          '{boss}: position on {foe} unchanged',
          '{broker} denies giving up its mediation between US and {foe}',
          'No pause in {talks}, says {boss}',
          '{boss} corrects remark on {issue}',
        ],
        leads: [
          '{speaker} denied a report that {us} had ended its {talks}.',
          'The line of {us} towards {foe} is the same as before, {speaker} said, also on {issue}.',
          '{broker} said it was still mediating between {us} and {foe} and had no plans to stop.',
        ],
      },
    ],
    more: [
      'The report in a {paper} was {false}, {they} said.',
      '{minister} also spoke of a misunderstanding.',
      'The channel through {broker} stays open.',
      'What had been postponed was one session in {venue}, not the process, {officials} said.',
    ],
  }),
  genre('meets', {
    turns: [
      {
        titles: [
          '{boss}: good round of {talks} in {venue}',
          'US and {foe} to meet again in {venue}',
          '{broker} mediates between US and {foe} over {issue}',
          'Witkoff back in {venue} for {talks}',
          'US sends proposal on {issue} to {foe} through {broker}',
          '{boss} open to meeting with {foe}',
        ],
        leads: [
          '{speaker} called the {few} hours with the {foes} delegation in {venue} constructive.',
          '{us} and {foe} exchanged drafts on {issue} through mediators from {broker}.',
          'An American delegation arrived in {venue} on {day} for {talks}.',
        ],
      },
    ],
    more: [
      '{minister} spoke of a serious conversation.',
      '{broker} is acting as go-between, for the two do not sit in one room.',
      'Experts will meet on {day} to work on {issue}.',
      'No date has been fixed for the next round.',
      '“We are closer than a month ago,” {they} said.',
    ],
  }),
];
