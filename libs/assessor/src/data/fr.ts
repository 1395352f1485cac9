import type { LanguageData } from '../lexicon/types';

/** French: the conditional mood is in the endings, so they stand as words of doubt. */
export const fr: LanguageData = {
  classes: {
    stop: `
      arrêt* cess* mett* met mis suspend* suspen* abandonn* termin* interromp* renonc* quitt* stopp*
      gel* clôt* conclu* fin* lâch* laiss*
    `,
    keep: 'continu* poursui* rest* maintien* maint* demeur* persist* garde*',
    posture: 'position posture ligne politique approche rôle',
  },
  concepts: {
    US: [
      'us_', 'usa', 'états unis', 'etats unis', 'washington', 'maison blanche', 'département ~1 état',
      'department ~1 état', 'trump', 'rubio', 'vance', 'bruce', 'leavitt', 'kellogg', 'kushner',
      'américain*', 'amérique', 'secrétaire ~1 état', 'chef de la diplomatie', 'administration',
      'président américain', 'hegseth', 'driscoll', 'émissaire*',
    ],
    PARTY: [
      'russi*', 'russe', 'russes', 'ukrain*', 'moscou', 'kiev', 'kyiv', 'poutine', 'zelensky', 'kremlin',
      'peskov', 'lavrov', 'ouchakov', 'deux parties', 'deux camps', 'belligérants', 'deux pays', 'umerov',
      'iermak', 'sybiha',
    ],
    CONFLICT: [
      'ukrain*', 'kiev', 'kyiv', 'zelensky', 'russi*', 'russe', 'russes', 'moscou', 'poutine', 'kremlin',
      'donbass', 'lavrov', 'peskov', 'crimée', 'russo',
    ],
    THIRD: [
      'turquie', 'turc*', 'ankara', 'erdogan', 'qatar*', 'vatican', 'pape', 'brésil*', 'chine', 'chinois*',
      'pékin', 'saoud*', 'emirats', 'émirats', 'suisse', 'hongr*', 'orban', 'europe', 'européen*', 'ue',
      'otan', 'allemagne', 'berlin', 'merz', 'france', 'français*', 'paris', 'macron', 'londres',
      'britann*', 'starmer', 'israël', 'israélien*', 'hamas', 'iran*', 'onu', 'pologne', 'barrot', 'angola',
      'kallas', 'bruxelles',
    ],
    PERSON: [
      'expert*', 'analyste*', 'musk', 'biden', 'éditorialiste*', 'politologue*', 'sénateur*', 'chercheur*',
    ],
    ELSEWHERE: [
      'gaza', 'hamas', 'israël', 'iran*', 'téhéran', 'cachemire', 'pakistan*', 'inde', 'congo*', 'rdc',
      'kinshasa', 'rwanda*', 'soudan*', 'cambodge', 'thaïlande', 'arménie', 'azerbaïdjan', 'syrie*',
      'yémen', 'houthi*', 'corée', 'taïwan', 'venezuela', 'serbie', 'kosovo', 'liban*', 'groenland',
      'belgrade', 'm23', 'chypr*', 'libye*', 'afghan*', 'éthiopie*', 'syndicat*',
    ],
    ROLE: [
      'médiat*', 'intermédiaire*', 'négociateur*', 'entremise', 'entremett*', 'bons offices',
      'faiseur de paix', 'arbitr*', 'facilitat*', 'courtier', 'pacificateur',
    ],
    TALKS: [
      'entre moscou et kiev', 'entre kiev et moscou', 'pourparlers', 'négociation*', 'discussion*',
      'processus', 'processus de paix', 'efforts', 'efforts de paix', 'dialogue', 'diplomatie', 'table',
      'règlement', 'dossier ukrainien', 'recherche ~2 paix', 'initiative*', 'tractations',
    ],
    DEAL: [
      'trêve', 'cessez le feu', 'plan', 'plan de paix', 'accord', 'accord de paix', 'proposition*',
      'projet', 'feuille de route', 'garanties',
    ],
    MEETING: [
      'rencontre', 'sommet', 'réunion', 'visite', 'délégation*', 'appel', 'entretien', 'session', 'cycle',
      'tour',
    ],
    OTHER: [
      'aide', 'armes', 'armement', 'livraison*', 'sanctions', 'troupes', 'soldats', 'renseignement*',
      'droits de douane', 'minerais', 'terres rares', 'missiles', 'ambassade*', 'unesco', 'oms', 'ramstein',
      'base', 'bases', 'pétrole', 'gaz', 'match', 'accord de paris',
    ],
    RESULT: ['progrès', 'avancée*', 'résultat*', 'accord', 'percée', 'commentaire', 'doute', 'proposition*', 'concession*', 'réponse*', 'signe*', 'geste*', 'mouvement', 'compromis'],
    LEAVE: [
      'ne ~2 plus ~3 $', 'laiss* ~3 seuls', 'jet* ~1 éponge', 's arrêt*', 'met* ~1 retrait', 'retir*',
      'retrait', 'se désengag*', 'désengag*', 'quitt*', 'départ', 'abandonn*', 'renonc*',
      'jett*/jeter/jette ~2 éponge', 'baiss* ~2 bras', 'lav* ~2 mains', 'tourn* ~2 dos', 'tourn* ~2 page',
      'pass* ~2 main', 'pass* ~2 autre chose', 'claqu* ~2 porte', 'en rest* là', 'lâch*',
      'laiss* ~2 tomber', 'sort* de', 'partir', 'partirait', 'partiraient', 'recul*', 'prendre du recul',
      'fini*', 'ne ~2 plus ~3 là', 'ne ~2 plus ~3 particip*', 'assez', 'retourn* chez', 's en aller',
      'tir* ~2 trait', 'décroch*',
    ],
    EXIT: [
      '@stop ~4 {ROLE}', '@stop ~4 {TALKS}', 'mett*/met/mis ~1 fin ~4 {ROLE}',
      'mett*/met/mis ~1 fin ~3 {TALKS}', 'retir* ~3 de ~3 {ROLE}', 'retir* ~3 des/du/de ~3 {TALKS}',
      'retrait ~4 {ROLE}', 'retrait ~4 {TALKS}', 'fin ~3 de ~3 {ROLE}', 'ne/n ~3 plus ~5 {ROLE}',
      'plus ~2 {ROLE}', 'ne ~3 pas ~3 {ROLE}', '{ROLE} ~3 terminé*', '{ROLE} ~3 suspend*',
      'renonc* ~3 {ROLE}', 'sort* ~3 {TALKS}', 'fin de partie', 'parcourir ~3 monde',
      'rôle de ~2 {ROLE} terminé', 'jett* ~3 éponge ~4 {ROLE}', 'sans ~2 {ROLE} ~2 américain*',
    ],
    HANDOVER: [
      'laiss* ~6 seuls', 'aux deux parties', 'se débrouill*', 'à ~1 moscou et', 'aux ~1 russes et',
      'sans médiateur', 'laiss* ~4 régler', 'appartient ~3 parties', 'dépend ~3 parties',
    ],
    PRESSURE: [
      'patience ~5', 'dernier avertissement', 'dernière tentative', 'pas ~4 éternellement',
      'pas ~4 indéfiniment', 'pas notre guerre', 'autres priorités', 'autre chose', 'perdre ~2 temps',
      'semaine cruciale', 'semaine décisive', 'dernier délai', 'laiss* ~3 battre', 'compte à rebours',
      'lass*',
    ],
    ULTIMATUM: ['ultimatum*', 'menac*', 'averti*', 'prévien*', 'prévenu', 'mise en garde', 'met* en garde'],
    STAY: [
      '{TALKS} ~1 continu*', '{ROLE} ~1 continu*', '{TALKS} ~1 poursuiv*', '@keep ~4 {ROLE}',
      '@keep ~4 {TALKS}', 'rest* ~3 engagé*', 'reste* ~3 déterminé*', 'toujours ~3 {ROLE}',
      'toujours ~3 engagé*', 'poursui* ~3 efforts', 'demeur* ~3 engagé*', 'prêt* à ~2 aider', 'attaché*',
      'ne ~2 pas ~2 abandonn*', 'continu* ~2 œuvrer',
    ],
    SAME: [
      '@posture ~4 inchangé*', '@posture ~4 même', '@posture ~3 pas ~2 changé', 'rien ~2 changé',
      'même @posture', 'aucun changement', 'pas ~2 changé',
    ],
    RETRACT: [
      'clarifi* ~3 propos/déclaration*/position', 'nuanc*', 'rétropédal*', 'marche arrière',
      'précis* ~2 propos/déclaration*', 'dément*', 'revien* sur ~2 propos', 'rectifi*',
    ],
    ENVOY: ['witkoff', 'kushner', 'kellogg', 'driscoll', 'émissaire*', 'négociateurs', 'rubio'],
    VENUE: [
      'genève', 'abou dhabi', 'riyad', 'djeddah', 'istanbul', 'ankara', 'miami', 'anchorage', 'alaska',
      'budapest', 'berlin', 'londres', 'paris', 'moscou', 'kiev', 'washington', 'doha',
    ],
    ENGAGE: [
      'rencontr*', 'recev*', 'reçoi*', 'reçu', 'accueill*', 'propos*', 'présent*', 'invit*', 'annonc*',
      'négoci*', 'discut*', 'téléphon*', 'parl*', 'envoi*', 'envoy*', 'rend à', 'se rend*', 'arriv*',
      'repren*', 'reprise', 'commenc*', 'lanc*', 'organis*', 'prévu*', 'espèr*', 'conduit', 'dirige*',
      'pousser', 'presse', 'appelle', 'convoqu*', 'convoc*', 'entretenu', 'entretien*', 'poursuiv*',
      'retour à', 'dévoil*', 'transmet*', 'aboutir', 'conclu*', 'obten*', 'obtien*',
    ],
    HALTED: ['annul*', 'report*', 'ajourn*', 'ne ~3 pas ~2 rendr*', 'rejet*', 'impasse', 'bloqué*'],
    NOT: ['pas', 'jamais', 'aucun*', 'ni', 'sans', 'nullement', 'personne', 'ne', 'n'],
    NOISE: [
      'pas seulement', 'fin à la guerre', 'fin de la guerre', 'fin ~1 du ~1 conflit', 'fin au conflit',
      'retrait ~3 troupes', 'retrait russe', 'mettre fin ~2 guerre', 'mettre fin ~2 conflit',
      'fin aux combats', 'quitter ~2 ukraine', 'cess* le feu', 'cessez le feu', 'arrêt* ~2 guerre',
      'renonc* ~2 crimée', 'sortie de',
    ],
    IF: [
      'aussi longtemps', 'si', 's il/ils', 'à moins', 'faute de', 'faute d', 'en cas', 'en l absence', 'à condition',
      'à défaut', 'sans ~2 {RESULT}', 'sauf si', 'pourvu', 'passé cette date', 'jusqu ~2 que',
    ],
    ELSE: ['sinon', 'faute de quoi', 'ou bien', 'soit ~8 soit', 'ou nous', 'dans le cas contraire'],
    EVENIF: ['même si', 'malgré', 'bien que', 'en dépit', 'quoi qu', 'si nécessaire', 'si besoin'],
    WHETHER: ['question*', 'savoir si', 'interrogé*'],
    MAY: [
      'pourrait', 'pourraient', 'peut', 'peuvent', 'pourrions', 'peut être', 'serait', 'seraient',
      'éventuel*', 'probabl*', 'possible*', 'aurait', 'auraient', 'retirerait', 'retireraient', 'cesserait',
      'mettraient', 'mettrait', 'abandonnerait', 'abandonneraient', 'quitterait', 'quitteraient', 'risque*',
    ],
    PROSPECT: [
      'menac*', 'envisag*', 'prêt* à', 'averti*', 'prévien*', 'prévenu', 'songe*', 'étudi*', 'réfléchi*',
      'sur le point', 'au bord', 'laiss* entendre', 'évoqu*', 'veut', 'veulent', 'crain*', 'redout*',
      'compte*', 'bientôt', 'tent* de', 'prépar*', 'risqu*', 'entend',
    ],
    DENY: [
      'dément*', 'démenti*', 'nie', 'nient', 'nié', 'rejett*', 'rejet*', 'exclu*', 'réfut*', 'conteste*',
      'aucune intention', 'aucun projet', 'pas ~2 intention', 'assur*', 'écart*', 'rassur*', 'nuanc*',
      'rétropédal*', 'balay*',
    ],
    FALSE: [
      'faux', 'fausse*', 'fake', 'mensong*', 'absurde', 'inexact*', 'infondé*', 'inventé*', 'exagéré*',
      'sorti* de ~2 contexte', 'malentendu', 'pas vrai', 'rumeur*', 'mal interprét*', 'fantais*',
      'pas le cas',
    ],
    CLARIFY: [
      'clarifi*', 'précis*', 'nuanc*', 'rétropédal*', 'fait marche arrière', 'marche arrière', 'corrig*',
      'revien* sur', 'revenu* sur', 'tempér*', 'explicit*', 'mise* au point', 'rectifi*', 'réaffirm*',
    ],
    OPEN: [
      'pas ~2 exclu*', 'n exclu* pas', 'sans exclure', 'pas ~2 dire', 'pas ~1 encore', 'pas seulement',
      'ne sait pas',
    ],
    TALKOF: [
      'rumeur* de', 'rumeur*', 'information* sur', 'information* selon', 'prétendu*', 'spéculation*',
      'articles sur', 'bruits',
    ],
    BEFORE: [
      'auparavant', 'plus tôt', 'précédemment', 'la veille', 'semaine dernière', 'mois dernier', 'il y a',
      'avait', 'avaient', 'après avoir', 'en avril', 'récemment', 'jusqu ici', 'à plusieurs reprises',
      'depuis',
    ],
    ADVICE: ['devrait', 'devraient', 'doit', 'doivent', 'faut', 'appelle à', 'exhort*'],
    OPINION: [
      'opinion', 'tribune', 'éditorial', 'analyse', 'chronique', 'expert*', 'analyste*', 'politologue*',
      'chercheur*', 'sondage', 'historien*', 'décryptage',
    ],
    HYPOTHESIS: ['et si', 'scénario*', 'que se passera'],
    SAY: [
      'dit', 'déclar*', 'affirm*', 'annonc*', 'selon', 'averti*', 'assur*', 'indiqu*', 'écri*', 'ajout*',
      'précis*', 'confirm*', 'estim*', 'expliqu*', 'soulign*', 'répond*', 'rapport*', 'dément*', 'menac*',
    ],
    BUT: ['mais', 'toutefois', 'cependant', 'pourtant'],
    PREP: [
      'entre', 'de', 'du', 'des', 'd', 'à', 'au', 'aux', 'en', 'dans', 'sur', 'avec', 'pour', 'par',
      'contre', 'après', 'vers', 'chez', 'avant', 'sans',
    ],
  },
};
