import type { Authority } from '#libs/domain';

/** A person quoted on this conflict, in every spelling the covered languages use. */
export interface Person {
  id: string;
  names: string[];
  /** Ranks held, newest first; outside them the person is a private voice. */
  ranks: { authority: Authority; from?: string; until?: string }[];
}

const principal = (from: string, until?: string): Person['ranks'][number] => ({
  authority: 'principal',
  from,
  ...(until && { until }),
});
const official = (from: string): Person['ranks'][number] => ({ authority: 'official', from });
const TERM = '2025-01-20';

export const PEOPLE: Person[] = [
  { id: 'trump', names: ['trump', 'donald trump', 'трамп*', 'дональд* трамп*', 'trumps'], ranks: [principal(TERM)] },
  { id: 'vance', names: ['vance', 'jd vance', 'вэнс*', 'венс*'], ranks: [principal(TERM)] },
  { id: 'rubio', names: ['rubio', 'marco rubio', 'рубио', 'рубіо'], ranks: [principal(TERM)] },
  { id: 'witkoff', names: ['witkoff', 'уиткофф*', 'виткофф*', 'віткофф*', 'уіткофф*'], ranks: [principal(TERM)] },
  { id: 'kushner', names: ['kushner', 'кушнер*'], ranks: [principal(TERM)] },
  { id: 'kellogg', names: ['kellogg', 'келлог*'], ranks: [principal(TERM, '2026-02-01')] },
  { id: 'bruce', names: ['bruce', 'tammy bruce', 'брюс'], ranks: [official('2025-08-12'), principal(TERM, '2025-08-12')] },
  { id: 'pigott', names: ['pigott', 'пиготт', 'піґотт'], ranks: [principal('2025-04-01')] },
  { id: 'leavitt', names: ['leavitt', 'левитт', 'левітт'], ranks: [principal(TERM)] },
  { id: 'cheung', names: ['cheung', 'kelly', 'анна келли'], ranks: [principal(TERM)] },
  { id: 'waltz', names: ['waltz', 'уолтц*', 'волтц*'], ranks: [official('2025-05-02'), principal(TERM, '2025-05-02')] },
  { id: 'driscoll', names: ['driscoll', 'дрисколл*', 'дрісколл*'], ranks: [principal('2025-11-15'), official(TERM)] },
  { id: 'hegseth', names: ['hegseth', 'хегсет*', 'гегсет*'], ranks: [official(TERM)] },
  { id: 'whitaker', names: ['whitaker', 'уитакер*', 'вітакер*'], ranks: [official(TERM)] },
  { id: 'wiles', names: ['wiles'], ranks: [official(TERM)] },
  { id: 'landau', names: ['landau', 'graham', 'shaheen', 'caine', 'bessent', 'gabbard', 'ratcliffe'], ranks: [official(TERM)] },
];

