import type { Authority } from '#libs/domain';

/** An office held by a person; `from` is the first day, `until` the first day after. */
export interface Term {
  /** What all who speak for one office are joined under. */
  key: string;
  /** As a newspaper would write it behind the name. */
  title: string;
  authority: Authority;
  from?: string;
  until?: string;
}

/** A person quoted on this conflict, in every spelling the covered languages use. */
export interface Person {
  /** What is said outside every office. */
  key: string;
  name: string;
  names: string[];
  /** Newest first; outside them the person is a private voice. */
  terms: Term[];
}

const TERM = '2025-01-20';

type Dates = [from?: string, until?: string];
const term = (office: string, authority: Authority, [from, until]: Dates = []): Term => {
  const [key = '', title = ''] = office.split('|');
  return { key, title, authority, ...(from && { from }), ...(until && { until }) };
};
const principal = (office: string, ...dates: Dates): Term =>
  term(office, 'principal', [dates[0] ?? TERM, dates[1]]);
const official = (office: string, ...dates: Dates): Term => term(office, 'official', [dates[0] ?? TERM, dates[1]]);
const person = (name: string, names: string[], ...terms: Term[]): Person => ({
  key: `person.${name.toLowerCase().replace(/[^\p{L}]+/gu, '-')}`,
  name,
  names,
  terms,
});
const foreign = (name: string, office: string, names: string[]): Person =>
  person(name, names, term(office, 'foreign'));

const STATE = 'us.state-department';
const WHITE_HOUSE = 'us.white-house';

