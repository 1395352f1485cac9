import type { Genre, Words } from '../types';

const genre = (id: string, told: Omit<Genre, 'id' | 'topic'>): Genre => ({
  id: `ukraine-russia-${id}`,
  topic: 'ukraine-russia',
  ...told,
});

const TOWNS: Readonly<Record<string, Words>> = {
  pokrovsk: { town: 'Pokrovsk', region: 'Donetsk region' },
  kupiansk: { town: 'Kupiansk', region: 'Kharkiv region' },
  huliaipole: { town: 'Huliaipole', region: 'Zaporizhzhia region' },
  siversk: { town: 'Siversk', region: 'Donetsk region' },
  yunakivka: { town: 'Yunakivka', region: 'Sumy region' },
  vovchansk: { town: 'Vovchansk', region: 'Kharkiv region' },
};

const CITIES: Readonly<Record<string, Words>> = {
  odesa: { target: 'Odesa', what: 'a grain terminal|a market|a ferry pier' },
  kyiv: { target: 'Kyiv', what: 'a block of flats|a tram depot|a heating plant' },
  kharkiv: { target: 'Kharkiv', what: 'a school|a furniture store|a maternity ward' },
  belgorod: { target: 'Belgorod', what: 'a power station|a petrol station|a sports hall' },
  saratov: { target: 'Saratov', what: 'a refinery|an oil depot|an airfield' },
  novorossiysk: { target: 'Novorossiysk', what: 'an oil pier|a container ship|a hotel' },
};

const SPORTS: Readonly<Record<string, Words>> = {
  fencing: { sport: 'fencing', federation: 'the fencing federation' },
  judo: { sport: 'judo', federation: 'the judo federation' },
  tennis: { sport: 'tennis', federation: 'the tennis tour' },
  chess: { sport: 'chess', federation: 'the chess federation' },
  skating: { sport: 'figure skating', federation: 'the skating union' },
  gymnastics: { sport: 'gymnastics', federation: 'the gymnastics federation' },
};

const SWAPS: Readonly<Record<string, Words>> = {
  emirates: {
    broker: 'the United Arab Emirates',
    brokerT: 'UAE',
    whom: 'captured soldiers|wounded prisoners',
  },
  qatar: { broker: 'Qatar', brokerT: 'Qatar', whom: 'children taken from their families|civilians' },
  vatican: { broker: 'the Vatican', brokerT: 'Vatican', whom: 'priests|sick prisoners' },
  turkiye: { broker: 'Türkiye', brokerT: 'Türkiye', whom: 'sailors|commanders from Mariupol' },
  redCross: {
    broker: 'the Red Cross',
    brokerT: 'Red Cross',
    whom: 'the bodies of fallen soldiers|missing civilians',
  },
};

