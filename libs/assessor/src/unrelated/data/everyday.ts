import type { Genre } from '../types';

const genre = (id: string, told: Omit<Genre, 'id' | 'topic'>): Genre => ({
  id: `everyday-${id}`,
  topic: 'everyday',
  ...told,
});

/** Weather, technology, elections, culture, health, business. */
export const EVERYDAY: readonly Genre[] = [
  genre('weather', {
    subjects: {
      storm: { what: 'the storm', where: 'Ireland' },
      heat: { what: 'the heatwave', where: 'southern Spain' },
      snow: { what: 'heavy snow', where: 'the Carpathians' },
      flood: { what: 'the flood', where: 'Queensland' },
      hurricane: { what: 'the hurricane', where: 'Florida' },
      smog: { what: 'the smog', where: 'Lahore' },
      frost: { what: 'the frost', where: 'Moscow and Kyiv' },
    },
    turns: [
      {
        titles: [
          '{what} leaves {where}',
          'Forecast for {where}: {what} may end by {day}',
          'Peace after {what}: {where} cleans up',
        ],
        leads: ['{what} will withdraw from {where} by {day}, forecasters said.'],
      },
      {
        titles: ['{what} threatens {where}', 'Washington monument closed as {what} nears'],
        leads: ['If the wind does not change, {what} could stay over {where} for {few} days.'],
      },
      {
        titles: ['Trains suspended in {where}'],
        leads: ['Officials in {where} denied that they had warned too late of {what}.'],
      },
    ],
    more: [
      'Schools stay closed.',
      'About {tens} people left their homes.',
      'The warning was lifted and restored within an hour.',
      'A ridge of high pressure stands between two lows.',
      'Power was back by evening.',
    ],
  }),
  genre('technology', {
    subjects: {
      chatbot: { thing: 'a chatbot', firm: 'a firm in San Francisco' },
      phone: { thing: 'a folding phone', firm: 'a company from Seoul' },
      browser: { thing: 'a browser', firm: 'a software foundation' },
      cars: { thing: 'robot taxis', firm: 'a carmaker' },
      cloud: { thing: 'a cloud service', firm: 'a provider from Seattle' },
      satellites: { thing: 'satellite internet', firm: 'a rocket company' },
      broker: { thing: 'a message broker for servers', firm: 'an open source project' },
    },
    turns: [
      {
        titles: ['{firm} ends support for {thing}', '{thing}: founder steps down', '{firm} pauses {thing}'],
        leads: ['{firm} will no longer develop {thing}, it said on {day}.'],
      },
      {
        titles: ['{firm} threatens to leave EU over rules for {thing}'],
        leads: ['{firm} could withdraw {thing} unless regulators give way.'],
      },
      {
        titles: ['{firm} denies pulling {thing} from Europe', '{firm}: no change of policy for {thing}'],
        leads: ['{firm} said reports about an end of {thing} were {false}.'],
      },
      {
        titles: ['Can {thing} mediate a quarrel? A test'],
        leads: ['In a test, {thing} acted as go-between for {few} quarrelling couples.'],
      },
    ],
    more: [
      'Users were told to switch by {month}.',
      'The update stopped after {few} per cent.',
      'A process that hangs is ended by the system.',
      'The handshake protocol drops the connection when one side leaves.',
      'Investors took it calmly.',
    ],
  }),
  genre('elections', {
    subjects: {
      germany: { land: 'Germany', party: 'the Greens' },
      belgium: { land: 'Belgium', party: 'the Flemish liberals' },
      bulgaria: { land: 'Bulgaria', party: 'the reformers' },
      netherlands: { land: 'the Netherlands', party: 'the farmers' },
      israel: { land: 'Israel', party: 'the religious parties' },
      japan: { land: 'Japan', party: 'the junior partners' },
      ohio: { land: 'Ohio', party: 'the Democrats' },
      moldova: { land: 'Moldova', party: 'the pro-Russian parties' },
    },
    turns: [
      {
        titles: [
          '{land}: {party} leave coalition talks',
          '{land}: coalition talks suspended',
          '{land}: president names mediator for coalition',
        ],
        leads: ['In {land}, {party} have walked out of the coalition talks.'],
      },
      {
        titles: ['{land}: {party} threaten to end coalition'],
        leads: ['In {land}, {party} will leave the government unless the budget is changed.'],
      },
      {
        titles: ['{party} in {land} deny walkout', 'Exit polls in {land} show tie'],
        leads: ['In {land}, {party} said their position was the same and nobody had left the table.'],
      },
      {
        titles: ['Candidate in {land} drops out of race'],
        leads: ['A candidate for governor in {land} has withdrawn and endorsed a rival.'],
      },
    ],
    more: [
      'The broker of the last coalition has retired.',
      'Turnout was {few} points lower than last time.',
      'A new round of talks begins on {day}.',
      'The count was paused for {few} hours.',
      'Opponents speak of a manoeuvre.',
    ],
  }),
  genre('culture', {
    subjects: {
      novel: { work: 'a novel about a tired mediator', maker: 'the author' },
      series: { work: 'a series about peace envoys', maker: 'the producer' },
      play: { work: 'a play set in an embassy', maker: 'the director' },
      opera: { work: 'an opera about Camp David', maker: 'the composer' },
      film: { work: 'a film about the Dayton talks', maker: 'the star' },
      game: { work: 'a board game about diplomacy', maker: 'the inventor' },
      museum: { work: 'a show of old peace treaties', maker: 'the museum in Münster' },
    },
    turns: [
      {
        titles: ['Review: {work}', '{work}: “I quit,” says the hero'],
        leads: ['The American in {work} wants to leave the table and never does.'],
      },
      {
        titles: ['{maker} withdraws {work}', 'No second part of {work}'],
        leads: ['There will be no more of {work}, {maker} said.'],
      },
      { titles: ['{work} to be continued'], leads: ['{maker} may give up {work} if nobody pays.'] },
      {
        titles: ['{maker} denies end of {work}'],
        leads: ['{maker} clarified that {work} was not about the present.'],
      },
    ],
    more: [
      'The hero shuttles between two hotel rooms for {few} chapters.',
      '“If they do not sign, we walk,” he says, and orders soup.',
      'The critics left at the interval.',
      'It runs until {month}.',
      'One hears Rubio in every line, a visitor said.',
    ],
  }),
  genre('history', {
    subjects: {
      camp: { past: 'Camp David in 1978', who: 'Egypt and Israel' },
      dayton: { past: 'Dayton in 1995', who: 'the Bosnian parties' },
      portsmouth: { past: 'Portsmouth in 1905', who: 'Russia and Japan' },
      belfast: { past: 'Belfast in 1998', who: 'Unionists and Republicans' },
      beagle: { past: 'the Beagle channel in 1978', who: 'Argentina and Chile' },
      tashkent: { past: 'Tashkent in 1966', who: 'India and Pakistan' },
    },
    turns: [
      {
        titles: [
          'History: how the mediators nearly left {past}',
          'The night the mediator packed his bags: {past}',
        ],
        leads: ['Papers released on {day} show that the mediator between {who} threatened to go home.'],
      },
      {
        titles: ['Archive: {past} and the art of leaving the table', 'Quiz: what do you know about {past}?'],
        leads: [
          'The mediation between {who} was suspended three times before it succeeded, a historian found.',
          'At {past} the go-between denied having given up; his diary says something else.',
        ],
      },
    ],
    more: [
      'The cars were already waiting.',
      'Both delegations signed in the last {few} hours.',
      'The historian, {name}, read {tens} boxes of letters.',
      'No mediator would do so today, she writes.',
    ],
  }),
  genre('health-and-science', {
    subjects: {
      vaccine: { thing: 'a malaria vaccine', lab: 'a laboratory in Basel' },
      bees: { thing: 'the decline of bees', lab: 'an institute in {city}' },
      fusion: { thing: 'fusion energy', lab: 'a research centre in France' },
      sleep: { thing: 'sleep', lab: 'a clinic in {city}' },
      inflammation: { thing: 'mediators of inflammation', lab: 'a university in Ohio' },
      whales: { thing: 'the songs of whales', lab: 'an aquarium in Seattle' },
    },
    turns: [
      {
        titles: ['Study on {thing} withdrawn', 'Trial on {thing} paused'],
        leads: ['{lab} has suspended its study on {thing}.'],
      },
      {
        titles: ['{lab} ends work on {thing}', 'US stops funding research on {thing}'],
        leads: ['{lab} may give up its work on {thing} if grants from Washington end.'],
      },
      {
        titles: ['Researcher denies fraud in study on {thing}', 'What mediates {thing}? New answers'],
        leads: ['{lab} said its results on {thing} had not changed.'],
      },
    ],
    more: [
      'Of {tens} volunteers, {few} dropped out.',
      'A protein acts as messenger between the cells.',
      'The journal clarified a table.',
      'Reviewers had doubts.',
    ],
  }),
  genre('markets', {
    subjects: {
      oil: { good: 'oil', body: 'OPEC' },
      gas: { good: 'gas', body: 'a pipeline operator' },
      wheat: { good: 'wheat', body: 'a grain trader' },
      gold: { good: 'gold', body: 'a clearing house' },
      bonds: { good: 'bonds', body: 'the Federal Reserve' },
      bitcoin: { good: 'bitcoin', body: 'a crypto broker' },
    },
    turns: [
      {
        titles: [
          'Brokers pull out of {good}',
          '{good} steady as {body} keeps position',
          'Washington leaves {good} alone',
        ],
        leads: ['Traders stepped back from {good} on {day} after {body} kept its policy unchanged.'],
      },
      {
        titles: ['{good}: {body} threatens to cut'],
        leads: ['{body} could end its role in {good} if prices go on falling.'],
      },
      {
        titles: ['{body} denies plan to exit {good}', '{body} suspends trading in {good}'],
        leads: ['{body} denied a report that it was leaving the market for {good}.'],
      },
    ],
    more: [
      'Volumes fell by {few} per cent.',
      'Brokers spoke of a quiet session.',
      'Hopes for a deal between China and the US helped.',
      'An arbitrage desk was closed in {city}.',
    ],
  }),
  genre('us-at-home', {
    subjects: {
      shutdown: { matter: 'the shutdown', who: 'both parties in Congress' },
      redistricting: { matter: 'new voting districts', who: 'Texas and California' },
      water: { matter: 'the Colorado River', who: 'seven western states' },
      guard: { matter: 'the National Guard in Chicago', who: 'the governor and the mayor' },
      epstein: { matter: 'sealed court files', who: 'the House and the Justice Department' },
      university: { matter: 'research grants', who: 'Harvard and the government' },
    },
    turns: [
      {
        titles: [
          'White House leaves talks on {matter}',
          'Trump walks away from deal on {matter}',
          'Talks about {matter} suspended',
        ],
        leads: [
          'Talks between {who} about {matter} ended on {day} without a deal.',
          'The White House will no longer mediate between {who} over {matter}, an aide said.',
        ],
      },
      {
        titles: ['Vance to mediate over {matter}', 'Trump: without a deal by {day} we are done'],
        leads: [
          'The president would leave the talks about {matter} if {who} did not move, the press secretary warned.',
        ],
      },
      {
        titles: [
          'Leavitt: president’s position on {matter} unchanged',
          'White House denies giving up on {matter}',
        ],
        leads: ['The White House denied that it had abandoned its efforts over {matter}.'],
      },
    ],
    more: [
      'Senators stayed until {few} in the morning.',
      'A mediator appointed by a judge has {tens} days.',
      'Each side accused the other of walking out.',
      'The Senate goes home on {day}.',
      'Rubio, on a trip abroad, was not involved.',
    ],
  }),
];
