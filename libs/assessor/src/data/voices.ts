import type { Authority } from '#libs/domain';

/** An office or group that speaks without a name. */
export interface Office {
  authority: Authority;
  /** What all who speak for it are joined under. */
  key: string;
  /** As people are shown it. */
  display: string;
  words: string[];
  /** Every country has one: a country named beside it makes it foreign. */
  everywhere?: true;
  /** Counts only when it speaks: `the report says`, never `denied the report`. */
  speaking?: true;
  /** Who held it under another key since when. */
  held?: { from: string; key: string };
}

type More = Partial<Pick<Office, 'everywhere' | 'speaking' | 'held'>>;
const office =
  (authority: Authority) =>
  (name: string, words: string[], more: More = {}): Office => {
    const [key = '', display = ''] = name.split('|');
    return { authority, key, display, words, ...more };
  };
const principal = office('principal');
const official = office('official');
const unnamed = office('unnamed');
const foreign = office('foreign');
const other = office('other');

const EVERYWHERE: More = { everywhere: true };
const SPEAKING: More = { speaking: true };
const STATE = 'us.state-department';
const WHITE_HOUSE = 'us.white-house';
const GENDERS = ['spokesperson', 'spokeswoman', 'spokesman'];

export const OFFICES: Office[] = [
  principal('us.secretary-of-state|Secretary of State', [
    'secretary of state', 'top us_ diplomat', 'top american diplomat', 'america top diplomat',
    "america 's top diplomat", 'us_ secretary of state', 'the secretary', 'host secretary', 'госсекретар*',
    'держсекретар*', 'глава госдепа', 'us_ außenminister*', 'secrétaire d état', 'secretario de estado',
    'chef de la diplomatie américaine', 'jefe de la diplomacia',
  ]),
  principal('us.secretary-of-state|Secretary of State', ['top diplomat', 'secretary'], EVERYWHERE),
  principal(`${STATE}|State Department`, [
    'state department/dept', 'foggy bottom', 'the department', 'госдеп*', 'держдеп*', 'us_ außenministerium*',
    'département d état', 'diplomatie américaine', 'departamento de estado',
  ]),
  ...GENDERS.flatMap((gender) => [
    principal(`${STATE}|State Department ${gender}`, [
      `state department/dept ${gender}`, `department ${gender}`, `state department 's ${gender}`,
    ]),
    principal(`${WHITE_HOUSE}|White House ${gender}`, [`white house ${gender}`, `white house 's ${gender}`]),
    principal(`${STATE}|${gender}`, [gender], EVERYWHERE),
  ]),
  principal(`${STATE}|spokeswoman`, ['außenamtssprecherin', 'sprecherin', 'речниц*'], EVERYWHERE),
  principal(`${STATE}|spokesperson`, ['porte parole', 'portavoz'], EVERYWHERE),
  principal(`${WHITE_HOUSE}|White House press secretary`, ['white house press secretary', 'пресс секретарь белого']),
  principal(`${WHITE_HOUSE}|White House press secretary`, ['press secretary'], EVERYWHERE),
  principal(`${WHITE_HOUSE}|White House`, [
    'white house', 'us_ administration', 'trump administration', 'trump team', "trump 's team", 'белый дом', 'белом доме', 'белого дома',
    'білий дім', 'білому домі', 'білого дому', 'weißes haus', 'weiße haus', 'weißen haus', 'weisse haus',
    'us_ regierung', 'maison blanche', 'casa blanca',
  ]),
  principal('us.president|US President', [
    'us_ president', 'american president', 'potus', 'президент* сша', 'глава белого дома', 'американский лидер',
    'американский президент', 'очільник* білого', 'президент америки', 'us_ präsident*', 'président américain',
    'presidente estadounidense',
  ]),
  principal('us.president|US President', ['president'], EVERYWHERE),
  principal('us.vice-president|Vice President', [
    'us_ vice president', 'вице президент* сша', 'віцепрезидент* сша', 'us_ vizepräsident*', 'vicepresidente estadounidense',
  ]),
  principal(
    'us.vice-president|Vice President',
    ['vice president', 'вице президент*', 'віцепрезидент*', 'vicepresidente'],
    EVERYWHERE,
  ),
  principal('us.national-security-adviser|National Security Adviser', ['national security adviser/advisor'], {
    everywhere: true,
    held: { from: '2025-05-02', key: 'us.secretary-of-state' },
  }),
  principal('us.envoy|US envoy', [
    'us_ envoy/envoys', 'us_ special envoy', 'american envoy/envoys', "trump 's envoy", "president 's envoy",
    'us_ sondergesandte*', 'us_ sonderbeauftragte*',
  ]),
  principal(
    'us.envoy|US envoy',
    [
      'special envoy', 'envoy', 'спецпосланник*', 'спецпредставител*', 'спецпосланець', 'спецпредставник*',
      'sondergesandte*', 'sonderbeauftragte*', 'émissaire*', 'enviado* especial*',
    ],
    EVERYWHERE,
  ),
  principal('us.negotiators|US negotiators', [
    'us_ mediators/negotiators', 'american negotiators/mediators', "washington 's negotiators",
  ]),

  official('us.senator|US senator', ['us_ senator', 'senator', 'сенатор*', 'sénateur', 'senador*']),
  official('us.congress|US lawmaker', ['congressman', 'congresswoman', 'house speaker', 'lawmaker/lawmakers']),
  official('us.ambassador|US ambassador', [
    'us_ ambassador', 'american ambassador', "washington 's ambassador", 'посол сша', 'us_ botschafter*',
    'ambassadeur américain', 'embajador estadounidense',
  ]),
  official('us.ambassador|US ambassador', ['ambassador to', 'ambassador'], EVERYWHERE),
  official('us.embassy|US embassy', [
    'us_ embassy', 'american embassy', 'us_ charge/chargé', 'charge/chargé d affaires', 'chargé', 'charge in',
    'посольств* сша', 'us_ botschaft*',
  ]),
  official('us.un-mission|US envoy at the UN', [
    'us_ at un', 'us_ at the un', 'us_ mission to the? un', 'us_ representative', 'american representative',
    'us_ deputy ambassador', 'us_ deputy representative', 'us_ delegate',
  ]),
  official('us.deputy-secretary|deputy secretary', ['deputy secretary', 'under secretary', 'assistant secretary']),
  official('us.pentagon|Pentagon', ['pentagon', 'пентагон*']),
  official('us.defense-secretary|Defense Secretary', [
    'us_ defense/defence secretary', 'defense/defence secretary', 'министр обороны сша', 'verteidigungsminister hegseth',
  ]),
  official('us.treasury-secretary|Treasury Secretary', ['treasury secretary']),
  official('us.army-secretary|Army Secretary', ['army secretary']),
  official('us.military|US general', ['us_ general']),
  official('us.chief-of-staff|chief of staff', ['chief of staff']),
  official('us.cia-director|CIA Director', ['cia director']),

  unnamed('unnamed.sources|unnamed sources', [
    'sources', 'source', 'people familiar', 'people briefed', 'person familiar', 'condition of anonymity',
    'anonymous', 'anonymity', 'insiders', 'insider', 'reportedly', 'people close', 'person with knowledge',
    'asked not to be named', 'who asked not', 'unnamed', 'in the know', 'insider account', 'requested anonymity',
    'told ~3 newspaper', 'people with', 'people on', 'is/are said to', 'said to be', 'источник*', 'собеседник*',
    'на условиях анонимн*', 'анонимн*', 'инсайд*', 'знаком* с ~2', 'джерел*', 'співрозмовник*', 'анонімн*',
    'insidern', 'kreisen', 'quellen', 'vertraute*', 'anonym*', 'source*', 'sous couvert', 'proches', 'fuente*',
    'anonimato', 'allegad*',
  ]),
  unnamed('unnamed.document|leaked document', ['leak', 'leaked', 'leaks', 'memo', 'cable']),
  unnamed('unnamed.report|unnamed sources', ['report', 'reports', 'media', 'сми', 'змі', 'medien', 'presse', 'medios'], SPEAKING),
  unnamed('unnamed.officials|unnamed officials', [
    'officials familiar', 'officials say/said', 'us_ officials', 'us_ official', 'american officials',
    'american official', 'senior us_ official', 'administration official/officials', 'senior official',
    'white house official/officials', 'senior white house official', 'two/three/four/five/six officials',
    'one official', 'the official', 'an official', 'state department official/officials', 'чиновник*',
    'посадов*', 'урядовц*', 'regierungsvertreter*', 'regierungsbeamte*', 'beamte*', 'responsable*', 'funcionario*',
  ]),
  unnamed('unnamed.officials|unnamed officials', ['officials', 'official'], SPEAKING),
  unnamed('unnamed.advisers|unnamed advisers', ['aide', 'aides', 'advisers', 'advisors', 'asesores', 'conseillers']),
  unnamed('unnamed.diplomats|unnamed diplomats', ['diplomats', 'a diplomat', 'participant', 'participants'], SPEAKING),

  foreign('ru.kremlin|Kremlin', ['kremlin', 'кремл*', 'kreml*', 'kremlin spokesperson/spokeswoman/spokesman', "kremlin 's spokesman"]),
  foreign('foreign.foreign-minister|foreign minister', ['foreign minister', 'министр иностранных', 'глава мид', 'міністр закордонних'], EVERYWHERE),
  foreign('foreign.foreign-ministry|foreign ministry', ['foreign ministry', 'foreign office', 'mfa', 'мид', 'мзс', 'foreign ministry spokesperson/spokeswoman/spokesman'], EVERYWHERE),
  foreign('foreign.prime-minister|prime minister', ['prime minister', 'premier', 'премьер*', "прем'єр*"], EVERYWHERE),
  foreign('foreign.chancellor|chancellor', ['chancellor', 'kanzler', 'bundeskanzler'], EVERYWHERE),
  foreign('foreign.minister|minister', ['minister', 'deputy minister', 'ministre'], EVERYWHERE),
  foreign('ua.officials|Ukrainian officials', ['ukrainian official/officials']),
  foreign('ru.officials|Russian officials', ['russian official/officials']),
  foreign('eu.officials|European officials', [
    'european official/officials', 'european diplomat/diplomats', 'eu diplomat/diplomats', 'european leaders',
    'european capitals', 'european governments', 'europeans', 'european leader',
  ]),
  foreign('ua.government|Kyiv', ['kyiv/kiev', 'kiew']),
  foreign('ua.government|Ukraine', ['ukraine']),
  foreign('ru.government|Moscow', ['moscow', 'moskau', 'moscou', 'moscú']),
  foreign('ru.government|Russia', ['russia']),
  foreign('tr.government|Ankara', ['ankara']),
  foreign('eu.government|Brussels', ['brussels']),

  other('other.commentator|commentator', [
    'analyst', 'analysts', 'expert', 'experts', 'columnist', 'professor', 'scholar', 'critics', 'observers',
    'economist', 'historian', 'think tank', 'editorial', 'op ed', 'opinion', 'our correspondent', 'эксперт*',
    'аналитик*', 'политолог*', 'експерт*', 'аналітик*', 'політолог*', 'experte*', 'analyst*', 'expert*',
    'analyste*', 'experto*', 'analista*',
  ]),
  other('other.former|former official', ['former', 'ex', 'экс', 'бывш*', 'колишн*', 'ehemalig*', 'ancien', 'exembajador']),
  other('other.relative|relative', ["president 's son", "president 's daughter", 'son', 'daughter', 'fils aîné', 'сын президента']),
];