/** Words for speakers without a name, by rank, in every covered language. */
export const VOICES: Record<'PRINCIPAL' | 'OFFICIAL' | 'UNNAMED' | 'FOREIGN' | 'OTHERVOICE', string[]> = {
  PRINCIPAL: [
    'secretary of state', 'top us_ diplomat', 'top american diplomat', 'america top diplomat',
    "america 's top diplomat", 'top diplomat', 'state department/dept',
    'state department/dept spokesperson/spokeswoman/spokesman',
    'white house spokesperson/spokeswoman/spokesman', 'department spokesperson/spokeswoman/spokesman',
    'white house press secretary', 'us_ secretary of state', 'foggy bottom', 'white house',
    'press secretary', 'us_ president', 'american president', 'president', 'us_ vice president',
    'vice president', 'special envoy', 'us_ envoy/envoys', 'envoy', "trump 's envoy",
    'national security adviser/advisor', 'spokesperson', 'spokeswoman', 'spokesman', 'the secretary',
    'secretary', 'the department', 'us_ administration', 'trump administration', 'potus', 'host secretary',
    'us_ mediators/negotiators', 'american negotiators', 'госсекретар*', 'госдеп*', 'белый дом',
    'белом доме', 'белого дома', 'президент* сша', 'вице президент*', 'глава белого дома', 'спецпосланник*',
    'спецпредставител*', 'американский лидер', 'американский президент', 'пресс секретарь белого',
    'глава госдепа', 'держсекретар*', 'держдеп*', 'білий дім', 'білому домі', 'білого дому',
    'президент* сша', 'віцепрезидент*', 'спецпосланець', 'спецпредставник*', 'очільник* білого', 'речниц*',
    'президент америки', 'us_ außenminister*', 'außenminister rubio', 'weißes haus', 'weiße haus',
    'weißen haus', 'weisse haus', 'us_ präsident*', 'us_ vizepräsident*', 'sondergesandte*',
    'außenamtssprecherin', 'sprecherin', 'us_ außenministerium*', 'us_ regierung', 'secrétaire d état',
    'département d état', 'maison blanche', 'président américain', 'vice président', 'émissaire*',
    'porte parole', 'chef de la diplomatie américaine', 'diplomatie américaine', 'secretario de estado',
    'departamento de estado', 'casa blanca', 'presidente estadounidense', 'vicepresidente',
    'enviado* especial*', 'portavoz', 'jefe de la diplomacia',
  ],
  OFFICIAL: [
    'senator', 'congressman', 'congresswoman', 'us_ ambassador', 'ambassador to', 'deputy secretary',
    'under secretary', 'assistant secretary', 'pentagon', 'defense/defence secretary', 'treasury secretary',
    'us_ general', 'army secretary', 'us_ embassy', 'charge d affaires', 'chief of staff', 'house speaker',
    'cia director', 'пентагон*', 'сенатор*', 'посол сша', 'министр обороны сша', 'us_ botschafter*',
    'verteidigungsminister hegseth', 'ambassadeur américain', 'embajador estadounidense', 'sénateur',
    'senador*',
  ],
  UNNAMED: [
    'sources', 'source', 'people familiar', 'people briefed', 'person familiar', 'officials familiar',
    'condition of anonymity', 'anonymous', 'anonymity', 'insiders', 'insider', 'reportedly',
    'officials say/said', 'us_ officials', 'us_ official', 'american officials', 'american official',
    'senior us_ official', 'administration official/officials', 'senior official',
    'white house official/officials', 'senior white house official', 'two/three/four/five/six officials',
    'officials', 'aide', 'aides', 'people close', 'diplomats', 'a diplomat', 'leak', 'leaked', 'leaks',
    'memo', 'person with knowledge', 'asked not to be named', 'who asked not', 'unnamed', 'in the know',
    'one official', 'the official', 'an official', 'european official/officials',
    'state department official/officials', 'insider account', 'requested anonymity', 'told ~3 newspaper',
    'people with', 'источник*', 'собеседник*', 'чиновник*', 'на условиях анонимн*', 'анонимн*', 'инсайд*',
    'знаком* с ~2', 'джерел*', 'співрозмовник*', 'посадов*', 'урядовц*', 'анонімн*', 'insidern', 'kreisen',
    'quellen', 'vertraute*', 'regierungsvertreter*', 'anonym*', 'beamte*', 'source*', 'sous couvert',
    'responsable*', 'proches', 'fuente*', 'funcionario*', 'anonimato', 'allegad*',
  ],
  FOREIGN: [
    'foreign minister', 'foreign ministry', 'prime minister', 'foreign office', 'chancellor', 'mfa',
    'deputy minister', 'minister', 'eu diplomat/diplomats', 'european diplomat/diplomats',
    'ukrainian official/officials', 'russian official/officials', 'european official/officials',
    'ukrainian president', 'russian president', 'french president', 'turkish president', 'european leaders',
    'kremlin', 'peskov', 'lavrov', 'zakharova', 'ushakov', 'putin', 'zelensky/zelenskyy/zelenskiy',
    'sybiha', 'yermak', 'umerov', 'tykhyi/tykhy/tykhi', 'nebenzia', 'ryabkov', 'medvedev', 'dmitriev',
    'macron', 'merz', 'starmer', 'kallas', 'meloni', 'tusk', 'erdogan/erdoğan', 'fidan', 'orban/orbán',
    'szijjarto/szijjártó', 'fico', 'costa', 'stubb', 'rutte', 'wadephul', 'barrot', 'lammy', 'sikorski',
    'parolin', 'pope leo', 'kyiv/kiev', 'moscow', 'ukraine', 'russia', 'ankara', 'brussels',
    'von der leyen', 'podolyak', 'budanov', 'poroshenko', 'kuleba', 'crosetto', 'tajani', 'sanchez/sánchez',
    'песков*', 'кремл*', 'лавров*', 'захаров*', 'ушаков*', 'зеленск*', 'путин*', 'мид', 'сибиг*', 'ермак*',
    'министр иностранных', 'глава мид', 'рябков*', 'небенз*', 'макрон*', 'мерц*', 'каллас', 'эрдоган*',
    'пєсков*', 'зеленськ*', 'путін*', 'мзс', 'сибіг*', 'єрмак*', 'умєров*', 'міністр закордонних',
    'peskow*', 'lawrow*', 'selenskyj*', 'kreml*', 'uschakow', 'wadephul', 'kiew', 'moskau', 'zelenski',
    'poutine', 'moscou', 'moscú', 'тихий', 'тихого', 'подоляк*',
  ],
  OTHERVOICE: [
    'analyst', 'analysts', 'expert', 'experts', 'columnist', 'professor', 'scholar', 'former', 'ex',
    'critics', 'observers', 'economist', 'historian', 'trump jr', 'melania', 'son', 'daughter', 'musk',
    'biden', 'bolton', 'pompeo', 'think tank', 'editorial', 'op ed', 'opinion', 'our correspondent',
    'эксперт*', 'аналитик*', 'политолог*', 'экс', 'бывш*', 'експерт*', 'аналітик*', 'політолог*', 'колишн*',
    'experte*', 'analyst*', 'ehemalig*', 'expert*', 'analyste*', 'ancien', 'experto*', 'analista*',
    'exembajador',
  ],
};

/** Names of the country: a government speaks through them, but they also act without a word said. */
export const GOVERNMENT = [
  'us_', 'washington', 'united states', 'america', 'us_ side', 'сша', 'вашингтон*', 'états unis', 'estados unidos', 'eeuu', 'usa',
];

/** Who held an office that texts name without its holder. */
export const OFFICES: { words: RegExp; id: string; from: string; until?: string }[] = [
  { words: /secretary|госсекретар|держсекретар|außenminister|secrétaire|secretario|diplomat$/, id: 'rubio', from: TERM },
  { words: /vice|вице|віце|vize/, id: 'vance', from: TERM },
  { words: /press secretary/, id: 'leavitt', from: TERM },
  { words: /president|президент|präsident|potus|лидер/, id: 'trump', from: TERM },
];
