import type { Words } from '../types';

/** Words every English clause may use. */
export const SHARED: Words = {
  day: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
  month: 'January|March|April|June|July|September|October|November',
  few: 'two|three|four|five|six|seven|eight|nine',
  tens: '20|30|40|50|60|70|80|90|110|120|140|160',
  weeks: 'two weeks|three weeks|five weeks|two months|four months|half a year|nearly a year|three years',
  usT: 'US|Washington|Trump administration|White House|United States',
  us: 'the United States|Washington|the US|the Trump administration|the White House|the administration',
  officials:
    'officials familiar with the file|two diplomats|three people briefed on it|officials who asked not to be named|people close to the delegation|diplomats in the region',
  reporters:
    'reporters|a radio host|a Senate committee|a breakfast of journalists|a news conference|an interviewer',
  paper: 'newspaper|news site|broadcaster|weekly|wire agency|magazine',
  false:
    'false|invented|nonsense|“not even close”|out of context|a misreading|wrong from the first line to the last',
  name: 'Anna Hartley|Tom Reyes|Grace Oduya|Luis Marten|Helen Brandt|Omar Siddle|Ruth Calloway|Peter Novik|Mina Sato|Karim Doane|Joan Pellow|Victor Amsel',
  city: 'Leeds|Rotterdam|Toledo|Adelaide|Lyon|Denver|Cork|Graz|Tampa|Porto|Osaka|Halifax|Malmö|Durban',
};

/** Names, offices and pronouns of those who speak for the United States. */
export const US_VOICES: readonly Words[] = [
  {
    boss: 'Rubio',
    speaker: 'Marco Rubio|Secretary of State Marco Rubio|Secretary Rubio',
    they: 'he',
  },
  { boss: 'Trump', speaker: 'President Trump|Donald Trump|the US president', they: 'he' },
  { boss: 'Vance', speaker: 'Vice President JD Vance|JD Vance|the vice president', they: 'he' },
  {
    boss: 'Witkoff',
    speaker: 'Steve Witkoff|special envoy Steve Witkoff|presidential envoy Steve Witkoff',
    they: 'he',
  },
  { boss: 'Leavitt', speaker: 'Karoline Leavitt|White House press secretary Karoline Leavitt', they: 'she' },
  {
    boss: 'State Department',
    speaker:
      'the State Department spokeswoman|a State Department spokeswoman|the spokeswoman of the State Department',
    they: 'she',
  },
  { boss: 'State Department', speaker: 'State Department spokeswoman Tammy Bruce|Tammy Bruce', they: 'she' },
  {
    boss: 'US official',
    speaker: 'a senior US official|one American official|a senior administration official',
    they: 'the official',
  },
  { boss: 'Kushner', speaker: 'Jared Kushner|envoy Jared Kushner', they: 'he' },
];