/** Names of the country: a government speaks through them, but they also act without a word said. */
export const GOVERNMENT = [
  'us_', 'washington', 'united states', 'america', 'us_ side', 'сша', 'вашингтон*', 'états unis', 'estados unidos', 'eeuu', 'usa',
];

/** Countries by the words that stand beside their offices: code, adjective, words. */
export const COUNTRIES: [code: string, adjective: string, words: string[]][] = [
  ['ru', 'Russian', ['russia', 'russian', 'moscow', 'kremlin', 'росси*', 'российск*', 'кремл*', 'russische*', 'russe', 'ruso']],
  ['ua', 'Ukrainian', ['ukraine', 'ukrainian', 'kyiv', 'kiev', 'украин*', 'україн*', 'ukrainische*', 'ukrainien*', 'ucraniano']],
  ['fr', 'French', ['france', 'french', 'paris', 'élysée', 'французск*', 'français*', 'französische*']],
  ['de', 'German', ['germany', 'german', 'berlin', 'германи*', 'немецк*', 'deutsche*', 'allemand*']],
  ['uk', 'British', ['britain', 'british', 'uk', 'london', 'downing', 'британск*', 'britische*', 'britannique']],
  ['tr', 'Turkish', ['turkey', 'türkiye', 'turkiye', 'turkish', 'ankara', 'турци*', 'турецк*', 'türkische*', 'turc']],
  ['pl', 'Polish', ['poland', 'polish', 'warsaw', 'польск*', 'polnische*']],
  ['it', 'Italian', ['italy', 'italian', 'rome', 'итальянск*']],
  ['hu', 'Hungarian', ['hungary', 'hungarian', 'budapest', 'венгерск*', 'угорськ*']],
  ['fi', 'Finnish', ['finland', 'finnish', 'helsinki', 'финск*']],
  ['ca', 'Canadian', ['canada', 'canadian', 'ottawa', 'canadien*']],
  ['cn', 'Chinese', ['china', 'chinese', 'beijing', 'китайск*']],
  ['br', 'Brazilian', ['brazil', 'brazilian', 'бразильск*']],
  ['va', 'Vatican', ['vatican', 'holy', 'ватикан*']],
  ['qa', 'Qatari', ['qatar', 'qatari', 'doha', 'катарск*']],
  ['sa', 'Saudi', ['saudi', 'riyadh', 'саудовск*']],
  ['eu', 'European', ['european', 'eu', 'europe', 'brussels', 'европейск*', 'європейськ*', 'europäische*']],
  ['ch', 'Swiss', ['swiss', 'switzerland', 'швейцарск*']],
  ['no', 'Norwegian', ['norway', 'norwegian', 'oslo']],
  ['by', 'Belarusian', ['belarus', 'belarusian', 'minsk', 'белорусск*']],
  ['ir', 'Iranian', ['iran', 'iranian', 'tehran', 'иранск*']],
  ['il', 'Israeli', ['israel', 'israeli', 'израильск*']],
  ['jp', 'Japanese', ['japan', 'japanese', 'tokyo']],
  ['in', 'Indian', ['india', 'indian', 'delhi']],
  ['lt', 'Lithuanian', ['lithuania', 'lithuanian', 'vilnius']],
  ['sk', 'Slovak', ['slovakia', 'slovak', 'bratislava']],
  ['es', 'Spanish', ['spain', 'spanish', 'madrid']],
  ['rs', 'Serbian', ['serbia', 'serbian', 'belgrade']],
  ['un', 'UN', ['un', 'nations']],
  ['nato', 'NATO', ['nato']],
];

