const table = (rows: string[]): Map<string, number> =>
  new Map(rows.flatMap((row, at) => row.split('|').map((word): [string, number] => [word, at])));

/** Names of the week's days in the covered languages; 0 = Sunday. */
export const WEEKDAYS = table([
  'sunday|воскресенье|воскресенья|неділю|неділі|sonntag|dimanche|domingo',
  'monday|понедельник|понедельника|понеділок|понеділка|montag|lundi|lunes',
  'tuesday|вторник|вторника|вівторок|вівторка|dienstag|mardi|martes',
  'wednesday|среду|среды|середу|середи|mittwoch|mercredi|miércoles',
  'thursday|четверг|четверга|четвер|четверга|donnerstag|jeudi|jueves',
  'friday|пятницу|пятницы|пятницю|пятниці|ятницю|ятниці|freitag|vendredi|viernes',
  'saturday|субботу|субботы|суботу|суботи|samstag|samedi|sábado',
]);

/** Names of months; 0 = January. */
export const MONTHS = table([
  'january|jan|января|січня|januar|janvier|enero',
  'february|feb|февраля|лютого|februar|février|febrero',
  'march|mar|марта|березня|märz|mars|marzo',
  'april|apr|апреля|квітня|avril|abril',
  'may|month_may|мая|травня|mai|mayo',
  'june|jun|июня|червня|juni|juin|junio',
  'july|jul|июля|липня|juli|juillet|julio',
  'august|aug|августа|серпня|août|agosto',
  'september|sept|sep|сентября|вересня|septembre|septiembre',
  'october|oct|октября|жовтня|oktober|octobre|octubre',
  'november|nov|ноября|листопада|novembre|noviembre',
  'december|dec|декабря|грудня|dezember|décembre|diciembre',
]);

export const TODAY = new Set(['today', 'сегодня', 'сьогодні', 'heute', 'aujourd', 'hoy']);
export const YESTERDAY = new Set(['yesterday', 'вчера', 'вчора', 'gestern', 'hier', 'ayer']);
