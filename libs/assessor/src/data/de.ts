import type { LanguageData } from '../lexicon/types';

/** German: the verb bracket is spanned by gaps (`ziehen ... zurück`). */
export const de: LanguageData = {
  classes: {
    end: 'auf ein aus ab nieder zurück',
    keep: `
      weiter* fortsetz* fortgesetzt fortführ* bleib* bleiben bleibt festhalten hält halten setzt setzen
      führt
    `,
    posture: 'haltung position linie kurs politik rolle',
  },
  concepts: {
    US: [
      'us_', 'usa', 'us', 'washington', 'weißes haus', 'weiße haus', 'weißen haus', 'weissen haus',
      'weisse haus', 'weißen hauses', 'us außenministerium', 'us_ außenministerium', 'trump*', 'rubio*',
      'vance', 'bruce', 'leavitt', 'kellogg', 'kushner', 'amerika*', 'vereinigten staaten',
      'vereinigte staaten', 'us_ präsident*', 'us_ regierung', 'außenminister rubio', 'hegseth',
      'us_ vizepräsident*', 'sondergesandte*', 'driscoll',
    ],
    PARTY: [
      'russland*', 'russisch*', 'ukrain*', 'moskau*', 'kiew*', 'kyjiw*', 'putin*', 'selenskyj*',
      'selenski*', 'kreml*', 'peskow*', 'lawrow*', 'uschakow', 'beide seiten', 'beiden seiten',
      'konfliktparteien', 'kriegsparteien', 'umjerow', 'sybiha', 'jermak',
    ],
    CONFLICT: [
      'ukrain*', 'kiew*', 'kyjiw*', 'selenskyj*', 'russland*', 'russisch*', 'moskau*', 'putin*', 'kreml*',
      'donbass', 'lawrow*', 'peskow*', 'krim',
    ],
    THIRD: [
      'türkei', 'türkisch*', 'ankara', 'erdogan', 'erdoğan', 'katar*', 'vatikan*', 'papst', 'brasilien*',
      'china*', 'chinesisch*', 'peking', 'saudi*', 'emirat*', 'schweiz*', 'ungarn', 'ungarisch*', 'orban',
      'orbán', 'europa*', 'europä*', 'eu', 'nato', 'deutsch*', 'berlin*', 'frankreich*', 'französ*',
      'paris', 'macron', 'merz', 'starmer', 'london', 'brit*', 'israel*', 'hamas', 'iran*', 'uno', 'un',
      'polen', 'wadephul', 'kallas', 'merkel', 'pistorius',
    ],
    PERSON: [
      'experte*', 'experten', 'analyst*', 'musk', 'biden', 'kommentator*', 'politologe*', 'senator*',
    ],
    ELSEWHERE: [
      'gaza*', 'hamas', 'israel*', 'iran*', 'teheran', 'ostkongo', 'spd', 'kaschmir', 'pakistan*', 'indien', 'kongo*',
      'ruanda*', 'sudan*', 'kambodscha*', 'thailand*', 'armenien', 'aserbaidschan', 'syrien', 'jemen',
      'huthi*', 'korea*', 'taiwan', 'venezuela', 'serbien', 'kosovo*', 'libanon', 'grönland', 'belgrad', 'zypern*',
      'libyen*', 'afghan*', 'äthiopien*', 'gewerkschaft*', 'lokführer*', 'tarif*',
    ],
    ROLE: [
      'vermittl*', 'vermittelt', 'vermitteln', 'friedensstift*', 'mittler*', 'makler', 'mediation',
      'mediator*', 'schiedsrichter*', 'unterhändler', 'vermittlerrolle', 'moderator*', 'friedensbemüh*',
      'friedensvermittl*',
    ],
    TALKS: [
      'zwischen moskau und kiew', 'zwischen kiew und moskau', 'verhandlung*', 'gespräch*',
      'friedensprozess*', 'friedensgespräch*', 'friedensverhandlung*', 'friedensinitiative*', 'bemühung*',
      'diplomat*', 'prozess', 'dialog*', 'ukraine gespräch*', 'verhandlungstisch', 'friedenssuche',
      'ukraine dossier', 'tisch', 'friedensmission',
    ],
    DEAL: [
      'waffenruhe', 'waffenstillstand*', 'feuerpause', 'friedensplan*', 'friedensabkommen', 'abkommen',
      'plan', 'vorschlag', 'vorschläge*', 'deal', 'einigung', 'entwurf', 'sicherheitsgarantien',
    ],
    MEETING: [
      'treffen', 'gipfel*', 'runde', 'reise', 'besuch', 'delegation*', 'telefonat*', 'anruf', 'kontakte*',
      'sitzung',
    ],
    OTHER: [
      'waffen*', 'militär*', 'hilfe*', 'lieferung*', 'sanktion*', 'truppen*', 'soldaten', 'geheimdienst*',
      'zoll', 'zölle*', 'rohstoff*', 'raketen', 'botschaft*', 'unesco', 'who', 'ramstein', 'kontaktgruppe',
      'stützpunkt*', 'luftabwehr', 'öl', 'gas', 'spiel', 'liga',
    ],
    RESULT: ['fortschritt*', 'ergebnis*', 'bewegung', 'einigung', 'durchbruch', 'kommentar', 'zweifel', 'vorschl*', 'zugeständnis*', 'antwort*', 'kompromiss*', 'zeichen', 'resultat*'],
    LEAVE: [
      'zurück ~1 $', 'raus ~2 $', 'lässt ~4 allein', 'lassen ~4 allein', 'macht ~3 schluss', 'hör* ~4 auf',
      'aufhör*', 'wirft ~3 hin', 'nicht mehr ~4 mit*', 'zieh*/zog/zogen ~10 zurück', 'zurückzieh*',
      'zurückzuziehen', 'zurückgezogen', 'rückzug*', 'ausstieg*', 'aussteig*', 'auszusteigen',
      'steig*/stieg ~8 aus', 'ausgestiegen', 'abzieh*', 'verlass*', 'verlässt', 'verließ*', 'abwend*',
      'wend* ~8 ab', 'abspringen', 'spring* ~6 ab', 'kehr* ~5 rücken', 'rücken ~2 kehren',
      'händ* in unschuld', 'schluss ~2 mit', 'raus', 'bin raus', 'sind raus', 'aufgeben', 'aufgegeben',
      'gibt ~6 auf', 'geben ~6 auf', 'hinwerfen', 'hinschmeiß*', 'handtuch', 'hinwirft',
      'anderen ~2 zuwenden', 'weitermachen ~2 anderes', 'überlass* ~6', 'überläss*', 'fallen lassen',
      'fallen lässt', 'nach hause', 'nicht mehr ~4 beteilig*', 'nicht mehr ~3 dabei', 'tritt ~5 zurück',
      'genug', 'kündig* ~4 auf', 'geduld ~3 ende', 'absage*', 'abschied', 'zurücktret*', 'absprung',
    ],
    EXIT: [
      'nicht ~2 weiter ~3 {ROLE}', '{ROLE} ~6 nicht ~2 fort*', 'stellt/stellen ~4 {ROLE} ~3 ein',
      'stellt/stellen ~5 {TALKS} ~3 ein', '{ROLE} auf eis', '{TALKS} auf eis', 'beend* ~5 {ROLE}',
      '{ROLE} ~5 beend*', '{ROLE} ~5 einstell*/eingestellt/einzustellen/ein',
      '{ROLE} ~5 aufgeb*/aufgegeben/auf/aufgibt', '{ROLE} ~5 ausgesetzt/aussetz*/aus',
      '{ROLE} ~5 niederleg*/nieder/niedergelegt', '{TALKS} ~5 beend*/abbrech*/abgebrochen/aufgeb*',
      'beend* ~4 {TALKS}', 'stell*/setz*/leg* ~6 {ROLE} ~5 ein/aus/nieder', 'gib*/geb* ~6 {ROLE} ~4 auf/ab',
      'zieh*/zog ~5 aus ~5 {ROLE} ~4 zurück', 'zieh*/zog ~5 aus ~5 {TALKS} ~4 zurück',
      'steig* ~4 aus ~4 {TALKS} ~3 aus', 'ende ~4 {ROLE}', 'rückzug ~4 {ROLE}', 'rückzug ~3 {TALKS}',
      'ausstieg ~4 {TALKS}', 'ausstieg ~4 {ROLE}', 'nicht mehr/länger ~7 {ROLE}', 'kein* ~4 {ROLE} ~2 mehr',
      'keine ~2 {ROLE}', '{ROLE} ~5 nicht mehr', 'nie wieder ~4 {ROLE}', 'nicht mehr ~7 um die welt',
      'um die welt ~3 fliegen', 'aus ~4 {ROLE} ~3 zurück*', 'aus ~4 {TALKS} ~3 zurück*',
      'zurück aus ~4 {ROLE}', 'zurück aus ~4 {TALKS}', 'aus ~3 {TALKS} ~2 aus*', 'schluss mit ~4 {ROLE}',
      'aus für ~4 {ROLE}', '{ROLE} ~3 zu ende', '{ROLE} ~2 vorbei', 'hinschmeiß* ~3 {ROLE}',
      'stopp* ~4 {ROLE}', '{ROLE} ~4 gestoppt', 'verzicht* ~4 {ROLE}',
    ],
    HANDOVER: [
      'überlass* ~6', 'zwischen den beiden', 'sache ~2 parteien', 'selbst ~3 lösen', 'selbst ~3 regeln',
      'sollen ~4 selbst', 'ohne vermittler',
    ],
    PRESSURE: [
      'geduld ~5', 'kämpfen lassen', 'weiterkämpfen', 'letzte warnung', 'letzter versuch', 'nicht ~4 ewig',
      'nicht ~4 endlos', 'nicht ~3 unser krieg', 'andere* prioritäten', 'wichtigere*',
      'zeit ~2 verschwend*', 'entscheidende woche', 'zeit läuft', 'nicht ~3 unendlich',
    ],
    ULTIMATUM: ['ultimatum*', 'droht', 'drohen', 'drohung*', 'warnt', 'warnen', 'warnte'],
    STAY: [
      '{TALKS} gehen weiter', '{ROLE} geht weiter', '{ROLE} ~3 fort', '@keep ~4 {ROLE}', '@keep ~4 {TALKS}',
      '{ROLE} ~3 fort*', '{ROLE} ~2 weiter*', '{TALKS} ~4 fort*', 'bleib* ~4 {ROLE}', 'weiterhin',
      'weiter bemüht', 'bleibt dabei', 'bleiben dabei', 'engagier*', 'setzt ~6 fort', 'setzen ~6 fort',
      'hält ~4 fest', 'halten ~4 fest', 'festhalten', 'bereit ~2 zu helfen', 'am ball',
    ],
    SAME: [
      '@posture ~4 unverändert', '@posture ~4 gleich', '@posture ~4 nicht ~1 geändert',
      'nichts ~2 geändert', 'keine ~2 änderung', 'dieselbe @posture', 'gleiche @posture',
      'kein ~1 kurswechsel', 'unverändert',
    ],
    RETRACT: [
      'rudert* ~3 zurück', 'relativier*', 'stellt* ~4 klar', 'klargestellt',
      'präzisier* ~3 äußerung*/aussage*', 'dementier*',
    ],
    ENVOY: ['witkoff*', 'kushner', 'kellogg', 'driscoll', 'sondergesandte*', 'unterhändler*', 'rubio'],
    VENUE: [
      'genf', 'abu dhabi', 'riad', 'dschidda', 'istanbul', 'ankara', 'miami', 'anchorage', 'alaska',
      'budapest', 'berlin', 'london', 'paris', 'moskau', 'kiew', 'washington',
    ],
    ENGAGE: [
      'treffen', 'trifft', 'traf', 'trafen', 'verhandel*', 'reist', 'reisen', 'reiste', 'lädt', 'einlad*',
      'schlägt ~4 vor', 'vorgeschlagen', 'vorschlag*', 'legt ~4 vor', 'vorgelegt', 'telefonier*', 'spricht',
      'sprach', 'sprechen', 'empfäng*', 'empfing', 'beginn*', 'begann', 'start*', 'organisier*', 'kündig*',
      'angekündigt', 'besuch*', 'fortsetz*', 'fortgesetzt', 'wieder*', 'plant', 'geplant', 'erwart*',
      'hoff*', 'zuversicht*', 'leit*', 'führt', 'drängt', 'fordert', 'einig*', 'erziel*', 'überbring*',
      'übergeb*', 'bring*', 'soll',
    ],
    HALTED: [
      'abgesagt', 'absag*', 'sagt ~5 ab', 'verschoben', 'verschieb*', 'geplatzt', 'platzt', 'gescheitert',
      'nicht ~3 teilnehm*', 'lehnt ~5 ab', 'abgelehnt', 'sackgasse',
    ],
    NOT: ['nicht', 'kein*', 'nie', 'niemals', 'ohne', 'weder', 'nichts', 'keinesfalls', 'keineswegs'],
    NOISE: [
      'nicht nur', 'im rücken', 'krieg ~2 beend*', 'kriegs ~1 ende', 'ende des krieges',
      'ende ~2 woche/monat/jahr', 'rückzug ~3 truppen', 'kämpfe ~2 beend*', 'ende der kämpfe',
      'abzug ~3 truppen', 'truppenabzug', 'beend* ~3 krieg*', 'krieg* zu beenden',
    ],
    IF: [
      'wenn', 'falls', 'sofern', 'solange', 'bei ausbleiben*', 'ohne ~2 {RESULT}', 'mangels', 'im falle',
      'unter der bedingung', 'bis ~3 nicht', 'sollte ~8 nicht', 'sollten ~8 nicht',
      'bleib* ~4 {RESULT} ~2 aus',
    ],
    ELSE: [
      'andernfalls', 'sonst', 'ansonsten', 'entweder ~10 oder', 'oder ~1 wir', 'oder ~2 us_', 'wenn nicht',
    ],
    EVENIF: ['auch wenn', 'selbst wenn', 'trotz', 'obwohl', 'ungeachtet'],
    WHETHER: ['ob', 'frage'],
    MAY: [
      'kann', 'können', 'könnte', 'könnten', 'dürfte', 'möglich*', 'womöglich', 'vielleicht', 'würde',
      'würden', 'wohl', 'wahrscheinlich',
    ],
    PROSPECT: [
      'droht', 'drohen', 'drohte', 'drohung*', 'erwäg*', 'bereit', 'warnt', 'warnte', 'warnen', 'prüf*',
      'denkt ~3 nach', 'in aussicht', 'in frage', 'vor dem', 'kurz vor', 'plan*', 'will', 'wollen', 'nahe',
      'bald', 'signalisier*', 'überleg*', 'andeut*', 'deutet ~5 an', 'spielt mit', 'innerhalb ~3 tagen',
      'sorge*', 'befürcht*', 'angst', 'absicht*', 'möchte',
    ],
    DENY: [
      'bestreit*', 'bestritt', 'dementier*', 'weis*/wies ~8 zurück', 'zurückgewiesen', 'widersprich*',
      'widersprach', 'verneint', 'schließt ~5 aus', 'ausgeschlossen', 'keine ~1 absicht', 'keine pläne',
      'kein ~1 plan', 'versichert*', 'relativier*', 'rudert ~2 zurück', 'stellt ~3 klar',
    ],
    FALSE: [
      'falsch*', 'fake', 'unwahr', 'unsinn', 'erfunden*', 'quatsch', 'missverständ*', 'missverstanden',
      'übertrieben*', 'nicht wahr', 'stimmt nicht', 'stimme nicht', 'aus dem zusammenhang', 'irreführend',
      'gerücht*', 'märchen', 'haltlos', 'blödsinn', 'ente',
    ],
    CLARIFY: [
      'rudert ~3 zurück', 'relativier*', 'stellt* ~3 klar', 'klargestellt', 'klarstell*', 'präzisier*',
      'beschwichtig*', 'korrigier*', 'kehrtwende', 'erläuter*', 'bekräftig*',
    ],
    OPEN: [
      'nicht ~2 ausgeschlossen', 'nicht ~3 aus', 'schließt ~4 nicht aus', 'unklar', 'offen',
      'nicht ~2 sagen', 'nicht nur', 'noch nicht',
    ],
    TALKOF: [
      'bericht* über', 'gerücht* über', 'gerücht*', 'meldung* über', 'spekulation*', 'angeblich*',
      'berichte ~1 wonach', 'schlagzeilen',
    ],
    BEFORE: [
      'zuvor', 'früher', 'vor ~2 tagen', 'vor ~2 wochen', 'vergangene*', 'letzte* woche', 'im april',
      'bisher', 'seit', 'nach ~2 drohung*', 'wiederholt', 'hatte', 'hatten', 'damals', 'erinner*',
    ],
    ADVICE: ['sollte', 'sollten', 'müssen', 'muss', 'fordert', 'müsste'],
    OPINION: [
      'kommentar', 'analyse', 'meinung', 'kolumne', 'experte*', 'analyst*', 'presseschau', 'leitartikel',
      'essay', 'umfrage', 'historiker*', 'interview mit',
    ],
    HYPOTHESIS: ['was wäre', 'was passiert', 'szenari*'],
    SAY: [
      'sagt', 'sagte', 'erklärt', 'erklärte', 'erklären', 'laut', 'zufolge', 'berichtet', 'meldet', 'warnt',
      'warnte', 'betont', 'betonte', 'schreibt', 'schrieb', 'kündigte', 'bestätigt', 'versichert', 'teilt',
      'teilte', 'heißt', 'antwortet', 'sagen', 'droht', 'drohte',
    ],
    BUT: ['aber', 'doch', 'sondern', 'jedoch'],
    PREP: [
      'zwischen', 'in', 'im', 'an', 'am', 'auf', 'bei', 'mit', 'von', 'vom', 'für', 'zu', 'zur', 'zum',
      'gegen', 'über', 'nach', 'aus', 'vor', 'um', 'unter', 'durch', 'ohne', 'der', 'des',
    ],
  },
};