/** Verbs whose object follows: `told Rubio`, `threatens Russia`; unlike `said Rubio`, that is not who speaks. */
export const ADDRESSING =
  /^(?:tell|tells|told|telling|threat.*|warn.*|den(?:y|ies|ied|ying)|disput.*|reject.*|dismiss.*|call.*|ask.*|assur.*|quoted|report.*|argu.*|stating|signal.*)$/;

/** What makes of an office that it was once held. */
export const FORMERLY = ['former', 'ex', 'then', 'экс', 'бывш*', 'колишн*', 'ehemalig*', 'ancien*', 'exministr*'];

/** Names of countries before a colon tell the topic, not the speaker. */
export const TOPICS = new Set(['ukraine', 'russia', 'us_', 'украина', 'россия', 'україна']);

/** Verbs of saying that tell who speaks though they say nothing of how a claim is put. */
export const SPEAKING_VERBS = [
  ...new Set(
    (
    'repeat repeats repeated relayed relays conveyed conveys wrote writes pledged pledges promised urged urges ' +
    'replied remarked reaffirmed read reads cautioned spoke speaks summarised summarized emphasised emphasized ' +
    'thinks believes expects doubts hopes fears wants sees expected believed feared hoped ' +
    'prévenu prévient lu martelé répété reconnaît reconoce reconoció repitió leyó erklärt mahnt sieht las ' +
    'повторил повторила зачитала констатировал констатировала прокомментировал прокомментировала считают'
  ).split(' '),
  ),
];

/** Words between a quotation and whose it is, by the last of them: `in the words of the spokeswoman`. */
export const WORDS_OF: Record<string, string[]> = {
  of: ['words'],
  by: ['words'],
  de: ['palabras', 'termes'],
  von: ['worten'],
};

/** Told as having been said before: `had warned`, `hatte gedroht`. */
export const PLUPERFECT = new Set(['had', 'hatte', 'hatten', 'había', 'avait', 'ранее', 'раніше', 'earlier', 'previously']);
