import type { Genre, Words } from '../types';

const COMMON: Words = {
  jour: 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche',
  chiffre: 'deux|trois|quatre|cinq|six|sept',
  qui: 'Rubio|Witkoff|Trump|Vance|Kushner',
  voix: 'le secrétaire d’État Marco Rubio|l’émissaire Steve Witkoff|le président Trump|une porte-parole du département d’État|un haut responsable américain',
};

const genre = (id: string, told: Omit<Genre, 'id' | 'topic' | 'language' | 'casts'>): Genre => ({
  id: `french-${id}`,
  topic: 'covered-language',
  language: 'fr',
  casts: [COMMON],
  ...told,
});

export const FRENCH: readonly Genre[] = [
  genre('usa-ailleurs', {
    subjects: {
      gaza: { paire: 'Israël et le Hamas', lieu: 'Gaza', autre: 'le Qatar', objet: 'la liste des otages' },
      soudan: {
        paire: 'l’armée soudanaise et les FSR',
        lieu: 'le Soudan',
        autre: 'l’Égypte',
        objet: 'une trêve',
      },
      cachemire: {
        paire: 'l’Inde et le Pakistan',
        lieu: 'le Cachemire',
        autre: 'l’Arabie saoudite',
        objet: 'les eaux de l’Indus',
      },
      congo: { paire: 'le Congo et le Rwanda', lieu: 'le Kivu', autre: 'l’Angola', objet: 'le M23' },
      liban: {
        paire: 'Israël et le Liban',
        lieu: 'le Liban',
        autre: 'l’ONU',
        objet: 'la frontière terrestre',
      },
      chypre: {
        paire: 'les deux communautés de Chypre',
        lieu: 'Chypre',
        autre: 'le Royaume-Uni',
        objet: 'les points de passage',
      },
    },
    turns: [
      {
        titles: [
          'Les États-Unis ne sont plus médiateurs entre {paire}',
          'Washington suspend sa médiation entre {paire}',
        ],
        leads: ['Les États-Unis mettent fin à leur médiation entre {paire}, a annoncé {voix} {jour}.'],
      },
      {
        titles: [
          '{qui} menace de quitter les pourparlers sur {lieu}',
          '{qui} : « nous passerons à autre chose »',
        ],
        leads: ['Si {paire} ne s’entendent pas sur {objet}, les États-Unis se retireront, a prévenu {voix}.'],
      },
      {
        titles: ['{qui} dément un retrait des pourparlers sur {lieu}'],
        leads: ['Les États-Unis n’ont pas renoncé à leur rôle de médiateur entre {paire}, a assuré {voix}.'],
      },
      {
        titles: [
          'Les États-Unis restent médiateurs entre {paire}',
          'La position de Washington sur {lieu} n’a pas changé',
        ],
        leads: ['Rien n’a changé dans la position américaine sur {lieu}, a répété {voix} {jour}.'],
      },
    ],
    more: [
      'Le relais pourrait être pris par {autre}.',
      'Les négociateurs ont buté {chiffre} heures sur {objet}.',
      'Chaque camp accuse l’autre.',
      'Aucune nouvelle séance n’est prévue.',
      'La patience a des limites, selon un diplomate.',
    ],
  }),
  genre('mediation-sociale', {
    subjects: {
      train: { conflit: 'la grève des cheminots', camps: 'la direction et les cheminots' },
      hopital: { conflit: 'la grève des hôpitaux', camps: 'le ministère et les infirmiers' },
      theatre: { conflit: 'la crise du théâtre', camps: 'le directeur et la troupe' },
      usine: { conflit: 'la fermeture de l’usine', camps: 'le patron et les ouvriers' },
      nouvelleCaledonie: {
        conflit: 'la crise en Nouvelle-Calédonie',
        camps: 'loyalistes et indépendantistes',
      },
    },
    turns: [
      {
        titles: ['Le médiateur jette l’éponge et {conflit} continue'],
        leads: ['Le médiateur nommé pour {conflit} a renoncé {jour}.'],
      },
      {
        titles: ['{camps} rompent les pourparlers', 'Médiation suspendue : {conflit} continue'],
        leads: ['{camps} menacent de quitter la table si rien ne bouge.'],
      },
      {
        titles: ['{camps} reprennent les négociations', '{camps} démentent tout départ de la table'],
        leads: ['Malgré {conflit}, {camps} assurent que le dialogue n’est pas rompu.'],
      },
    ],
    more: [
      'La prochaine réunion aura lieu {jour}.',
      'Il manque {chiffre} millions.',
      'La médiation dure depuis {chiffre} mois.',
      'Personne ne veut partir le premier.',
    ],
  }),
  genre('ukraine-russie', {
    subjects: {
      ble: { sujet: 'le blé', ville: 'Odessa' },
      courant: { sujet: 'l’électricité', ville: 'Kharkiv' },
      proces: { sujet: 'un pot-de-vin', ville: 'Kiev' },
      escrime: { sujet: 'les escrimeurs russes', ville: 'Lviv' },
      avoirs: { sujet: 'les avoirs gelés', ville: 'Kiev' },
    },
    turns: [
      {
        titles: ['Ukraine : querelle sur {sujet}', 'Bruxelles menace de suspendre l’accord sur {sujet}'],
        leads: ['En Ukraine, la querelle sur {sujet} continue et l’Union européenne propose sa médiation.'],
      },
      {
        titles: ['Des drones russes sur {ville}', 'Nuit d’alerte à {ville}, les écoles fermées'],
        leads: ['Une attaque de drones russes a fait {chiffre} blessés à {ville}.'],
      },
      {
        titles: ['Kiev dément tout recul sur {sujet}'],
        leads: ['L’Ukraine n’a pas changé de position sur {sujet}, a dit un ministre {jour}.'],
      },
    ],
    more: [
      'L’alerte a pris fin au bout de {chiffre} heures.',
      'Le tribunal se réunira {jour}.',
      'Les trains ont été suspendus.',
      'Le porte-parole a refusé tout commentaire.',
    ],
  }),
];