/** Russia and Ukraine at war and at home, without any mediation by the United States. */
export const UKRAINE_RUSSIA: readonly Genre[] = [
  genre('front', {
    subjects: TOWNS,
    turns: [
      {
        titles: ['Ukraine withdraws from positions near {town}', 'Ukrainian army pulls back south of {town}'],
        leads: [
          'Ukrainian units have left {few} positions near {town} in {region}, the army said on {day}.',
          'Ukraine may have to step back from {town} if its supply road is cut, a commander warned.',
        ],
      },
      {
        titles: [
          'Russian troops enter {town}, Ukraine denies loss of the town',
          'Kyiv denies retreat from {town}',
          'Russia claims {town}; Ukraine says battle goes on',
        ],
        leads: [
          'Russia said its forces had taken {town}; Ukraine denied it and said nothing had changed in {region}.',
        ],
      },
      {
        titles: [
          'Fighting for {town} pauses in heavy fog',
          'Russia pauses assault on {town}',
          'Situation around {town} unchanged, general staff says',
        ],
        leads: ['The front near {town} was quiet for the first time in {weeks}, a Ukrainian officer said.'],
      },
    ],
    more: [
      'About {tens} residents are still in the town.',
      'A drone operator said the fog helped both sides.',
      'Officials urged everybody to leave {region}.',
      'The general staff counted {tens} clashes in a day.',
      'Volunteers stopped their trips to {town} after a van was hit.',
      'A local truce for the wounded lasted {few} hours.',
    ],
  }),
  genre('strikes', {
    subjects: CITIES,
    turns: [
      {
        titles: [
          'Drones hit {what} in {target}',
          'Strike on {target}: {few} injured, {what} burns',
          'Air alert in {target} ends after {few} hours',
          '{target} closes schools after drone attack',
          'Officials deny that {what} in {target} was a military target',
          'Power is back in {target} after attack',
        ],
        leads: [
          'A drone struck {what} in {target} in the night to {day}, the governor said.',
          'At least {few} people were hurt when {what} in {target} was hit.',
          'Air defence shot down {tens} drones on the way to {target}; debris fell on {what}.',
        ],
      },
    ],
    more: [
      'Trains were held back for {few} hours.',
      'Firefighters left the site at dawn.',
      'The mayor warned that heating could be suspended.',
      'The airport stopped flights and resumed them in the morning.',
      'Neither side commented.',
      'Residents put boards into their windows.',
    ],
  }),
  genre('plant', {
    subjects: {
      zaporizhzhia: { plant: 'the Zaporizhzhia nuclear plant' },
      chornobyl: { plant: 'the shelter at Chornobyl' },
      kursk: { plant: 'the Kursk nuclear plant' },
    },
    turns: [
      {
        titles: [
          'Local truce for repairs at {plant}',
          'UN agency mediates pause in fighting near {plant}',
          'Line to {plant} cut again',
        ],
        leads: [
          'The UN nuclear agency brokered a local ceasefire so that engineers could mend a line to {plant}.',
        ],
      },
      {
        titles: ['UN inspectors leave {plant} after rotation'],
        leads: [
          'Inspectors at {plant} were replaced on {day} after {weeks} at the site between Ukrainian and Russian lines.',
        ],
      },
      {
        titles: ['Russia denies plan to restart {plant}', 'Ukraine and Russia trade blame over {plant}'],
        leads: ['Russia and Ukraine accused each other of shelling near {plant}.'],
      },
    ],
    more: [
      'Diesel generators ran for {few} days.',
      'The agency thanked both sides for their restraint.',
      'The repair needs good weather.',
      'Radiation is at normal level.',
      'The pause ends at midnight unless it is extended.',
    ],
  }),
  genre('prisoners', {
    subjects: SWAPS,
    turns: [
      {
        titles: [
          '{brokerT} mediates return of {whom}',
          'Russia and Ukraine exchange prisoners with help of {broker}',
          '{brokerT} brings home {whom}',
        ],
        leads: [
          'Ukraine and Russia have exchanged {whom} after mediation by {broker}, both defence ministries said.',
          '{broker} helped to bring {whom} home to Ukraine, the commissioner in Kyiv said on {day}.',
        ],
      },
      {
        titles: [
          '{brokerT} says its mediation between Moscow and Kyiv goes on',
          '{brokerT} denies end of its role in prisoner swaps',
        ],
        leads: ['{broker} said it would go on mediating between Russia and Ukraine over {whom}.'],
      },
      {
        titles: ['{brokerT} pauses mediation over lists of {whom}'],
        leads: ['{broker} has suspended its work on {whom} until Moscow and Kyiv agree on lists.'],
      },
    ],
    more: [
      'It was the {second|fifth|ninth} exchange of this year.',
      'Buses crossed the Belarusian border at noon.',
      'Families had waited since the morning.',
      'The mediators do not publish the lists.',
      'The youngest of them is {few} years old.',
      '“We are happy to be a bridge,” an official of the mediators said.',
    ],
  }),
  genre('grain', {
    subjects: {
      blackSea: { matter: 'the Black Sea corridor', who: 'Türkiye' },
      danube: { matter: 'the Danube ports', who: 'Romania' },
      poland: { matter: 'Polish border crossings', who: 'the European Commission' },
      rapeseed: { matter: 'the export duty on rapeseed', who: 'the farmers’ union' },
    },
    turns: [
      {
        titles: [
          'Ukraine: grain exports through {matter} fall',
          'Ukrainian traders quit talks on {matter}',
          'Insurers leave {matter}',
        ],
        leads: [
          'Ukrainian exporters have suspended contracts because of trouble with {matter}.',
          'Ukraine could stop using {matter} if insurance becomes dearer, a union of traders warned.',
        ],
      },
      {
        titles: [
          'Talks on {matter} end without result',
          '{who} offers to mediate over {matter}',
          'Kyiv denies ban on shipments through {matter}',
        ],
        leads: ['{who} wants to mediate in the row over {matter} between Ukraine and its neighbours.'],
      },
    ],
    more: [
      'The harvest was {few} per cent smaller than last year.',
      'Ships wait {few} days on average.',
      'Wheat prices hardly moved.',
      'A meeting planned for {day} was called off.',
      'Farmers blocked a road and went home in the evening.',
    ],
  }),
  genre('song-contest', {
    subjects: {
      eurovision: { contest: 'Eurovision', land: 'Ukraine' },
      intervision: { contest: 'Intervision in Moscow', land: 'Russia' },
      biennale: { contest: 'the Venice Biennale', land: 'Russia' },
      film: { contest: 'a film festival in Odesa', land: 'Ukraine' },
    },
    turns: [
      {
        titles: [
          'Singer withdraws from {contest}',
          'Favourite drops out of {contest} for family reasons',
          'Jury of {contest} quits',
        ],
        leads: ['A singer who was to stand on the stage of {contest} for {land} has pulled out.'],
      },
      {
        titles: ['{land} stays in {contest}, broadcaster says'],
        leads: [
          '{land} will take part in {contest}, its culture ministry said, denying reports of a withdrawal.',
        ],
      },
      {
        titles: ['{contest}: organisers deny threat to cancel', 'Band from {land} may leave {contest}'],
        leads: [
          'The organisers of {contest} threatened to leave the hall unless the roof is mended; {land} is to perform on {day}.',
        ],
      },
    ],
    more: [
      'The song is about a river.',
      'The odds changed within minutes.',
      'Rehearsals were paused for {few} hours.',
      'A mediator was called when two choirs claimed the same dressing room.',
    ],
  }),
  genre('sport-bans', {
    subjects: SPORTS,
    turns: [
      {
        titles: [
          '{federation} lets Russians return, Ukraine protests',
          'Ukrainian refuses handshake in {sport} final',
        ],
        leads: [
          'Russian athletes may compete in {sport} again, without flag, {federation} decided on {day}.',
        ],
      },
      {
        titles: ['Ukraine may boycott world cup in {sport}'],
        leads: ['Ukraine will leave the championship in {sport} if Russia takes part, its team said.'],
      },
      {
        titles: [
          'Russia withdraws appeal in {sport} dispute',
          'Sports court mediates between {federation} and Russia',
        ],
        leads: ['A mediator of the sports court met lawyers of Russia and {federation}.'],
      },
      {
        titles: ['{federation} denies easing ban on Russia', 'Position on Russian flag in {sport} unchanged'],
        leads: ['{federation} said its stance on Russia and Belarus had not changed.'],
      },
    ],
    more: [
      'Arbitration would take {weeks}.',
      'The Ukrainian team walked out of the draw.',
      'The referee shook hands with both.',
      'Sponsors threatened to leave.',
      'The vote was {few} to two.',
    ],
  }),
  genre('russia-at-home', {
    subjects: {
      telegram: { thing: 'a messenger service', who: 'the communications watchdog' },
      rate: { thing: 'the key interest rate', who: 'the Russian central bank' },
      petrol: { thing: 'the ban on petrol exports', who: 'the Russian energy ministry' },
      airline: { thing: 'a regional airline', who: 'the Russian transport ministry' },
      bolshoi: { thing: 'a ballet at the Bolshoi', who: 'the theatre in Moscow' },
      railway: { thing: 'cuts at the railways', who: 'the state railway company in Moscow' },
    },
    turns: [
      {
        titles: [
          'Russia: dispute over {thing}',
          'Kremlin denies decision on {thing}',
          'Peskov: position on {thing} unchanged',
        ],
        leads: [
          'In Russia, {who} denied that anything had been decided about {thing}.',
          'The Kremlin does not interfere in the dispute over {thing}, spokesman Dmitry Peskov said on {day}.',
        ],
      },
      {
        titles: ['Governor steps down in row over {thing}', 'Duma postpones talks on {thing}'],
        leads: ['A Russian governor has left office after criticism over {thing}.'],
      },
      {
        titles: ['Moscow court suggests mediation over {thing}'],
        leads: ['A court in Moscow proposed a mediator in the case about {thing}, and {who} agreed.'],
      },
    ],
    more: [
      'The paper Kommersant had reported otherwise.',
      'A decision could be made in {month}.',
      'Deputies walked out of the session.',
      'Prices rose by {few} per cent.',
      'Experts see no way back.',
    ],
  }),
  genre('corruption', {
    subjects: {
      energy: { case: 'the state nuclear company', accused: 'a former energy minister' },
      defence: { case: 'winter jackets for the army', accused: 'a supplier of the army' },
      court: { case: 'a bribe at the supreme court', accused: 'a judge' },
      drones: { case: 'overpriced drones', accused: 'a member of parliament' },
      land: { case: 'land near Kyiv', accused: 'a deputy prime minister' },
    },
    turns: [
      {
        titles: ['Prosecutor withdraws from trial over {case}', 'Ukraine: trial over {case} suspended'],
        leads: ['A trial in Kyiv over {case} was suspended on {day} because {accused} was ill.'],
      },
      {
        titles: [
          'Kyiv: {accused} denies bribes in case of {case}',
          '{accused} steps back amid inquiry into {case}',
        ],
        leads: ['In Ukraine, {accused} denied having acted as go-between in the affair about {case}.'],
      },
      {
        titles: [
          'Court in Kyiv rejects deal in case of {case}',
          'Anti-corruption bureau stays on case of {case}',
        ],
        leads: ['A Ukrainian court refused a settlement between prosecutors and {accused} over {case}.'],
      },
    ],
    more: [
      'Tapes of {few} hours were played.',
      'The middleman is said to have left the country.',
      'The defence will appeal.',
      'The next session is on {day}.',
      'Bail was set at a record sum.',
    ],
  }),
  genre('european-aid', {
    subjects: {
      loan: { aid: 'a loan for Ukraine', payer: 'the European Union' },
      assets: { aid: 'the use of frozen Russian assets for Ukraine', payer: 'Belgium' },
      accession: { aid: 'the first chapter of Ukraine’s accession', payer: 'Hungary' },
      refugees: { aid: 'protection for Ukrainian refugees', payer: 'Poland' },
      shells: { aid: 'shells for Ukraine', payer: 'the Czech Republic' },
      gas: { aid: 'gas storage in western Ukraine', payer: 'Norway' },
    },
    turns: [
      {
        titles: ['{payer} threatens to block {aid}'],
        leads: [
          '{payer} could leave the agreement on {aid} unless the others share the risk, a minister warned.',
        ],
      },
      {
        titles: [
          '{payer} denies pulling out of {aid}',
          '{payer}: our position on {aid} is unchanged',
          '{payer} to stay with {aid}, minister says',
        ],
        leads: ['{payer} has not given up on {aid}, its government said on {day}.'],
      },
      {
        titles: ['EU summit: no deal on {aid}', 'Brussels mediates in row over {aid}'],
        leads: ['A mediator from the European Council met ministers of {payer} about {aid}.'],
      },
      { titles: ['{payer} suspends {aid}'], leads: ['{payer} put {aid} on hold until {month}.'] },
    ],
    more: [
      'Ambassadors talked until {few} in the morning.',
      'A compromise was on the table and then off it again.',
      'The Commission will present a new draft.',
      'Opponents speak of a last chance.',
      'Kyiv thanked its partners.',
    ],
  }),
  genre('neighbours', {
    subjects: {
      pipeline: {
        row: 'the Druzhba oil pipeline',
        others: 'Ukraine and Hungary',
        fixer: 'the European Commission',
      },
      graves: {
        row: 'exhumations in Volhynia',
        others: 'Poland and Ukraine',
        fixer: 'a commission of historians',
      },
      crash: { row: 'the crash of an airliner', others: 'Russia and Azerbaijan', fixer: 'Kazakhstan' },
      church: {
        row: 'a monastery in Kyiv',
        others: 'two Orthodox churches in Ukraine',
        fixer: 'the patriarch',
      },
      transit: {
        row: 'rail transit to Kaliningrad',
        others: 'Russia and Lithuania',
        fixer: 'the European Commission',
      },
      fishing: { row: 'crab quotas', others: 'Russia and Norway', fixer: 'the fisheries commission' },
    },
    turns: [
      {
        titles: ['{fixer} mediates in dispute about {row}'],
        leads: ['{others} could not agree on {row}; {fixer} wants to go on mediating.'],
      },
      {
        titles: ['Row over {row}: {fixer} gives up'],
        leads: ['{fixer} has ended its mediation between {others} over {row}.'],
      },
      {
        titles: [
          '{others} break off talks on {row}',
          '{others} close to deal on {row}',
          '{fixer} denies leaving talks on {row}',
        ],
        leads: ['Talks between {others} on {row} will be resumed on {day} with {fixer} as mediator.'],
      },
    ],
    more: [
      'The two foreign ministers spoke for {few} minutes.',
      'Neither wants to be the first to leave the table.',
      'The dispute is older than the war.',
      'A protocol is to be signed in {month}.',
    ],
  }),
  genre('russia-mediates', {
    subjects: {
      iran: { file: 'Israel and Iran' },
      caucasus: { file: 'Armenia and Azerbaijan' },
      turkiye: { file: 'Türkiye and Syria' },
      kashmir: { file: 'India and Pakistan' },
      libya: { file: 'Libya’s rivals' },
      sudan: { file: 'the generals in Sudan' },
      taliban: { file: 'Kabul and Islamabad' },
    },
    turns: [
      {
        titles: [
          'Russia offers to mediate between {file}',
          'Kremlin: Russia ready to mediate between {file} if asked',
        ],
        leads: ['Russia is willing to act as mediator between {file}, the Kremlin said on {day}.'],
      },
      {
        titles: ['Putin withdraws offer to mediate between {file}', 'Moscow leaves talks between {file}'],
        leads: ['Russia will no longer mediate between {file}, Foreign Minister Sergei Lavrov said.'],
      },
      {
        titles: ['Lavrov denies end of Russian mediation between {file}'],
        leads: ['Moscow said it had not given up mediating between {file} and its position had not changed.'],
      },
    ],
    more: [
      'None of those concerned has answered.',
      'Washington did not comment on the Russian offer.',
      'Putin spoke to both leaders by phone.',
      'An envoy is to leave Moscow on {day}.',
    ],
  }),
  genre('leaving-treaties', {
    subjects: {
      mines: { treaty: 'the treaty against landmines', land: 'Ukraine' },
      torture: { treaty: 'the convention against torture', land: 'Russia' },
      plutonium: { treaty: 'an old plutonium agreement', land: 'Russia' },
      environment: { treaty: 'the wetlands convention', land: 'Russia' },
      cis: { treaty: 'another {few} agreements of the former Soviet states', land: 'Ukraine' },
    },
    turns: [
      {
        titles: [
          '{land} withdraws from {treaty}',
          '{land} suspends {treaty}',
          'Parliament votes for exit of {land} from {treaty}',
        ],
        leads: ['{land} is leaving {treaty}, its parliament decided on {day}.'],
      },
      {
        titles: ['{land} could quit {treaty}, minister says'],
        leads: ['{land} will suspend {treaty} if the law is signed, a deputy said.'],
      },
      {
        titles: ['{land} denies leaving {treaty}'],
        leads: ['The foreign ministry of {land} denied a withdrawal from {treaty}.'],
      },
    ],
    more: [
      'The step takes effect after {few} months.',
      'Human rights groups were dismayed.',
      'The vote was nearly unanimous.',
      'Other members had tried to talk the government out of it.',
    ],
  }),
  genre('daily-life', {
    subjects: {
      tram: { event: 'tram drivers in Kyiv', place: 'Kyiv' },
      teachers: { event: 'teachers in Lviv', place: 'Lviv' },
      miners: { event: 'miners in Kryvyi Rih', place: 'Kryvyi Rih' },
      zoo: { event: 'keepers of the Moscow zoo', place: 'Moscow' },
      doctors: { event: 'ambulance crews in Kazan', place: 'Kazan' },
      opera: { event: 'musicians of the Odesa opera', place: 'Odesa' },
    },
    turns: [
      {
        titles: ['Mediator leaves talks with {event}'],
        leads: ['A mediator has given up in the pay dispute of {event}.'],
      },
      {
        titles: ['{event} end strike after mediation', '{event} return to the table'],
        leads: [
          'The {few}-day strike of {event} is over; both sides in {place} accepted a proposal of the mediator.',
        ],
      },
      {
        titles: ['{event} threaten to walk out', 'City of {place} denies pay cut for {event}'],
        leads: ['{event} will stop work on {day} unless the city makes an offer.'],
      },
    ],
    more: [
      'They had asked for {few} per cent more.',
      'The city says it has no money.',
      'Talks in the town hall of {place} were paused during an alert.',
      'The mediator, {name}, is a retired judge.',
    ],
  }),
];