export const PEOPLE: Person[] = [
  person('Donald Trump', ['trump', 'donald trump', 'трамп*', 'дональд* трамп*', 'trumps'], principal('us.president|US President'), principal('us.president|US President-elect', '2024-11-06', TERM)),
  person('JD Vance', ['vance', 'jd vance', 'вэнс*', 'венс*'], principal('us.vice-president|Vice President'), principal('us.vice-president|Vice President-elect', '2024-11-06', TERM)),
  person('Marco Rubio', ['rubio', 'marco rubio', 'рубио', 'рубіо'], principal('us.secretary-of-state|Secretary of State')),
  person('Steve Witkoff', ['witkoff', 'steve witkoff', 'уиткофф*', 'виткофф*', 'віткофф*', 'уіткофф*'], principal('us.envoy.witkoff|US special envoy')),
  person('Jared Kushner', ['kushner', 'jared kushner', 'кушнер*'], principal('us.envoy.kushner|US envoy')),
  person('Keith Kellogg', ['kellogg', 'keith kellogg', 'келлог*'], principal('us.envoy.kellogg|US special envoy', TERM, '2026-02-01')),
  person('Tammy Bruce', ['bruce', 'tammy bruce', 'брюс'], official('us.un-mission|deputy US ambassador to the UN', '2025-08-12'), principal(`${STATE}|State Department spokeswoman`, TERM, '2025-08-12')),
  person('Tommy Pigott', ['pigott', 'tommy pigott', 'пиготт', 'піґотт'], principal(`${STATE}|State Department spokesman`, '2025-04-01')),
  person('Karoline Leavitt', ['leavitt', 'karoline leavitt', 'левитт', 'левітт'], principal(`${WHITE_HOUSE}|White House press secretary`)),
  person('Steven Cheung', ['cheung', 'steven cheung'], principal(`${WHITE_HOUSE}|White House communications director`)),
  person('Anna Kelly', ['kelly', 'anna kelly', 'анна келли'], principal(`${WHITE_HOUSE}|White House spokeswoman`)),
  person('Mike Waltz', ['waltz', 'mike waltz', 'уолтц*', 'волтц*'], official('us.un-mission|US ambassador to the UN', '2025-05-02'), principal('us.national-security-adviser|National Security Adviser', TERM, '2025-05-02')),
  person('Daniel Driscoll', ['driscoll', 'dan driscoll', 'daniel driscoll', 'дрисколл*', 'дрісколл*'], principal('us.envoy.driscoll|Army Secretary', '2025-11-15'), official('us.army-secretary|Army Secretary')),
  person('Pete Hegseth', ['hegseth', 'pete hegseth', 'хегсет*', 'гегсет*'], official('us.defense-secretary|Defense Secretary')),
  person('Matthew Whitaker', ['whitaker', 'matthew whitaker', 'уитакер*', 'вітакер*'], official('us.nato-ambassador|US ambassador to NATO')),
  person('Susie Wiles', ['wiles', 'susie wiles'], official('us.chief-of-staff|White House chief of staff')),
  person('Christopher Landau', ['landau', 'christopher landau'], official('us.deputy-secretary-of-state|Deputy Secretary of State')),
  person('Lindsey Graham', ['graham', 'lindsey graham'], official('us.senate.graham|US senator')),
  person('Jeanne Shaheen', ['shaheen', 'jeanne shaheen'], official('us.senate.shaheen|US senator')),
  person('Dan Caine', ['caine', 'dan caine'], official('us.joint-chiefs|chairman of the Joint Chiefs')),
  person('Scott Bessent', ['bessent', 'scott bessent'], official('us.treasury-secretary|Treasury Secretary')),
  person('Tulsi Gabbard', ['gabbard', 'tulsi gabbard'], official('us.intelligence-director|Director of National Intelligence')),
  person('John Ratcliffe', ['ratcliffe', 'john ratcliffe'], official('us.cia-director|CIA Director')),
  person('Howard Lutnick', ['lutnick', 'howard lutnick'], official('us.commerce-secretary|Commerce Secretary')),
  person('Dorothy Shea', ['dorothy shea'], official('us.un-mission|US envoy at the UN')),
  person('John Kelley', ['john kelley', 'kelley', 'джон келли'], official('us.un-mission|US envoy at the UN')),
  person('Massad Boulos', ['boulos', 'massad boulos'], official('us.adviser.boulos|US senior adviser')),
  person('Julie Davis', ['julie davis', 'julie s davis'], official('us.embassy-kyiv|US chargé d’affaires in Kyiv')),

  foreign('Vladimir Putin', 'ru.president|President of Russia', ['putin', 'vladimir putin', 'путин*', 'путін*', 'poutine', 'putins']),
  foreign('Dmitry Peskov', 'ru.kremlin|Kremlin spokesman', ['peskov', 'dmitry peskov', 'песков', 'пескова', 'пескову', 'песковым', 'пєсков*', 'peskow*']),
  foreign('Sergei Lavrov', 'ru.foreign-minister|Foreign Minister of Russia', ['lavrov', 'sergei lavrov', 'sergey lavrov', 'лавров*', 'lawrow*']),
  foreign('Maria Zakharova', 'ru.foreign-ministry|Russian Foreign Ministry spokeswoman', ['zakharova', 'maria zakharova', 'захаров*', 'sacharowa']),
  foreign('Yuri Ushakov', 'ru.kremlin-aide|Kremlin aide', ['ushakov', 'yuri ushakov', 'ушаков*', 'uschakow']),
  foreign('Vasily Nebenzya', 'ru.un-mission|Russian ambassador to the UN', ['nebenzia', 'nebenzya', 'небенз*']),
  foreign('Sergei Ryabkov', 'ru.deputy-foreign-minister|Deputy Foreign Minister of Russia', ['ryabkov', 'рябков*']),
  foreign('Dmitry Medvedev', 'ru.medvedev|deputy head of Russia’s Security Council', ['medvedev', 'dmitry medvedev', 'медведев*']),
  foreign('Kirill Dmitriev', 'ru.envoy|Russian envoy', ['dmitriev', 'kirill dmitriev', 'дмитриев*']),
  foreign('Volodymyr Zelenskyy', 'ua.president|President of Ukraine', ['zelensky/zelenskyy/zelenskiy', 'volodymyr zelensky/zelenskyy/zelenskiy', 'зеленск*', 'зеленськ*', 'selenskyj*', 'selenski*', 'zelenski']),
  foreign('Andrii Sybiha', 'ua.foreign-minister|Foreign Minister of Ukraine', ['sybiha', 'andrii sybiha', 'сибиг*', 'сибіг*']),
  foreign('Andriy Yermak', 'ua.president-office|head of Ukraine’s presidential office', ['yermak', 'andriy yermak', 'ермак*', 'єрмак*']),
  foreign('Rustem Umerov', 'ua.negotiator|Ukrainian chief negotiator', ['umerov', 'rustem umerov', 'умеров*', 'умєров*']),
  foreign('Heorhii Tykhyi', 'ua.foreign-ministry|Ukrainian Foreign Ministry spokesman', ['tykhyi/tykhy/tykhi', 'heorhii tykhyi/tykhy/tykhi', 'тихий', 'тихого']),
  foreign('Mykhailo Podolyak', 'ua.president-office|adviser to Ukraine’s president', ['podolyak', 'подоляк*']),
  foreign('Kyrylo Budanov', 'ua.budanov|Ukrainian official', ['budanov', 'kyrylo budanov']),
  foreign('Petro Poroshenko', 'ua.poroshenko|Ukrainian politician', ['poroshenko']),
  foreign('Dmytro Kuleba', 'ua.kuleba|former Foreign Minister of Ukraine', ['kuleba']),
  foreign('Emmanuel Macron', 'fr.president|President of France', ['macron', 'emmanuel macron', 'макрон*']),
  foreign('Friedrich Merz', 'de.chancellor|Chancellor of Germany', ['merz', 'friedrich merz', 'мерц*']),
  foreign('Johann Wadephul', 'de.foreign-minister|Foreign Minister of Germany', ['wadephul', 'johann wadephul']),
  foreign('Keir Starmer', 'uk.prime-minister|British Prime Minister', ['starmer', 'keir starmer']),
  foreign('David Lammy', 'uk.foreign-minister|British Foreign Secretary', ['lammy', 'david lammy']),
  foreign('Jean-Noël Barrot', 'fr.foreign-minister|Foreign Minister of France', ['barrot']),
  foreign('Kaja Kallas', 'eu.kallas|EU foreign policy chief', ['kallas', 'kaja kallas', 'каллас']),
  foreign('Ursula von der Leyen', 'eu.commission|President of the European Commission', ['von der leyen', 'ursula von der leyen']),
  foreign('António Costa', 'eu.council|President of the European Council', ['costa', 'antonio costa']),
  foreign('Giorgia Meloni', 'it.prime-minister|Prime Minister of Italy', ['meloni', 'giorgia meloni']),
  foreign('Antonio Tajani', 'it.foreign-minister|Foreign Minister of Italy', ['tajani']),
  foreign('Guido Crosetto', 'it.crosetto|Defence Minister of Italy', ['crosetto']),
  foreign('Pedro Sánchez', 'es.prime-minister|Prime Minister of Spain', ['sanchez/sánchez', 'pedro sánchez']),
  foreign('Donald Tusk', 'pl.prime-minister|Prime Minister of Poland', ['tusk', 'donald tusk']),
  foreign('Radosław Sikorski', 'pl.foreign-minister|Foreign Minister of Poland', ['sikorski']),
  foreign('Recep Tayyip Erdogan', 'tr.president|President of Türkiye', ['erdogan/erdoğan', 'recep tayyip erdogan/erdoğan', 'эрдоган*']),
  foreign('Hakan Fidan', 'tr.foreign-minister|Foreign Minister of Türkiye', ['fidan', 'hakan fidan']),
  foreign('Viktor Orbán', 'hu.prime-minister|Prime Minister of Hungary', ['orban/orbán', 'viktor orban/orbán']),
  foreign('Péter Szijjártó', 'hu.foreign-minister|Foreign Minister of Hungary', ['szijjarto/szijjártó']),
  foreign('Robert Fico', 'sk.prime-minister|Prime Minister of Slovakia', ['fico', 'robert fico']),
  foreign('Alexander Stubb', 'fi.president|President of Finland', ['stubb', 'alexander stubb']),
  foreign('Elina Valtonen', 'fi.foreign-minister|Foreign Minister of Finland', ['valtonen']),
  foreign('Anita Anand', 'ca.foreign-minister|Foreign Minister of Canada', ['anita anand', 'anand']),
  foreign('Mark Rutte', 'nato.secretary-general|NATO Secretary General', ['rutte', 'mark rutte']),
  foreign('Pietro Parolin', 'va.parolin|Vatican Secretary of State', ['parolin', 'pietro parolin']),
  foreign('Pope Leo XIV', 'va.pope|head of the Catholic Church', ['pope leo']),

  person('Donald Trump Jr.', ['trump jr', 'donald trump jr', 'don jr', 'trump junior', 'trump sohn', 'трамп* младш*', 'трамп* молодш*']),
  person('Melania Trump', ['melania', 'melania trump']),
  person('Elon Musk', ['musk', 'elon musk', 'маск']),
  person('Joe Biden', ['biden', 'joe biden', 'байден*']),
  person('John Bolton', ['bolton', 'john bolton']),
  person('Mike Pompeo', ['pompeo', 'mike pompeo']),
];
