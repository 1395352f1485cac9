import type { Genre } from '../types';

const genre = (id: string, told: Omit<Genre, 'id' | 'topic'>): Genre => ({
  id: `disputes-${id}`,
  topic: 'disputes',
  ...told,
});

/** Mediators, brokers and broken talks at work, in court, in families and between companies. */
export const DISPUTES: readonly Genre[] = [
  genre('labour', {
    subjects: {
      nurses: { workers: 'nurses', boss: 'the hospital group' },
      pilots: { workers: 'pilots', boss: 'the airline' },
      dockers: { workers: 'dockworkers', boss: 'the port operators' },
      writers: { workers: 'screenwriters', boss: 'the studios' },
      teachers: { workers: 'teachers', boss: 'the school board' },
      carmakers: { workers: 'car workers', boss: 'the carmaker' },
      railway: { workers: 'train drivers', boss: 'the railway' },
      bakers: { workers: 'bakers', boss: 'the bread factory' },
    },
    turns: [
      {
        titles: [
          'Federal mediator leaves talks between {workers} and {boss}',
          '{workers} in {city} walk out after talks collapse',
          'Mediation between {workers} and {boss} suspended',
        ],
        leads: [
          'A federal mediator has withdrawn from the pay talks of {workers} in {city} because the two sides were too far apart.',
        ],
      },
      {
        titles: ['Union of {workers} gives {boss} until {day}'],
        leads: ['{workers} will strike unless {boss} comes back to the table by {day}, their union said.'],
      },
      {
        titles: ['{boss} denies leaving the table', '{workers}: our position has not changed'],
        leads: ['{boss} denied having broken off the mediation with {workers}.'],
      },
      {
        titles: ['White House will not mediate in strike of {workers}'],
        leads: [
          'The US government will no longer mediate between {workers} and {boss}; a retired judge takes over.',
        ],
      },
      {
        titles: [
          'US labor secretary steps in as mediator for {workers}',
          'Strike of {workers} on hold while mediator works',
        ],
        leads: ['The president urged {workers} and {boss} to accept a mediator, a spokeswoman said.'],
      },
    ],
    more: [
      'The union wants {few} per cent, {boss} offers two.',
      '“We were ready to sign at midnight,” said {name}, who leads the negotiation.',
      'A cooling-off period of {tens} days is possible.',
      'The mediator shuttled between two floors of a hotel.',
      'If there is no agreement, the matter goes to arbitration.',
      'Talks broke down over overtime.',
      'Pickets left the gate in the evening.',
    ],
  }),
  genre('divorce', {
    subjects: {
      singer: { couple: 'a pop singer and her manager' },
      mayor: { couple: 'the mayor of {city} and his wife' },
      actors: { couple: 'two actors' },
      heirs: { couple: 'the heirs of a brewery' },
      neighbours: { couple: 'two neighbours in {city}' },
      twins: { couple: 'the twins who own a circus' },
    },
    turns: [
      {
        titles: [
          'Mediator gives up on {couple}',
          '{couple} walk out of mediation',
          'Why more couples leave mediation early',
        ],
        leads: ['The mediation between {couple} has ended without an agreement.'],
      },
      {
        titles: ['Peace at last between {couple}', 'Court sends {couple} back to mediator'],
        leads: ['A mediator will step back unless {couple} stop talking to the press, her office said.'],
      },
      {
        titles: ['Lawyer denies that talks between {couple} are over'],
        leads: ['The lawyer of {couple} denied that the mediation had been broken off.'],
      },
    ],
    more: [
      'At stake are a house, two dogs and a boat.',
      'Mediation costs less than a trial, says {name}, who has done it for {few} years.',
      'One of them left the room {few} times.',
      'A judge will decide in {month}.',
      'Both promised to stay friends.',
    ],
  }),
  genre('court', {
    subjects: {
      pills: { case: 'painkillers', firm: 'a maker of pills' },
      river: { case: 'a polluted river', firm: 'a chemical company' },
      songs: { case: 'a stolen chorus', firm: 'a record label' },
      data: { case: 'a data leak', firm: 'a phone company' },
      tower: { case: 'a leaning tower block', firm: 'a builder' },
      books: { case: 'books used to train a chatbot', firm: 'a software company' },
      crash: { case: 'a train crash', firm: 'a railway company' },
    },
    turns: [
      {
        titles: [
          'Talks on {case} settlement collapse',
          'Mediator in {case} case steps aside over conflict of interest',
          'Judge names mediator in case about {case}',
        ],
        leads: ['A court-appointed mediator has declared the talks over {case} a failure.'],
      },
      {
        titles: [
          '{firm} pulls out of settlement over {case}',
          'Washington state withdraws from {case} settlement',
        ],
        leads: ['{firm} threatened to leave the mediation about {case} if more towns sue.'],
      },
      {
        titles: ['{firm} denies deal over {case}'],
        leads: ['{firm} said its view of {case} was the same as before and denied an agreement.'],
      },
    ],
    more: [
      'More than {tens} plaintiffs are waiting.',
      'The trial could begin in {month}.',
      'Lawyers left the courthouse by a side door.',
      'The judge had set a deadline and extended it twice.',
      'An appeal would take {weeks}.',
    ],
  }),
  genre('merger', {
    subjects: {
      banks: { firms: 'two Italian banks', what: 'a bank merger' },
      airlines: { firms: 'two low-cost airlines', what: 'an airline takeover' },
      beer: { firms: 'a brewer and its rival', what: 'a merger of breweries' },
      chips: { firms: 'a chip designer and a Japanese fund', what: 'a chip deal' },
      papers: { firms: 'a newspaper group and its lender', what: 'the sale of a newspaper' },
      steel: { firms: 'two steelmakers', what: 'a steel takeover' },
      games: { firms: 'two makers of video games', what: 'a games merger' },
    },
    turns: [
      {
        titles: ['Merger off: {firms} end talks', '{firms} walk away from deal'],
        leads: ['Talks between {firms} have been broken off, both said on {day}.'],
      },
      {
        titles: ['White House rejects role in {what}', 'US could block {what}, regulator warns'],
        leads: ['{firms} could abandon their plans if regulators in Washington ask for more concessions.'],
      },
      {
        titles: ['{firms} deny that talks are over', '{firms} back at the negotiating table'],
        leads: ['{firms} denied a report that they had left the talks.'],
      },
      {
        titles: ['Broker withdraws from {what}'],
        leads: ['An investment bank has given up its role as broker between {firms}.'],
      },
    ],
    more: [
      'A break fee of {tens} million is due.',
      'Shares fell by {few} per cent.',
      'Analysts had doubted {what} from the start.',
      'Advisers had shuttled between the boards for {weeks}.',
      'The offer stays on the table until {month}.',
    ],
  }),
  genre('schools-and-councils', {
    subjects: {
      moscow: { town: 'Moscow, Idaho', thing: 'a new swimming pool' },
      odessa: { town: 'Odessa, Texas', thing: 'school uniforms' },
      petersburg: { town: 'St. Petersburg, Florida', thing: 'a baseball stadium' },
      washington: { town: 'Washington, Pennsylvania', thing: 'a bus line' },
      village: { town: 'Ukrainian Village in Chicago', thing: 'parking permits' },
      paris: { town: 'Paris, Texas', thing: 'a water tower' },
      troy: { town: 'Troy, New York', thing: 'an ice rink' },
    },
    turns: [
      {
        titles: ['{town}: council walks away from {thing}'],
        leads: ['The town council of {town} has ended the mediation about {thing}.'],
      },
      {
        titles: [
          'Mediator quits in dispute over {thing} in {town}',
          'Residents of {town} threaten to leave round table on {thing}',
        ],
        leads: [
          'A volunteer mediator in {town} will step down unless the quarrel about {thing} becomes more polite.',
        ],
      },
      {
        titles: [
          '{town}: mayor denies pulling out of talks on {thing}',
          'No shift in position on {thing}, mayor of {town} says',
        ],
        leads: ['The mayor of {town} said nothing had changed about {thing}.'],
      },
    ],
    more: [
      '“I am a plumber, not a diplomat,” said {name}.',
      'The next meeting is on {day} in the library.',
      'Somebody had left the microphone on.',
      'A petition has {tens} signatures.',
      'The vote was put off until {month}.',
    ],
  }),
];
