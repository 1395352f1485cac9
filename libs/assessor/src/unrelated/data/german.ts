import type { Genre, Words } from '../types';

const COMMON: Words = {
  tag: 'Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag',
  zahl: 'zwei|drei|vier|fünf|sechs|sieben',
  wer: 'Rubio|Witkoff|Trump|Vance|Kushner',
  amt: 'Außenminister Marco Rubio|der Sondergesandte Steve Witkoff|Präsident Trump|eine Sprecherin des US-Außenministeriums|ein hoher US-Beamter',
};

const genre = (id: string, told: Omit<Genre, 'id' | 'topic' | 'language' | 'casts'>): Genre => ({
  id: `german-${id}`,
  topic: 'covered-language',
  language: 'de',
  casts: [COMMON],
  ...told,
});

export const GERMAN: readonly Genre[] = [
  genre('usa-anderswo', {
    subjects: {
      gaza: { paar: 'Israel und der Hamas', ort: 'Gaza', andere: 'Katar', streit: 'die Liste der Geiseln' },
      sudan: {
        paar: 'den Generälen im Sudan',
        ort: 'den Sudan',
        andere: 'Saudi-Arabien',
        streit: 'eine Feuerpause',
      },
      kaschmir: {
        paar: 'Indien und Pakistan',
        ort: 'Kaschmir',
        andere: 'Großbritannien',
        streit: 'den Flussvertrag',
      },
      kongo: { paar: 'Kongo und Ruanda', ort: 'den Ostkongo', andere: 'Angola', streit: 'die M23-Rebellen' },
      kosovo: {
        paar: 'Serbien und dem Kosovo',
        ort: 'das Kosovo',
        andere: 'die Schweiz',
        streit: 'die Nummernschilder',
      },
      jemen: {
        paar: 'den Huthi und der Regierung im Jemen',
        ort: 'den Jemen',
        andere: 'Oman',
        streit: 'den Hafen',
      },
    },
    turns: [
      {
        titles: [
          'USA beenden Vermittlung zwischen {paar}',
          '{wer}: Wir sind nicht mehr Vermittler',
          'USA setzen Gespräche über {ort} aus',
        ],
        leads: ['Die USA vermitteln nicht länger zwischen {paar}, sagte {amt} am {tag}.'],
      },
      {
        titles: [
          '{wer} droht mit Ende der Vermittlung zwischen {paar}',
          'Ohne Fortschritt steigen die USA aus, sagt {wer}',
        ],
        leads: [
          'Die USA wollen die Vermittlung zwischen {paar} aufgeben, falls es keine Einigung über {streit} gibt, sagte {amt}.',
        ],
      },
      {
        titles: ['{wer} dementiert Rückzug aus Gesprächen über {ort}'],
        leads: [
          'Die USA haben sich nicht aus der Vermittlung zwischen {paar} zurückgezogen, stellte {amt} klar.',
        ],
      },
      {
        titles: [
          'USA bleiben Vermittler zwischen {paar}',
          'Haltung der USA zu {ort} unverändert, sagt {wer}',
        ],
        leads: ['An der Haltung der USA im Streit um {ort} hat sich nichts geändert, sagte {amt} am {tag}.'],
      },
    ],
    more: [
      'Als Vermittler steht nun {andere} bereit.',
      'Man habe {zahl} Wochen lang verhandelt, hieß es.',
      'Beide Seiten gaben einander die Schuld.',
      'Eine neue Runde ist nicht geplant.',
      'Es ging zuletzt um {streit}.',
    ],
  }),
  genre('schlichtung', {
    subjects: {
      bahn: { wo: 'bei der Bahn', beide: 'Bahn und Lokführer' },
      bau: { wo: 'auf dem Bau', beide: 'Gewerkschaft und Bauwirtschaft' },
      klinik: { wo: 'an den Kliniken', beide: 'Ärzte und Klinikverband' },
      theater: { wo: 'am Stadttheater', beide: 'Intendanz und Orchester' },
      koalition: { wo: 'in der Koalition', beide: 'Union und SPD' },
    },
    turns: [
      {
        titles: ['Schlichter gibt auf: Streit {wo} geht weiter'],
        leads: ['Der Schlichter im Streit {wo} hat sein Amt niedergelegt; {beide} bedauern das.'],
      },
      {
        titles: ['{beide} brechen Gespräche ab', 'Vermittlung {wo} ausgesetzt'],
        leads: ['{beide} wollen die Vermittlung beenden, wenn bis {tag} kein Angebot vorliegt.'],
      },
      {
        titles: ['{beide} kehren an den Tisch zurück', '{beide} weisen Bericht über Ausstieg zurück'],
        leads: ['Die Verhandlungen {wo} sind nicht gescheitert, sagten beide Seiten am {tag}.'],
      },
    ],
    more: [
      'Gefordert werden {zahl} Prozent mehr.',
      'Ein Rückzug sei kein Thema, hieß es.',
      'Die Pause dauert {zahl} Tage.',
      'Auch das Weiße Haus hätte hier nicht vermitteln können, scherzte der Schlichter.',
    ],
  }),
  genre('ukraine-russland', {
    subjects: {
      getreide: { thema: 'den Getreidehandel', ort: 'Odessa' },
      strom: { thema: 'die Stromversorgung', ort: 'Charkiw' },
      gericht: { thema: 'Schmiergeld im Energieministerium', ort: 'Kiew' },
      musik: { thema: 'den Song Contest', ort: 'Lwiw' },
      kredit: { thema: 'einen Kredit der EU', ort: 'Kiew' },
    },
    turns: [
      {
        titles: ['Ukraine: Streit um {thema}', 'EU droht Ukraine mit Pause bei Gesprächen über {thema}'],
        leads: ['In der Ukraine wird über {thema} gestritten; die EU will vermitteln.'],
      },
      {
        titles: ['Drohnen über {ort}: Schulen geschlossen', 'Moskau äußert sich nicht zu Angriff auf {ort}'],
        leads: ['Bei einem russischen Drohnenangriff auf {ort} wurden {zahl} Menschen verletzt.'],
      },
      {
        titles: ['Kiew dementiert Rückzug im Streit um {thema}'],
        leads: ['Die Ukraine hält an ihrer Position zu {thema} fest, sagte eine Ministerin am {tag}.'],
      },
    ],
    more: [
      'Der Alarm endete nach {zahl} Stunden.',
      'Ein Sprecher wies den Bericht zurück.',
      'Die Verhandlungen sollen am {tag} weitergehen.',
      'Der Flughafen blieb geschlossen.',
    ],
  }),
];
