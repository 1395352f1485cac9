import type { Genre, Words } from '../types';

const COMMON: Words = {
  dia: 'lunes|martes|miércoles|jueves|viernes|sábado|domingo',
  cifra: 'dos|tres|cuatro|cinco|seis|siete',
  quien: 'Rubio|Witkoff|Trump|Vance|Kushner',
  voz: 'el secretario de Estado Marco Rubio|el enviado Steve Witkoff|el presidente Trump|una portavoz del Departamento de Estado|un alto funcionario estadounidense',
};

const genre = (id: string, told: Omit<Genre, 'id' | 'topic' | 'language' | 'casts'>): Genre => ({
  id: `spanish-${id}`,
  topic: 'covered-language',
  language: 'es',
  casts: [COMMON],
  ...told,
});

export const SPANISH: readonly Genre[] = [
  genre('eeuu-en-otra-parte', {
    subjects: {
      gaza: { par: 'Israel y Hamás', lugar: 'Gaza', otro: 'Qatar', asunto: 'los rehenes' },
      sudan: { par: 'el ejército de Sudán y las RSF', lugar: 'Sudán', otro: 'Egipto', asunto: 'una tregua' },
      cachemira: {
        par: 'la India y Pakistán',
        lugar: 'Cachemira',
        otro: 'Arabia Saudí',
        asunto: 'el tratado de aguas',
      },
      congo: { par: 'el Congo y Ruanda', lugar: 'el este del Congo', otro: 'Angola', asunto: 'el M23' },
      venezuela: {
        par: 'el Gobierno de Venezuela y la oposición',
        lugar: 'Venezuela',
        otro: 'Noruega',
        asunto: 'las elecciones',
      },
      colombia: { par: 'Colombia y el ELN', lugar: 'Colombia', otro: 'México', asunto: 'los secuestros' },
    },
    turns: [
      {
        titles: ['Estados Unidos deja de mediar entre {par}', 'Washington suspende su mediación entre {par}'],
        leads: ['Estados Unidos ya no será mediador entre {par}, dijo el {dia} {voz}.'],
      },
      {
        titles: [
          '{quien} amenaza con abandonar las conversaciones sobre {lugar}',
          '{quien}: “Si no hay avances, nos vamos”',
        ],
        leads: [
          'Estados Unidos abandonará la mediación entre {par} si no hay acuerdo sobre {asunto}, advirtió {voz}.',
        ],
      },
      {
        titles: ['{quien} niega que Estados Unidos se retire de {lugar}'],
        leads: ['Estados Unidos no ha renunciado a mediar entre {par}, aclaró {voz}.'],
      },
      {
        titles: [
          'Estados Unidos seguirá como mediador entre {par}',
          'La postura de Washington sobre {lugar} no ha cambiado',
        ],
        leads: ['La posición estadounidense sobre {lugar} es la misma, reiteró {voz} el {dia}.'],
      },
    ],
    more: [
      'El relevo podría tomarlo {otro}.',
      'La última ronda, sobre {asunto}, duró {cifra} horas.',
      'Las dos partes se culpan mutuamente.',
      'No hay fecha para otra reunión.',
      'La paciencia se agota, según un diplomático.',
    ],
  }),
  genre('mediacion-en-casa', {
    subjects: {
      metro: { pleito: 'la huelga del metro', partes: 'la empresa y los maquinistas' },
      futbol: { pleito: 'el fichaje del delantero', partes: 'los dos clubes' },
      agua: { pleito: 'el trasvase', partes: 'las dos comunidades' },
      banco: { pleito: 'la fusión bancaria', partes: 'los dos bancos' },
      divorcio: { pleito: 'el divorcio de la cantante', partes: 'los abogados' },
    },
    turns: [
      {
        titles: ['El mediador se retira y sigue {pleito}'],
        leads: ['El mediador en {pleito} ha dimitido este {dia}.'],
      },
      {
        titles: ['{partes} rompen las negociaciones', 'Se suspende la mediación en {pleito}'],
        leads: ['{partes} amenazan con levantarse de la mesa si no hay una oferta.'],
      },
      {
        titles: ['{partes} vuelven a la mesa', '{partes} niegan una ruptura'],
        leads: ['Pese a {pleito}, {partes} aseguran que el diálogo sigue.'],
      },
    ],
    more: [
      'La próxima cita es el {dia}.',
      'Faltan {cifra} millones para el acuerdo.',
      'Nadie quiere ser el primero en irse.',
      'La pausa durará {cifra} semanas.',
    ],
  }),
  genre('ucrania-rusia', {
    subjects: {
      trigo: { tema: 'el trigo', ciudad: 'Odesa' },
      luz: { tema: 'la red eléctrica', ciudad: 'Járkov' },
      juicio: { tema: 'un soborno', ciudad: 'Kiev' },
      judo: { tema: 'los judocas rusos', ciudad: 'Leópolis' },
      ayuda: { tema: 'el préstamo europeo', ciudad: 'Kiev' },
    },
    turns: [
      {
        titles: ['Ucrania: disputa por {tema}', 'Bruselas amenaza con suspender el acuerdo sobre {tema}'],
        leads: ['En Ucrania sigue la disputa por {tema} y la Unión Europea se ofrece a mediar.'],
      },
      {
        titles: ['Drones rusos sobre {ciudad}', 'Noche de alarma en {ciudad}'],
        leads: ['Un ataque ruso con drones dejó {cifra} heridos en {ciudad}.'],
      },
      {
        titles: ['Kiev niega un repliegue en la disputa por {tema}'],
        leads: ['Ucrania no ha cambiado de posición sobre {tema}, dijo un ministro el {dia}.'],
      },
    ],
    more: [
      'La alarma terminó a las {cifra} horas.',
      'El tribunal se reunirá el {dia}.',
      'Se suspendieron los trenes.',
      'El portavoz no quiso hacer comentarios.',
    ],
  }),
];
