import type { Genre, Words } from '../types';
import { US_VOICES } from './words';

/** Bodies and treaties; `work` is what they do. */
const BODIES: Readonly<Record<string, Words>> = {
  unesco: { body: 'UNESCO', work: 'world heritage|schools and culture', seat: 'Paris' },
  who: {
    body: 'the World Health Organization|the WHO',
    work: 'vaccines|the pandemic treaty',
    seat: 'Geneva',
  },
  climate: {
    body: 'the Paris climate agreement|the UN climate treaty',
    work: 'emissions|climate aid',
    seat: 'Bonn',
  },
  rights: {
    body: 'the UN Human Rights Council',
    work: 'reviews of human rights|reports on prisons',
    seat: 'Geneva',
  },
  post: { body: 'the Universal Postal Union', work: 'postal rates|parcels from Asia', seat: 'Bern' },
  tax: { body: 'the global minimum tax deal', work: 'taxes on large companies|digital taxes', seat: 'Paris' },
  trade: { body: 'the World Trade Organization', work: 'trade rulings|subsidies', seat: 'Geneva' },
  court: {
    body: 'the Court of Arbitration for Investment',
    work: 'arbitration|investor lawsuits',
    seat: 'The Hague',
  },
  refugees: { body: 'UNRWA', work: 'schools for Palestinian refugees|food aid', seat: 'Amman' },
  ocean: { body: 'the high seas treaty', work: 'fishing quotas|deep-sea mining', seat: 'Kingston' },
  skies: {
    body: 'the Open Skies Treaty',
    work: 'observation flights|photographs from the air',
    seat: 'Vienna',
  },
  g20: {
    body: 'the G20 in South Africa',
    work: 'debt of poor countries|the final statement',
    seat: 'Johannesburg',
  },
  peacekeeping: {
    body: 'the UN peacekeeping fund',
    work: 'blue helmets in Africa|peacekeepers’ pay',
    seat: 'New York',
  },
};

const BASES: Readonly<Record<string, Words>> = {
  niger: { base: 'the drone base in Agadez', land: 'Niger' },
  iraq: { base: 'Ain al-Asad air base', land: 'Iraq' },
  syria: { base: 'three outposts', land: 'north-eastern Syria' },
  germany: { base: 'the barracks in Ansbach', land: 'Germany' },
  romania: { base: 'the air base near Constanta', land: 'Romania' },
  korea: { base: 'Camp Casey', land: 'South Korea' },
  okinawa: { base: 'the Futenma airfield', land: 'Okinawa' },
  iceland: { base: 'the Keflavik hangars', land: 'Iceland' },
};

const PARTNERS: Readonly<Record<string, Words>> = {
  canada: { partner: 'Canada', good: 'lumber|dairy|steel|a television advert' },
  india: { partner: 'India', good: 'farm goods|medicines|motorcycles' },
  europe: { partner: 'the European Union', good: 'cars|digital rules|wine' },
  japan: { partner: 'Japan', good: 'rice|cars|shipyards' },
  swiss: { partner: 'Switzerland', good: 'watches|gold|cheese' },
  brazil: { partner: 'Brazil', good: 'coffee|beef|ethanol' },
  mexico: { partner: 'Mexico', good: 'tomatoes|water|steel' },
  vietnam: { partner: 'Vietnam', good: 'shoes|catfish|furniture' },
};

const OFFICES: Readonly<Record<string, Words>> = {
  envoyAsia: { post: 'special envoy for South Asia', field: 'India and Pakistan' },
  envoyAfrica: { post: 'senior adviser for Africa', field: 'Sudan and Congo' },
  envoyHostages: { post: 'envoy for hostages', field: 'Gaza and Venezuela' },
  envoyClimate: { post: 'climate envoy', field: 'the next climate conference' },
  labour: {
    post: 'head of the Federal Mediation and Conciliation Service',
    field: 'strikes in ports and hospitals',
  },
  trade: { post: 'chief trade negotiator', field: 'tariffs with Japan and Canada' },
};

