import type { StoryItem } from '../story';
import { findings, type Dossier, type Finding, type LogRow } from './dossier';

interface ItemBody {
  itemId: string;
  title: string;
  summary: string;
  revision: number;
}

interface ItemEvent {
  row: LogRow;
  body: ItemBody;
}

const eventsOf = (log: readonly LogRow[], type: string): ItemEvent[] =>
  log.filter((row) => row.type === type).map((row) => ({ row, body: JSON.parse(row.body) as ItemBody }));

/** Whether each item that was shown stands in the log once, unaltered, with its last text, and nothing else does. */
export function checkItems({ log, shown, begin, slowClock }: Dossier): Finding[] {
  const messages: string[] = [];
  const observed = eventsOf(log, 'item.observed');
  const revised = eventsOf(log, 'item.revised');
  const known = new Set<string>();
  for (const item of shown) {
    const titles = [item.title, ...(item.edited ? [item.edited.title] : [])];
    const sightings = observed.filter(({ body }) => titles.includes(body.title));
    if (sightings.length !== 1) {
      messages.push(`"${item.title}" (${item.id}) was observed ${sightings.length} times, not once`);
      continue;
    }
    const [first] = sightings as [ItemEvent];
    known.add(first.row.event_id);
    const edits = revised.filter(({ body }) => body.itemId === first.body.itemId);
    for (const { row } of edits) known.add(row.event_id);
    messages.push(...faultsOf(item, { first, edits, begin, slowClock }));
  }
  for (const { row, body } of [...observed, ...revised])
    if (!known.has(row.event_id)) messages.push(`"${body.title}" at ${row.position} was never shown`);
  return findings('items', messages);
}

interface Sighting {
  first: ItemEvent;
  edits: ItemEvent[];
  begin: number;
  slowClock: boolean;
}

function faultsOf(item: StoryItem, { first, edits, begin, slowClock }: Sighting): string[] {
  const messages: string[] = [];
  const say = (what: string): void => void messages.push(`"${item.title}" (${item.id}) ${what}`);
  const last = edits.at(-1) ?? first;
  const title = item.edited?.title ?? item.title;
  if (last.body.title !== title) say(`ends as "${last.body.title}", not as "${title}"`);
  if (edits.length > (item.edited ? 1 : 0)) say(`was revised ${edits.length} times`);
  if ([first, ...edits].some(({ body }) => body.summary !== item.summary)) say('has another summary');
  const at = new Date(begin + item.at).toISOString();
  // The past was shown before the story had a beginning. To a clock that is days slow every date lies in the future
  // and is replaced by the time of the first sight.
  const mayDiffer = item.shownAt === -Infinity || (slowClock && item.posture === undefined);
  if (first.row.occurred_at !== at && !mayDiffer) say(`is dated ${first.row.occurred_at}, not ${at}`);
  return messages;
}

/** Whether each item that was acknowledged with a position stands in the log up to there. */
export function checkAcknowledged({ log, acknowledged }: Dossier): Finding[] {
  const positions = new Map(
    eventsOf(log, 'item.observed').map(({ row, body }) => [body.title, row.position]),
  );
  const messages = acknowledged.flatMap(({ title, position }) => {
    const found = positions.get(title);
    if (found === undefined) return [`"${title}" was acknowledged at ${position} and is not in the log`];
    return found > position ? [`"${title}" was acknowledged at ${position} and stands at ${found}`] : [];
  });
  return findings('acknowledged', messages);
}

/** Whether the read model has what the log has, and a rebuild from the log alone gives the same. */
export function checkReadModels({ log, items, live, rebuilt }: Dossier): Finding[] {
  const messages: string[] = [];
  const rows = new Map(items.map((row) => [row.item_id, row]));
  for (const { row, body } of eventsOf(log, 'item.observed')) {
    const item = rows.get(body.itemId);
    if (!item) messages.push(`"${body.title}" at ${row.position} is not in the read model`);
    else if (item.assessment === null) messages.push(`"${body.title}" at ${row.position} was not assessed`);
  }
  for (const { body } of lastRevisions(log)) {
    const item = rows.get(body.itemId);
    if (item && (item.title !== body.title || item.revision !== body.revision))
      messages.push(`the read model has revision ${item.revision} of "${body.title}", not ${body.revision}`);
  }
  for (const name of ['items', 'signals', 'posture_periods'] as const) {
    const [was, is] = [live[name], rebuilt[name]];
    if (was.length !== is.length) messages.push(`${name} has ${was.length} rows, a rebuild ${is.length}`);
    const at = was.findIndex((row, i) => is[i] !== undefined && row !== is[i]);
    if (at >= 0) messages.push(`${name} row ${at} is ${difference(was[at]!, is[at]!)}`);
  }
  return findings('read-models', messages);
}

const lastRevisions = (log: readonly LogRow[]): ItemEvent[] => [
  ...new Map(
    [...eventsOf(log, 'item.observed'), ...eventsOf(log, 'item.revised')].map((event) => [
      event.body.itemId,
      event,
    ]),
  ).values(),
];

/** Two texts around the first character in which they differ. */
function difference(was: string, is: string): string {
  let at = 0;
  while (was[at] === is[at]) at += 1;
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  return `... ${near(was)} ... , a rebuild gives ... ${near(is)} ...`;
}
