import type { Genre } from '../types';
import { CONFLICTS } from './conflicts';

const genre = (id: string, clauses: Pick<Genre, 'turns' | 'more'>): Genre => ({
  id: `others-mediate-${id}`,
  topic: 'others-mediate',
  subjects: CONFLICTS,
  ...clauses,
});

/** Mediators other than the United States, in other conflicts. */
export const OTHERS_MEDIATE: readonly Genre[] = [
  genre('leave', {
    turns: [
      {
        titles: [
          '{other} ends its mediation between {pair}',
          '{other} pulls out of {talks}',
          '{other} suspends role as mediator in {place}',
          'Mediators from {other} leave {venue}',
          '{other} gives up on {talks} after {weeks}',
          '{other} hands {talks} over to {other2}',
          '{side} leaves {talks}',
          'UN envoy for {place} steps down',
        ],
        leads: [
          '{other} will no longer mediate between {pair}, its spokesman said on {day}.',
          '{other} has stopped its work in {talks} because of {issue}.',
          'After {weeks}, mediators from {other} have left {talks} in {venue}.',
          'The mediator for {place} gave up the post on {day} and named {issue} as the reason.',
        ],
      },
    ],
    more: [
      '“A mediator is of use only while both sides want one,” its spokesman wrote.',
      '{other2} is ready to step in.',
      'Delegates of {side} had already left {venue}.',
      'The Russian ambassador in {venue} called the decision hasty.',
      'The fighting in {place} has become heavier since {month}.',
      'The decision can be reversed if {pair} show good will.',
    ],
  }),
  genre('threaten', {
    turns: [
      {
        titles: [
          '{other} could stop mediating between {pair}',
          '{other} warns: {talks} are on the brink',
          '{other} to quit as mediator without a deal on {issue}',
          '{side} threatens to walk out of {talks}',
          'No progress in {venue}: {other} loses patience',
        ],
        leads: [
          '{other} will withdraw as mediator between {pair} unless there is movement on {issue}, its envoy warned.',
          'If {talks} bring nothing by {day}, {other} will send the delegations home.',
          '{other} is reviewing whether its mediation in {place} still makes sense, {officials} said.',
        ],
      },
    ],
    more: [
      'The envoy called the mood in {venue} poisonous.',
      '{side} said it would stay only if {issue} came first.',
      'A pause of {few} weeks is one of the options.',
      '{other2} urged the mediators not to leave.',
      'Russia said it could host the delegations.',
    ],
  }),
  genre('deny', {
    turns: [
      {
        titles: [
          '{other} denies ending {talks}',
          '{other}: our mediation in {place} goes on',
          '{other} has not withdrawn as mediator, spokesman says',
          '{other} restates its offer to mediate between {pair}',
          'Report on end of {talks} is {false}, says {other}',
        ],
        leads: [
          '{other} has not suspended its mediation between {pair}, its spokesman said, calling reports {false}.',
          'The role of {other} in {talks} is unchanged, an adviser said on {day}.',
          '{other} repeated that it stands ready to mediate between {pair} over {issue}.',
        ],
      },
    ],
    more: [
      'A {paper} had written that the envoy had resigned.',
      'The next session in {venue} begins on {day}.',
      '{side} said it had full confidence in the mediators.',
      '“We stay for as long as we are useful,” the adviser said.',
    ],
  }),
  genre('work', {
    turns: [
      {
        titles: [
          '{other} brokers truce between {pair}',
          '{other} invites {pair} to {venue}',
          'Mediators from {other} present draft on {issue}',
          '{talks} resume in {venue}',
          '{other} and {other2} join forces as mediators',
          'Shuttle diplomacy over {issue}: {other} tries again',
        ],
        leads: [
          '{pair} agreed on a truce in {venue} after mediation by {other}.',
          '{other} opened a new round of {talks} on {day}.',
          'An envoy from {other} carried a draft on {issue} from one side in {war} to the other.',
        ],
      },
    ],
    more: [
      'The deal covers {issue} and nothing else.',
      '{side} called it a first step.',
      'Observers are to arrive within {few} days.',
      '{other2} thanked the mediators.',
      'A joint committee will meet in {venue} every month.',
    ],
  }),
];