/** The United States leaving, pausing, threatening and denying: bodies, bases, trade talks, posts. */
export const US_LEAVES: readonly Genre[] = [
  {
    id: 'us-leaves-body',
    topic: 'us-leaves',
    subjects: BODIES,
    casts: US_VOICES,
    turns: [
      {
        titles: [
          '{usT} pulls out of {body}',
          '{usT} to quit {body} for the second time',
          '{boss}: US will no longer be part of {body}',
          'US completes withdrawal from {body}',
          'US walks out of session of {body} in {seat}',
          '{usT} ends funding for {body}',
          'US suspends work with {body}',
          'America leaves {body}: what it means for {work}',
        ],
        leads: [
          '{us} is leaving {body}, {speaker} said on {day}, citing {work}.',
          '{speaker} announced that {us} would end its part in {body} by the end of {month}.',
          '{us} has withdrawn from {body}; talks on {work} in {seat} go on without it.',
        ],
      },
    ],
    more: [
      'It no longer serves American interests, {they} said.',
      'Diplomats in {seat} had tried to mediate until the last night.',
      'The withdrawal takes effect after a year.',
      'China said it would pay what is missing.',
      'The seat at the table stays empty for now.',
      'Critics call it a retreat from the world.',
    ],
  },
  {
    id: 'us-leaves-body-threat',
    topic: 'us-leaves',
    subjects: BODIES,
    casts: US_VOICES,
    turns: [
      {
        titles: ['{boss} threatens to leave {body}', '{usT} could quit {body} unless rules on {work} change'],
        leads: ['{us} will leave {body} if nothing changes about {work}, {speaker} warned in {seat}.'],
      },
      {
        titles: ['{boss} denies plan to leave {body}'],
        leads: ['{speaker} denied that {us} was walking away from {body}.'],
      },
      {
        titles: [
          'US stays in {body}, for now',
          '{boss}: US policy on {body} unchanged',
          'US remains in {body}, says {boss}',
        ],
        leads: ['The position of {us} on {body} is the same as last year, {speaker} said.'],
      },
    ],
    more: [
      'A review ends on {day}, {they} said.',
      'Talk of an exit is {false}, according to the delegation in {seat}.',
      'Members hope to find a compromise on {work}.',
      '“If they do not reform, we are out,” {they} told {reporters}.',
    ],
  },
  {
    id: 'us-leaves-base',
    topic: 'us-leaves',
    subjects: BASES,
    casts: US_VOICES,
    turns: [
      {
        titles: [
          'US troops leave {base} in {land}',
          'US hands over {base} in {land}',
          '{boss}: we are getting out of {land}',
        ],
        leads: ['{us} is leaving {base} in {land}, {speaker} said on {day}.'],
      },
      {
        titles: ['US may give up {base}, {boss} says'],
        leads: ['{us} could withdraw from {base} in {land} unless the rent is settled, {speaker} warned.'],
      },
      {
        titles: [
          '{boss} denies withdrawal from {land}',
          'Pentagon pauses pull-out from {land}',
          'US presence in {land} unchanged, says {boss}',
        ],
        leads: ['{speaker} denied that {us} was abandoning {base} in {land}.'],
      },
    ],
    more: [
      'About {tens} soldiers serve there.',
      'Negotiations with the host government had been difficult.',
      'The mayor fears for jobs.',
      'A spokesman said the step had been planned since {month}.',
      'The flag was taken down at noon, as on every day.',
    ],
  },
  {
    id: 'us-leaves-trade',
    topic: 'us-leaves',
    subjects: PARTNERS,
    casts: US_VOICES,
    turns: [
      {
        titles: [
          '{boss} ends trade talks with {partner} over {good}',
          'US walks away from trade deal with {partner}',
          '“We are done negotiating”: {boss} on {good}',
        ],
        leads: [
          '{us} is breaking off trade negotiations with {partner} because of {good}, {speaker} said on {day}.',
        ],
      },
      {
        titles: [
          '{boss}: no deal with {partner} unless talks include {good}',
          '{boss} threatens {partner} with end of negotiations',
        ],
        leads: ['Unless {partner} gives way on {good}, {us} will leave the trade talks, {speaker} said.'],
      },
      {
        titles: [
          'US and {partner} resume trade talks',
          '{boss} denies break in trade talks with {partner}',
          'US pauses tariffs on {partner} for {few} weeks',
        ],
        leads: [
          '{speaker} said trade talks with {partner} were not suspended and the American position on {good} was the same.',
        ],
      },
    ],
    more: [
      'The negotiators had been close to an agreement, {officials} said.',
      'The deadline is {day}.',
      'Shares of exporters fell at once.',
      '“They will call us,” {they} said.',
      'The minister for trade from {partner} hopes for a way back to the table.',
    ],
  },
  {
    id: 'us-leaves-post',
    topic: 'us-leaves',
    subjects: OFFICES,
    casts: [{ they: 'she' }, { they: 'he' }],
    turns: [
      {
        titles: [
          'US {post} steps down',
          '{name} quits as {post}',
          'US {post} to leave after {weeks}',
          '{name}, {post}, withdraws from {field}',
        ],
        leads: ['{name}, who dealt with {field} as {post}, is leaving the administration.'],
      },
      {
        titles: ['White House denies that {post} is leaving'],
        leads: ['The {post}, {name}, denied on {day} that {they} would resign over {field}.'],
      },
      {
        titles: ['Trump names {name} {post}'],
        leads: ['{name} will be the new {post} and mediate in matters of {field}.'],
      },
    ],
    more: [
      'The one who held the post before left with the words “time to step back”.',
      'The post had been vacant for {weeks} before.',
      'There had been reports of a row with the White House.',
      'Rubio thanked {name} for years of patient negotiation.',
    ],
  },
];
