import type { Genre } from '../types';

const genre = (id: string, told: Omit<Genre, 'id' | 'topic'>): Genre => ({
  id: `sport-${id}`,
  topic: 'sport',
  ...told,
});

/** Players who leave, clubs that deny, talks that break down, referees who step back. */
export const SPORT: readonly Genre[] = [
  genre('transfers', {
    subjects: {
      striker: { player: 'the Brazilian striker', club: 'Rovers', club2: 'Athletic' },
      keeper: { player: 'the Ukrainian goalkeeper', club: 'Harbour City', club2: 'Shakhtar' },
      winger: { player: 'the Georgian winger', club: 'Napoli', club2: 'Paris' },
      captain: { player: 'the American captain', club: 'Leeds', club2: 'Turin' },
      defender: { player: 'the Russian defender', club: 'Monaco', club2: 'Zenit' },
      teenager: { player: 'the 17-year-old midfielder', club: 'Dortmund', club2: 'Ajax' },
    },
    turns: [
      {
        titles: [
          '{club} walk away from deal for {player}',
          '{club} and {club2} break off talks',
          'Middleman in transfer of {player} steps aside',
        ],
        leads: ['{club} have ended negotiations with {club2} over {player}.'],
      },
      {
        titles: ['{club} give {player} a deadline'],
        leads: ['Unless {club2} raise their offer, {club} will pull out of the talks about {player}.'],
      },
      {
        titles: ['{club} deny talks with {player} are off', 'Agent: no change in position of {player}'],
        leads: ['The agent of {player} denied that anything had been agreed with {club2}.'],
      },
      {
        titles: ['{player} to leave {club}'],
        leads: ['{player} will leave {club} in {month}, the agent said; no talks are planned.'],
      },
      {
        titles: ['{player} stays at {club}'],
        leads: ['{player} will not leave {club}, the manager said on {day}.'],
      },
    ],
    more: [
      'The fee is said to be {tens} million.',
      'The window closes on {day}.',
      'A broker had carried papers between the clubs.',
      'Fans sang his name when he left the pitch.',
      'A medical was called off at the last minute.',
    ],
  }),
  genre('american', {
    subjects: {
      commanders: { team: 'the Washington Commanders', star: 'the quarterback' },
      nationals: { team: 'the Washington Nationals', star: 'the pitcher' },
      capitals: { team: 'the Washington Capitals', star: 'the Russian forward' },
      wizards: { team: 'the Washington Wizards', star: 'the point guard' },
      mystics: { team: 'the Washington Mystics', star: 'the centre' },
      usa: { team: 'Team USA', star: 'the sprinter' },
    },
    turns: [
      {
        titles: ['{team} end talks with {star}', 'Washington pulls out of trade for {star}'],
        leads: ['{team} have broken off contract talks with {star}.'],
      },
      {
        titles: ['Arbitrator to decide between {team} and {star}', 'Washington threatens to bench {star}'],
        leads: ['{star} could walk away from {team} if there is no deal before {day}.'],
      },
      {
        titles: ['Coach: {star} not going anywhere', '{team} deny rift with {star}'],
        leads: ['{team} said their plans for {star} were unchanged.'],
      },
    ],
    more: [
      'The league sent a mediator.',
      'He is out for {few} weeks with a sore knee.',
      'Washington lost by {few} points.',
      'The general manager stepped down in {month}.',
      'The players’ union keeps watching the talks.',
    ],
  }),
  genre('events', {
    subjects: {
      cycling: { event: 'the cycling tour', who: 'a team from Kazakhstan' },
      marathon: { event: 'the marathon in {city}', who: 'the favourite from Kenya' },
      sailing: { event: 'the round-the-world race', who: 'the American yacht' },
      worldcup: { event: 'the world cup', who: 'the host in Miami' },
      rally: { event: 'the desert rally', who: 'a Polish driver' },
      olympics: { event: 'the winter games', who: 'the curling team' },
      chess: { event: 'the chess candidates', who: 'a grandmaster from Kharkiv' },
    },
    turns: [
      {
        titles: [
          '{who} withdraws from {event}',
          'Referee steps back from {event}',
          'Stage cancelled, {who} walks off',
        ],
        leads: ['{who} has pulled out of {event} after {few} days.'],
      },
      {
        titles: ['{event}: {who} threatens to leave'],
        leads: ['{who} will leave {event} if the rules are not changed.'],
      },
      {
        titles: ['{who} denies withdrawal from {event}', '{who} will stay in {event} after all'],
        leads: ['{who} clarified that nobody was leaving {event}.'],
      },
    ],
    more: [
      'The umpire tried to mediate between the teams.',
      'Rain had stopped play for {few} hours.',
      'The appeal was dropped on {day}.',
      'Organisers see no reason to postpone anything.',
      'It was a protest about the schedule.',
    ],
  }),
];
