import type { Genre } from '../types';
import { US_VOICES } from './words';

const genre = (id: string, told: Omit<Genre, 'id' | 'topic' | 'casts'>): Genre => ({
  id: `us-business-${id}`,
  topic: 'us-business',
  casts: US_VOICES,
  ...told,
});

/** Business of the United States with Russia or with Ukraine that is no mediation between the two. */
export const US_BUSINESS: readonly Genre[] = [
  genre('embassies', {
    subjects: {
      visas: { matter: 'visas for diplomats' },
      property: { matter: 'two seized country houses' },
      flights: { matter: 'direct flights' },
      banks: { matter: 'bank accounts of the embassies' },
    },
    turns: [
      {
        titles: [
          'US and Russia postpone talks about embassies',
          'Russia says US called off meeting on {matter}',
          'No date for next US-Russian round on {matter}',
          'US suspends talks with Russia on {matter}',
        ],
        leads: [
          'A round of bilateral talks between the US and Russia on {matter} has been put off, the embassy in Moscow said.',
          'Washington has cancelled the next bilateral meeting with Moscow on {matter}, the Russian foreign ministry said.',
        ],
      },
      {
        titles: ['US and Russian diplomats meet over {matter}'],
        leads: ['The US and Russia talked for {few} hours about {matter}; nothing else was on the agenda.'],
      },
    ],
    more: [
      'The two embassies have worked with small staffs for years.',
      'A spokeswoman said the list of irritants was long.',
      'The delegations had last met in {month}.',
      'A new date will be announced by both embassies.',
    ],
  }),
  genre('arms-control', {
    subjects: {
      warheads: { treaty: 'the New START treaty', matter: 'warhead limits' },
      tests: { treaty: 'the nuclear test ban', matter: 'nuclear tests' },
      missiles: { treaty: 'the missile pledge', matter: 'medium-range missiles' },
      space: { treaty: 'the outer space treaty', matter: 'weapons in orbit' },
    },
    turns: [
      {
        titles: ['US lets {treaty} with Russia lapse', '{boss}: US no longer bound by {treaty}'],
        leads: ['{us} will not extend {treaty} with Russia, {speaker} said on {day}.'],
      },
      {
        titles: ['US could leave {treaty} if Russia breaks it, {boss} says'],
        leads: ['{us} will withdraw from {treaty} unless Russia lets inspectors back, {speaker} warned.'],
      },
      {
        titles: [
          'Russia proposes year-long freeze on {matter}, US considers',
          '{boss} denies US is leaving {treaty}',
        ],
        leads: [
          '{speaker} said the American position on {matter} had not changed and talks with Russia on arms control could start in {month}.',
        ],
      },
    ],
    more: [
      'Inspections were suspended years ago.',
      'Arms control experts fear a race.',
      'The Kremlin said it regretted the step.',
      'China should be at that table too, {they} said.',
    ],
  }),
  genre('arms', {
    subjects: {
      air: { arms: 'Patriot interceptors' },
      shells: { arms: 'artillery shells' },
      rockets: { arms: 'guided rockets' },
      parts: { arms: 'spare parts for fighter jets' },
    },
    turns: [
      {
        titles: [
          'Pentagon pauses shipment of {arms} to Ukraine',
          'Shipment of {arms} to Ukraine stuck in Poland',
        ],
        leads: [
          'The Pentagon has held back a shipment of {arms} for Ukraine because stocks are low, {officials} said.',
        ],
      },
      {
        titles: ['Pentagon denies halt of {arms} for Ukraine'],
        leads: [
          'Deliveries of {arms} to Ukraine were never suspended, the Pentagon said, calling a report {false}.',
        ],
      },
      {
        titles: [
          'US resumes delivery of {arms} to Kyiv',
          'US policy on {arms} for Ukraine unchanged, Pentagon says',
        ],
        leads: [
          'Deliveries of {arms} to Ukraine were never suspended, the Pentagon said, calling a report {false}.',
          'The US will go on selling {arms} for Ukraine to its allies, the Pentagon said.',
        ],
      },
      {
        titles: ['US could stop selling {arms} to allies for Ukraine'],
        leads: [
          'The US may no longer sell {arms} for Ukraine unless allies order earlier, {officials} said.',
        ],
      },
    ],
    more: [
      'The review of stocks ends in {month}.',
      'The {arms} are paid for by allies.',
      'A pause of {few} weeks is possible, an officer said.',
      'The factory in Alabama works three shifts.',
    ],
  }),
  genre('justice', {
    subjects: {
      crimes: { group: 'the group that investigates war crimes in Ukraine' },
      kids: { group: 'the project that tracks deported Ukrainian children' },
      claims: { group: 'the register of war damage in Ukraine' },
      assets: { group: 'the task force on oligarchs’ yachts' },
    },
    turns: [
      {
        titles: [
          'US withdraws from {group}',
          'US ends funding for {group}',
          'US to leave {group} in {month}',
        ],
        leads: [
          'The US justice department is pulling out of {group}, a letter to staff shows.',
          'Washington will no longer pay for {group}, according to {officials}.',
        ],
      },
      {
        titles: ['US stays in {group} after all', 'Court stops US exit from {group}'],
        leads: ['The US has reversed its decision to leave {group}.'],
      },
    ],
    more: [
      'Prosecutors in The Hague were told on {day}.',
      'The archive is to be handed to European partners.',
      'The department gave savings as the reason.',
      'Lawmakers of both parties had protested.',
    ],
  }),
  genre('aid', {
    subjects: {
      grid: { aid: 'repairs of the power grid in Ukraine' },
      clinics: { aid: 'HIV clinics in Ukraine' },
      farms: { aid: 'seed for Ukrainian farmers' },
      mines: { aid: 'mine clearing in Ukraine' },
      parole: { aid: 'the residence scheme for Ukrainian refugees' },
    },
    turns: [
      {
        titles: [
          'US ends programme for {aid}',
          'US pauses money for {aid}',
          'US aid agency leaves Kyiv office',
        ],
        leads: [
          '{us} has stopped paying for {aid}, {officials} said.',
          '{us} will end {aid} by {month} unless Congress finds the money, {speaker} said.',
        ],
      },
      {
        titles: ['{boss} denies cuts to {aid}', 'Judge orders US to resume {aid}'],
        leads: ['A judge ruled that {us} must not suspend {aid} without a hearing.'],
      },
    ],
    more: [
      'About {tens} local employees will lose their jobs.',
      'Lithuania and Denmark offered to step in.',
      'Notices were sent on {day}.',
      'The programme began eleven years ago.',
    ],
  }),
  genre('economy', {
    subjects: {
      minerals: { firm: 'the minerals fund', thing: 'a lithium field near Kropyvnytskyi' },
      coffee: { firm: 'a coffee chain from Seattle', thing: 'its old shops in Moscow' },
      planes: { firm: 'an aircraft maker from Kansas', thing: 'a titanium contract with Russia' },
      cards: { firm: 'a payment company', thing: 'its Russian licence' },
      oil: { firm: 'an oil company from Houston', thing: 'a stake in Sakhalin' },
    },
    turns: [
      {
        titles: ['{firm} walks away from {thing}', '{firm} puts {thing} on hold'],
        leads: ['{firm} has given up {thing}, its board said on {day}.'],
      },
      {
        titles: ['{firm} denies return to {thing}'],
        leads: ['{firm} may go back to {thing} if the law allows it, a manager told {reporters}.'],
      },
      {
        titles: ['{firm} in talks about {thing}', 'Broker says {firm} is ready to sell {thing}'],
        leads: ['{firm} has begun negotiations over {thing}; an American bank acts as broker.'],
      },
    ],
    more: [
      'The price was not disclosed.',
      'Talks had stalled over an audit.',
      'A mediator had been appointed by a court in London.',
      'Shareholders will vote in {month}.',
    ],
  }),
  genre('embassy-post', {
    subjects: {
      kyiv: { seat: 'Kyiv', land: 'Ukraine' },
      moscow: { seat: 'Moscow', land: 'Russia' },
    },
    turns: [
      {
        titles: ['US ambassador in {seat} steps down', 'US names new consul in {land}'],
        leads: ['The US ambassador in {seat} is leaving the post after {weeks} for family reasons.'],
      },
      {
        titles: ['US embassy in {seat} closes visa office', 'US embassy in {seat} shut for a day'],
        leads: ['The US embassy in {seat} will no longer give out tourist visas, it said on {day}.'],
      },
      {
        titles: ['US embassy in {seat} denies evacuation'],
        leads: [
          'The US embassy in {seat} said it was open as usual and that reports of a pull-out were {false}.',
        ],
      },
    ],
    more: [
      'A deputy will run the mission for the time being.',
      'Citizens were told to check the website.',
      'The building has {few} floors, one of them empty.',
      'The service may resume in {month}.',
    ],
  }),
  genre('space', {
    subjects: {
      station: { craft: 'the space station' },
      capsule: { craft: 'the crew capsule' },
      moon: { craft: 'a lunar probe' },
    },
    turns: [
      {
        titles: ['NASA and Russia extend deal on {craft}', 'NASA denies rift with Russia over {craft}'],
        leads: [
          'NASA and the Russian space agency will go on working together on {craft} until the end of the decade.',
        ],
      },
      {
        titles: ['Russia to leave {craft} partnership with NASA'],
        leads: [
          'Russia could end its part in {craft} if parts are not delivered, its space agency told NASA.',
        ],
      },
      {
        titles: ['Leak on {craft}: NASA and Roscosmos pause docking'],
        leads: ['The docking of {craft} has been put off by {few} days, NASA and Russian engineers said.'],
      },
    ],
    more: [
      'One American and two Russians are on board.',
      'Engineers on both sides hold a call every morning.',
      'The agreement covers seats, not money.',
      'The leak is slow, a flight director said.',
    ],
  }),
];
