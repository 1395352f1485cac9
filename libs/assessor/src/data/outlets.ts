/** Outlets and agencies that others cite, by the name they are joined under. */
export const OUTLETS: Record<string, string[]> = {
  axios: ['axios', 'аксиос'],
  reuters: ['reuters', 'рейтер*'],
  ap: ['ap', 'associated press'],
  afp: ['afp', 'agence france presse', 'афп'],
  bloomberg: ['bloomberg', 'блумберг*'],
  'financial times': ['financial times', 'ft'],
  'new york times': ['new york times', 'nyt', 'ny times'],
  'washington post': ['washington post', 'wapo'],
  'wall street journal': ['wall street journal', 'wsj'],
  politico: ['politico'],
  cnn: ['cnn'],
  nbc: ['nbc', 'nbc news'],
  cbs: ['cbs', 'cbs news'],
  abc: ['abc', 'abc news'],
  'fox news': ['fox news', 'fox'],
  guardian: ['guardian'],
  'the times': ['times of london', 'the times'],
  telegraph: ['telegraph'],
  economist: ['the economist'],
  atlantic: ['the atlantic', 'atlantic'],
  bbc: ['bbc', 'би би си', 'бі бі сі'],
  sky: ['sky news'],
  tass: ['tass', 'тасс', 'тасс.'],
  'ria novosti': ['ria novosti', 'риа новости', 'ria'],
  interfax: ['interfax', 'интерфакс*'],
  kommersant: ['kommersant', 'коммерсант*'],
  'kyiv independent': ['kyiv independent'],
  'ukrainska pravda': ['ukrainska pravda', 'українська правда', 'украинская правда'],
  suspilne: ['suspilne', 'суспільне'],
  bild: ['bild'],
  spiegel: ['spiegel', 'der spiegel'],
  dpa: ['dpa'],
  'le monde': ['le monde'],
  'le figaro': ['le figaro'],
  'el país': ['el país', 'el pais'],
  efe: ['efe'],
  semafor: ['semafor'],
  newsmax: ['newsmax'],
  'new york post': ['new york post'],
  'kyiv post': ['kyiv post'],
  xinhua: ['xinhua', 'синьхуа'],
  anadolu: ['anadolu'],
};

/** What stands right before an outlet's name when a claim is attributed to it. */
export const CITED_BEFORE = new Set(
  (
    'to citing cites cited via by per reports reported wrote said says according — – ( ' +
    'на сообщает сообщило сообщил пишет пише передает передаёт ссылкой данным повідомляє передає за ' +
    'laut zufolge berichtet meldet selon rapporte après según informa recoge cita'
  ).split(' '),
);

/** What stands right after it. */
export const CITED_AFTER = new Set(
  (
    'reports reported report says said writes wrote reporting quoted quotes citing cites learned understands : ) ' +
    'сообщает сообщило сообщил пишет пише узнал узнало повідомляє berichtet meldet schreibt zufolge rapporte écrit affirme informa publica asegura'
  ).split(' '),
);
