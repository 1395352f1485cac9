import type { LanguageData } from '../lexicon/types';

/** Spanish. */
export const es: LanguageData = {
  classes: {
    stop: `
      deja* dej* termin* suspend* suspen* abandon* pon* pone* puso cesa* ces* interrump* renunci*
      paraliz* par* cierr* cerr* conclu* congel* finaliz* retir* aband*
    `,
    keep: 'continu* sigue* segu* mantien* manten* permanec* persist* prosegu* sosten*',
    posture: 'posición posicion postura línea política enfoque papel rol',
  },
  concepts: {
    US: [
      'us_', 'eeuu', 'ee uu', 'estados unidos', 'washington', 'casa blanca', 'departamento de estado',
      'trump', 'rubio', 'vance', 'bruce', 'leavitt', 'kellogg', 'kushner', 'estadounidense*',
      'américa', 'norteamerican*', 'secretario de estado', 'jefe de la diplomacia', 'administración',
      'hegseth', 'driscoll', 'enviado*',
    ],
    PARTY: [
      'rusia', 'ruso', 'rusos', 'rusa', 'rusas', 'ucrani*', 'moscú', 'kiev', 'kyiv', 'putin', 'zelenski',
      'zelensky', 'zelenskyy', 'kremlin', 'peskov', 'lavrov', 'ushakov', 'ambas partes', 'dos partes',
      'las partes', 'ambos bandos', 'umerov', 'yermak', 'sibiga',
    ],
    CONFLICT: [
      'ucrani*', 'kiev', 'kyiv', 'zelenski', 'zelensky', 'rusia', 'ruso', 'rusos', 'rusa', 'moscú', 'putin',
      'kremlin', 'donbás', 'lavrov', 'peskov', 'crimea',
    ],
    THIRD: [
      'turquía', 'turco*', 'ankara', 'erdogan', 'qatar', 'catar*', 'vaticano', 'papa', 'brasil*', 'lula',
      'china', 'chino*', 'pekín', 'saudí*', 'emiratos', 'suiza', 'hungr*', 'orbán', 'europa', 'europe*',
      'ue', 'otan', 'alemania', 'berlín', 'merz', 'francia', 'francés*', 'parís', 'macron', 'londres',
      'británic*', 'starmer', 'israel*', 'hamás', 'irán*', 'iraní*', 'onu', 'polonia', 'kallas', 'bruselas',
      'españa', 'sánchez', 'albares',
    ],
    PERSON: ['experto*', 'analista*', 'musk', 'biden', 'columnista*', 'senador*', 'politólogo*'],
    ELSEWHERE: [
      'gaza', 'hamás', 'israel*', 'irán', 'iraní*', 'teherán', 'cachemira', 'pakistán', 'india', 'congo',
      'ruanda', 'sudán', 'camboya', 'tailandia', 'armenia', 'azerbaiyán', 'siria', 'yemen', 'hutí*',
      'corea', 'taiwán', 'venezuela', 'maduro', 'serbia', 'kosovo', 'líbano', 'groenlandia', 'belgrado',
      'colombia', 'cuba', 'chipre', 'libia*', 'afgan*', 'etiopía', 'sindicato*',
    ],
    ROLE: [
      'mediad*', 'mediación', 'mediar*', 'media entre', 'intermediari*', 'mediando', 'mediará*',
      'pacificador*', 'árbitro*', 'facilitador*', 'negociador*', 'buenos oficios', 'intermedi*',
      'mediadora',
    ],
    TALKS: [
      'entre moscú y kiev', 'entre kiev y moscú', 'negociacion*', 'conversacion*', 'diálogo*', 'proceso',
      'proceso de paz', 'esfuerzo*', 'diplomacia', 'mesa', 'arreglo', 'búsqueda ~2 paz', 'pláticas',
      'expediente ucrani*', 'gestiones', 'iniciativa*',
    ],
    DEAL: [
      'tregua', 'alto el fuego', 'plan', 'plan de paz', 'acuerdo', 'propuesta*', 'pacto', 'borrador',
      'hoja de ruta', 'garantías',
    ],
    MEETING: [
      'reunión', 'reuniones', 'cumbre', 'encuentro', 'visita', 'delegación', 'delegaciones', 'llamada',
      'ronda', 'viaje', 'cita',
    ],
    OTHER: [
      'ayuda', 'armas', 'armamento', 'envío*', 'sanciones', 'tropas', 'soldados', 'inteligencia',
      'aranceles', 'minerales', 'tierras raras', 'misiles', 'embajada*', 'unesco', 'oms', 'base', 'bases',
      'petróleo', 'gas', 'partido', 'liga', 'ramstein', 'grupo de contacto',
    ],
    RESULT: ['avance*', 'progreso*', 'resultado*', 'acuerdo', 'comentario*', 'duda*', 'propuesta*', 'concesi*', 'respuesta*', 'señal*', 'gesto*', 'movimiento*', 'compromiso*'],
    LEAVE: [
      'parar', 'para de', 'fuera de', 'se acab*', 'echarse a un lado', 'hace* ~1 a un lado', 'retir*',
      'abandon*', 'salir*', 'sale de', 'salen de', 'salida', 'desmarc*', 'desvincul*',
      'tira*/tir* ~2 toalla', 'lav* ~2 manos', 'da*/dar ~2 espalda', 'dar*/da ~2 paso atrás', 'paso atrás',
      'pasa* página', 'pas* ~2 página', 'pas* ~2 otra cosa', 'renunci*', 'deja*/dej* ~3 solos',
      'deja*/dej* ~2 mesa', 'levant* ~3 mesa', 'marchar*', 'se march*', 'se va', 'nos vamos', 'me voy',
      'se aparta*', 'apart*', 'cruz* ~2 brazos', 'baj* ~2 brazos', 'se acabó', 'hasta aquí',
      'seguir adelante', 'no ~3 particip*', 'suelta*', 'desentend*', 'desentiend*', 'cansad*', 'retirada',
    ],
    EXIT: [
      '@stop ~4 {ROLE}', '@stop ~4 {TALKS}', 'pon*/puso ~1 fin ~4 {ROLE}', 'pon*/puso ~1 fin ~3 {TALKS}',
      'retir* ~3 de ~3 {ROLE}', 'retir* ~3 de/del ~3 {TALKS}', 'sal* ~2 de/del ~3 {TALKS}',
      'sal* ~2 de/del ~3 {ROLE}', 'fin ~2 de/a ~3 {ROLE}', 'ya no ~5 {ROLE}', 'no volver* a ~3 {ROLE}',
      'no ~3 más ~3 {ROLE}', 'no ~3 {ROLE}', '{ROLE} ~3 terminad*', '{ROLE} ~3 suspendid*',
      '{ROLE} ~3 no más', 'renunci* ~3 {ROLE}', 'no ~4 volar*', 'no volará*', 'deja* ~2 de ~2 {ROLE}',
      'dej* ~2 de ~2 {ROLE}', 'abandon* ~4 {ROLE}', 'rebaja* ~4 {ROLE}', 'fin de ~3 {ROLE}',
    ],
    HANDOVER: [
      'depender ~2', 'en manos de ~4', 'por su cuenta', 'a solas', 'sin mediador*', 'arregl* ~2 ellos',
      'dej* ~4 a ~2 rusia', 'dej* ~4 a ~2 moscú',
    ],
    PRESSURE: [
      'paciencia ~5', 'último aviso', 'último intento', 'no ~4 siempre', 'no ~4 eternamente',
      'no ~4 indefinidamente', 'no es nuestra guerra', 'otras prioridades', 'otros asuntos', 'otra cosa',
      'perder ~2 tiempo', 'semana crucial', 'semana decisiva', 'dej* ~3 luch*/pele*', 'cuestión de días',
      'hart*', 'se agota', 'contrarreloj',
    ],
    ULTIMATUM: ['ultimátum*', 'ultimatum*', 'amenaz*', 'advert*', 'adviert*', 'aviso', 'avisa*'],
    STAY: [
      '{TALKS} ~1 continú*', '{ROLE} ~1 continú*', '{TALKS} ~1 sigu*', '@keep ~4 {ROLE}',
      '@keep ~4 {TALKS}', 'sigue* ~3 comprometid*', 'mantien* ~3 compromiso', 'todavía ~3 {ROLE}',
      'sigue* ~2 en ~2 {TALKS}', 'comprometid*', 'seguir* ~2 trabaj*', 'sigue* ~2 trabaj*', 'no ~2 rendir*',
      'dispuest* a ~1 ayudar', 'continu* ~2 trabaj*',
    ],
    SAME: [
      '@posture ~4 misma', '@posture ~4 mismo', '@posture ~3 no ~2 cambi*', 'nada ~2 cambi*',
      'misma @posture', 'mismo @posture', 'ningún cambio', 'no ~2 cambi*', 'sin cambios', 'intact*',
    ],
    RETRACT: [
      'aclar* ~3 declaracion*/palabras/posición', 'matiz*', 'rectific*', 'marcha atrás', 'desmient*',
      'desmint*', 'precis* ~3 declaracion*/palabras',
    ],
    ENVOY: ['witkoff', 'kushner', 'kellogg', 'driscoll', 'enviado*', 'negociadores', 'rubio'],
    VENUE: [
      'ginebra', 'abu dabi', 'abu dhabi', 'riad', 'yeda', 'estambul', 'ankara', 'miami', 'anchorage',
      'alaska', 'budapest', 'berlín', 'londres', 'parís', 'moscú', 'kiev', 'washington',
    ],
    ENGAGE: [
      'reun*', 'reún*', 'recib*', 'propon*', 'propus*', 'present*', 'invit*', 'anunci*', 'negoci*',
      'discut*', 'habl*', 'llam*', 'envi*', 'viaj*', 'lleg*', 'reanud*', 'comenz*', 'comienz*', 'inici*',
      'lanz*', 'organiz*', 'convoc*', 'prev*', 'esper*', 'encabez*', 'lider*', 'presion*', 'impuls*',
      'acord*', 'logr*', 'entreg*', 'pide', 'pidió', 'acoge*', 'vuel*', 'continu*', 'avanz*', 'celebr*',
    ],
    HALTED: [
      'cancel*', 'aplaz*', 'pospon*', 'pospues*', 'no ~2 asist*', 'no ~2 acud*', 'rechaz*', 'estanc*',
      'bloque*',
    ],
    NOT: ['no', 'nunca', 'jamás', 'ni', 'sin', 'ningun*', 'ningún', 'tampoco', 'nadie'],
    NOISE: [
      'no sólo', 'no solo', 'fin a la guerra', 'fin de la guerra', 'fin ~2 conflicto',
      'poner fin ~2 guerra', 'poner fin ~3 conflicto', 'retirada ~3 tropas', 'retir* ~2 tropas',
      'terminar ~2 guerra', 'medios', 'parar ~2 guerra', 'cese el fuego', 'cese del fuego', 'dejar claro',
      'dej* claro', 'dej* abierta', 'parte', 'partes', 'para', 'por parte',
    ],
    IF: [
      'si', 'a menos', 'salvo que', 'en caso', 'en ausencia', 'a falta', 'siempre que', 'mientras no',
      'de no haber', 'sin ~2 {RESULT}', 'hasta que', 'de lo contrario', 'condicion*',
    ],
    ELSE: ['si no', 'de lo contrario', 'o bien', 'o ~2 ee', 'o nos', 'en caso contrario'],
    EVENIF: ['aunque', 'incluso si', 'a pesar', 'pese a', 'aun si', 'si es necesario'],
    WHETHER: ['pregunta*', 'saber si', 'preguntad*'],
    MAY: [
      'podría*', 'puede', 'pueden', 'quizá*', 'tal vez', 'posible*', 'probable*', 'sería*', 'habría*',
      'pudiera',
    ],
    PROSPECT: [
      'amenaz*', 'contempl*', 'dispuest* a', 'list* para', 'advert*', 'adviert*', 'avis*', 'baraj*',
      'plante*', 'consider*', 'valor*', 'estudi*', 'a punto', 'al borde', 'sugier*', 'sugir*', 'quiere*',
      'tem*', 'prevé*', 'piens*', 'pronto', 'insin*', 'prepar*', 'riesgo', 'plane*', 'cerca de',
    ],
    DENY: [
      'negó', 'negaron', 'negado', 'negar', 'nieg*', 'desmient*', 'desment*', 'desmint*', 'rechaz*',
      'descart*', 'refut*', 'sin intención', 'no ~2 intención', 'no ~2 planes', 'ningún plan',
      'asegur* ~2 no', 'matiz*', 'aclar*',
    ],
    FALSE: [
      'fals*', 'fake', 'mentira*', 'absurdo', 'inexact*', 'infundad*', 'inventad*', 'invento', 'exagerad*',
      'fuera de contexto', 'malentendido', 'no es cierto', 'no es verdad', 'rumor*', 'bulo*', 'patraña*',
      'tontería*',
    ],
    CLARIFY: [
      'aclar*', 'matiz*', 'rectific*', 'precis*', 'corrig*', 'marcha atrás', 'recul*', 'puntualiz*',
      'reafirm*', 'reiter*', 'explic*',
    ],
    OPEN: [
      'no ~2 descart*', 'sin descartar', 'no ~2 excluy*', 'no ~2 dec*', 'no sólo', 'no solo', 'todavía no',
      'aún no', 'no ~1 sabe',
    ],
    TALKOF: [
      'rumor*', 'informacion* sobre', 'supuest*', 'especulacion*', 'presunt*', 'versiones',
      'noticias sobre', 'titulares',
    ],
    BEFORE: [
      'antes', 'anteriormente', 'previamente', 'la víspera', 'semana pasada', 'mes pasado', 'hace',
      'había*', 'tras ~2 amenaz*', 'en abril', 'recientemente', 'hasta ahora', 'en varias ocasiones',
      'desde',
    ],
    ADVICE: ['debe', 'deben', 'debería*', 'pide que', 'insta*', 'tiene que'],
    OPINION: [
      'opinión', 'tribuna', 'editorial', 'análisis', 'columna', 'experto*', 'analista*', 'politólogo*',
      'encuesta', 'historiador*', 'claves',
    ],
    HYPOTHESIS: ['y si', 'escenario*', 'qué pasaría'],
    SAY: [
      'dice*', 'dijo', 'declar*', 'afirm*', 'anunci*', 'según', 'advirt*', 'adviert*', 'asegur*', 'indic*',
      'escrib*', 'añad*', 'precis*', 'confirm*', 'explic*', 'subray*', 'respond*', 'inform*', 'desmient*',
      'amenaz*', 'señal*',
    ],
    BUT: ['pero', 'sin embargo', 'sino'],
    PREP: [
      'entre', 'de', 'del', 'a', 'al', 'en', 'sobre', 'con', 'para', 'por', 'contra', 'tras', 'hacia',
      'desde', 'hasta', 'ante', 'sin',
    ],
  },
};
