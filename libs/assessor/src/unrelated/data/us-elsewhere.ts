import type { Genre } from '../types';
import { CONFLICTS } from './conflicts';
import { US_VOICES } from './words';

const genre = (id: string, clauses: Pick<Genre, 'turns' | 'more'>): Genre => ({
  id: `us-elsewhere-${id}`,
  topic: 'us-mediates-elsewhere',
  subjects: CONFLICTS,
  casts: US_VOICES,
  ...clauses,
});

/** The United States as mediator in other conflicts: the very words of a signal, about something else. */
export const US_ELSEWHERE: readonly Genre[] = [
  genre('threatens', {
    turns: [
      {
        titles: [
          '{boss}: {usT} will walk away from {talks} if nothing moves',
          '{usT} ready to drop {talks} {within days|within weeks|by {day}}, {boss} warns',
          '“We have other things to do”: {boss} hints at an end of {place} mediation',
          '{usT} patience with {pair} is running out',
          '{usT} may step back as mediator between {pair}',
          '{boss} gives {pair} until {day}, or mediators go home',
          'US could pause its mediation in {place} over {issue}',
          '“Decide, or we are done”: {boss} loses patience over {talks}',
          '{boss} threatens to quit {talks} over {issue}',
          '{usT} weighs an end to its role in {talks}',
          '“Not our war”: {boss} on {war}',
          '{boss}: this cannot go on for ever',
          '“If there is no deal, we move on”',
          'US mediators could pack their bags, {boss} says',
          'Is Washington about to give up on {place}?',
          'Last chance for {talks}, says {boss}',
          'No more shuttling to {venue} unless {pair} move, {boss} says',
        ],
        leads: [
          '{speaker} said on {day} that {us} would stop mediating between {pair} unless they moved on {issue}.',
          '{us} will “take a pass” on {talks} if there is no answer on {issue}, {speaker} told {reporters}.',
          'If {pair} keep making it difficult, {us} will step back, {speaker} said on the way to {venue}.',
          '{us} is considering whether to go on with its mediation in {place}, according to {officials}.',
          'Patience is thin after {few} rounds on {issue}, {speaker} said of {talks}.',
          'The mediation between {pair} could be over {within days|by the end of {month}}, {speaker} warned in {venue}.',
        ],
      },
    ],
    more: [
      '“We are not going to fly to {venue} for the rest of the year,” said one of the American mediators.',
      'Neither delegation from {place} wanted to comment on the warning.',
      '{other} has offered to take over should the Americans leave.',
      'Mediators had set a deadline for an answer on {issue}; it passed without one.',
      'It is the {second|third|fourth} time this year that {us} has threatened to end its part in {talks}.',
      'Negotiators for {side} said they had heard such threats before.',
      'A walkout would leave {other} as the only mediator in {place}.',
      'Russia, which keeps a consulate there, offered to mediate instead.',
      '“At some point you have to say: this is their fight, not ours,” {they} said of {war}.',
    ],
  }),
  genre('withdraws', {
    turns: [
      {
        titles: [
          '{usT} ends its mediation between {pair}',
          '{usT} suspends {talks}',
          '{boss}: we are out of {talks}',
          'US no longer mediator in {place}, {boss} says',
          '{usT} quits as mediator in {war}',
          '{boss} calls mediators home from {venue}',
          'US pulls out of {talks} after row over {issue}',
          '{usT} pauses its role as mediator in {place}',
          'US hands {talks} over to {other}',
          '“We are not mediators any more,” says {boss}',
          '“It is up to them now”: {boss} closes the file',
          'After {weeks}, Washington leaves {talks}',
          '{usT} washes its hands of {war}',
          'State Department: no more trips to {venue}',
          'US walks out of {talks}',
        ],
        leads: [
          '{us} will no longer mediate between {pair}, {speaker} said on {day}.',
          '{us} has ended its role in {talks} and leaves {issue} to {other}, {speaker} announced.',
          '{speaker} said the American team had left {venue} and would not return to {talks}.',
          'After {weeks} of shuttling between {pair}, {us} has suspended its mediation, {officials} said.',
          '“We have stepped away, and it is for {pair} to settle {issue},” {speaker} told {reporters}.',
        ],
      },
    ],
    more: [
      'The decision is final, {they} added.',
      '{other} said it regretted the American withdrawal and would go on alone.',
      'The envoy for {place} has been given another post.',
      'Mediators had spent {weeks} on {issue}.',
      '{side} blamed {side2} for the failure.',
      'No further rounds are planned in {venue}.',
      'The Russian ambassador at the UN called the American step hasty.',
      '“Washington has left {side} alone,” Lavrov said on a visit to {venue}.',
      'Aid groups in {place} fear that the fighting will grow without a mediator.',
      'The department gave no reason for pulling out, but {officials} pointed to {issue}.',
    ],
  }),
  genre('denies', {
    turns: [
      {
        titles: [
          '{boss} denies that {usT} is walking away from {talks}',
          '{usT} has not given up on {place}, {boss} says',
          'No, we are not leaving {talks}, says {boss}',
          '{boss}: reports of an end to {place} mediation are {false}',
          'White House denies pause in {talks}',
          '{usT} rejects report that it quits as mediator between {pair}',
          '“We are not going anywhere”: {boss} on {talks}',
          '{boss} rows back on threat to abandon {talks}',
          'State Department clarifies remarks on mediating in {place}',
          '{usT} plays down talk of exit from {venue} round',
          '“I never said we would leave”',
          'US did not suspend mediation, {boss} insists',
        ],
        leads: [
          '{speaker} denied on {day} that {us} was about to end its mediation between {pair}.',
          'A report that {us} was leaving {talks} is {false}, {speaker} told {reporters}.',
          '{us} has not abandoned its role as mediator in {place}, {speaker} said after {a day|two days|a week} of confusion.',
          '{speaker} took back the warning that {us} could quit {talks} over {issue}.',
          'Nothing has been suspended in {place}, {speaker} said: {us} remains a mediator between {pair}.',
        ],
      },
    ],
    more: [
      '“Somebody misheard,” {they} said.',
      'The {paper} had reported that the team would go home from {venue}.',
      'The remark was about {issue} only, {they} explained.',
      '{other} said it had never been told of a pause.',
      'Two rounds in {venue} are still planned for {month}.',
      'Questions about other subjects, among them Ukraine, were not taken.',
      '{side} welcomed the clarification.',
      'An earlier version of the statement had said that {us} would “no longer facilitate” the meetings.',
    ],
  }),
  genre('restates', {
    turns: [
      {
        titles: [
          '{boss}: our position on {talks} is the same',
          '{usT} stance on mediating in {place} unchanged, says {boss}',
          '{usT} stays committed to {talks}',
          'Nothing has changed on {place}, says {boss}',
          '{boss} restates what Washington wants from {pair}',
          '“Same as last week”: {boss} on {issue}',
          'US will go on mediating between {pair}, {boss} says',
          'No shift in US policy on {war}',
          'US still at the table in {venue}, {boss} says',
        ],
        leads: [
          'The position of {us} on {war} has not changed, {speaker} said on {day}.',
          '{speaker} repeated that {us} will keep mediating between {pair} as long as both want it.',
          '{us} remains engaged in {talks}, {speaker} told {reporters}, and its view of {issue} is what it was.',
          'Asked whether {us} would stay in {talks}, {speaker} said: “Same as always.”',
        ],
      },
    ],
    more: [
      '“We have said it on Monday, we have said it on Tuesday, and I say it again,” {they} said.',
      'The policy on {place} was set in {month}, {they} added.',
      '{side} had asked for a new proposal on {issue}.',
      'No new steps were announced.',
      'Russia had asked the Security Council for a debate about {place}.',
      'The envoy will go on shuttling between the capitals, {officials} said.',
      '{other} said the American role in {place} was as strong as ever.',
    ],
  }),
  genre('works', {
    turns: [
      {
        titles: [
          '{boss} in {venue} to push {talks}',
          '{usT} brings {pair} to one table',
          '{usT} envoy presents plan for {place}',
          '{boss} hails progress in {talks}',
          'US-brokered truce between {pair} holds',
          'US to host next round of {talks}',
          'Witkoff and Kushner fly to {venue} for {talks}',
          '{boss} speaks with leaders of both sides about {issue}',
          'US offers to mediate in {war}',
          '{usT} proposes compromise on {issue}',
          'Peace plan for {place} on the table in {venue}',
        ],
        leads: [
          '{speaker} met negotiators of {pair} in {venue} on {day} to mediate over {issue}.',
          '{us} put a new proposal for {place} on the table on {day}, according to {officials}.',
          'American mediators brought {pair} together in {venue} for a {few}-hour session on {issue}.',
          'A ceasefire brokered by {us} between {pair} entered its {second|third|fourth} week.',
          '{speaker} said {talks} were “very close” to a deal on {issue}.',
        ],
      },
    ],
    more: [
      '{they} carried messages between the delegations, which sat in two rooms.',
      '“We are the only ones both sides talk to,” said one of the mediators.',
      'The draft has {few} points; the hardest is about {issue}.',
      '{side} agreed in principle, {side2} asked for time.',
      '{other} is taking part as a second mediator.',
      'The next round is planned for {month} in {venue}.',
      'A phone call between the leaders lasted {few} minutes less than planned.',
    ],
  }),
  genre('condition', {
    turns: [
      {
        titles: [
          '{boss}: US stays in {talks} only with a deal on {issue}',
          'US mediation in {place} hangs on {issue}',
          'Without a truce by {day}, US leaves {talks}',
          'US extends deadline for {talks}, again',
          '{usT} ultimatum to {pair} expires without result',
          'US will mediate in {place} if asked, says {boss}',
        ],
        leads: [
          '{us} will go on mediating between {pair} only as long as there is progress on {issue}, {speaker} said.',
          'Unless {pair} agree on {issue} by {day}, {us} will not return to {talks}, {speaker} said.',
          'The deadline {us} had set for {talks} passed on {day}; {speaker} gave {pair} another {few} days.',
          '{us} stands ready to mediate in {place} should both sides wish it, {speaker} said.',
        ],
      },
    ],
    more: [
      'What happens after the deadline is open, {they} said.',
      'It all depends on {side}, {officials} said.',
      '“If they want to fight, let them fight,” {they} said of {pair}.',
      'Should {talks} fail, {other} wants to invite the delegations.',
      'The condition is new: in {month} it had not been mentioned.',
    ],
  }),
  genre('opinion', {
    turns: [
      {
        titles: [
          'Opinion: Washington should stop mediating in {place}',
          'Why the US is leaving {talks}',
          'What if America walks away from {place}?',
          'Analysis: the limits of American mediation in {war}',
          'Five lessons from the failure of {talks}',
          'Explainer: who mediates between {pair}',
          'History: the day the Americans left {talks}',
        ],
        leads: [
          '{us} has lost interest in {war}, argues {name}, and should say so.',
          'A mediator who cannot leave has no weight: {name} on what {pair} learned from {us}.',
          'If {us} gave up {talks}, {other} would fill the gap, writes {name}.',
          'Twenty years ago American mediators left {venue} overnight; a historian looks back at {war}.',
        ],
      },
    ],
    more: [
      'The threat to walk out has been made so often that {pair} no longer hear it.',
      'In {place} nobody remembers a time without envoys.',
      'Since the war in Ukraine began, few readers have looked at {place}.',
      'Good offices are cheap; guarantees for {issue} are not.',
      'Diplomats disagree: without Washington, they say, {side} would never have come to {venue}.',
    ],
  }),
  genre('briefing', {
    turns: [
      {
        titles: [
          'State Department briefing of {day}: {place}, visas, UNESCO',
          'Transcript: {boss} on {place}',
          'In their own words: {boss} answers questions on {talks}',
        ],
        leads: [
          'Excerpts from a news conference about {talks} and other matters.',
          '{speaker} took questions on {war} for {few} minutes; we print a part.',
        ],
      },
    ],
    more: [
      'Question: Is the United States still a mediator in {place}? Answer: Nothing has changed.',
      'Question: Will you leave {talks} if there is no deal? Answer: We will see.',
      'Question: Are you giving up on {pair}? Answer: No, and whoever wrote that misread us.',
      'Question: When will the envoy go to {venue}? Answer: I have no travel to announce.',
      'Question: How long is your patience over {issue}? Answer: Not endless.',
      'Question: Has {other} taken over? Answer: Ask {other}.',
      'Question: And the visas for students? Answer: That is under review.',
    ],
  }),
];
