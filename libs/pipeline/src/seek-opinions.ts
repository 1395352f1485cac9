import { isOnTopic } from '#libs/assessor';
import { combine, type SecondOpinion } from '#libs/assessor-llm';
import type { Clock } from '#libs/clock';
import type { Transaction } from '#libs/database';
import {
  DAY,
  HOUR,
  ITEM_ASSESSED,
  ITEM_OBSERVED,
  ITEM_REVISED,
  ITEM_SECOND_OPINION,
  itemStream,
  NAMESPACE,
  toInstant,
  toMs,
  uuidV5,
  type ItemAssessedBody,
  type ItemObservedBody,
  type ItemRevisedBody,
  type ItemSecondOpinion,
  type ItemSecondOpinionBody,
  type ItemText,
  type Opinion,
  type Policy,
  type RecordedEvent,
} from '#libs/domain';
import type { EventStore } from '#libs/event-store';
import { ofOneCause, type AssessContext, type Revision } from './assess-items';

export interface SeekDeps {
  store: EventStore;
  clock: Clock;
  policy: Policy;
  ruleset: string;
  /** Absent: nobody is asked, and recorded opinions do not count. */
  opinions?: SecondOpinion;
}

type Observed = RecordedEvent<string, ItemObservedBody | ItemRevisedBody>;

/** What models said of the items of a page, and how far the page was looked through. */
export interface Sought extends Pick<AssessContext, 'weigh'> {
  /** Items after this position were not looked at yet, so they may not be assessed yet. */
  upTo: number;
  /** `item.second-opinion`, one per call made. */
  events: ItemSecondOpinion<Opinion>[];
}

const NOTHING: Sought = { upTo: Infinity, events: [], weigh: (cascade) => cascade };

/** Calls of one step, made at once: its transaction stays open no longer than one answer may take. */
const MOST_AT_ONCE = 8;

/**
 * Finds what models said of the items that are assessed next, and asks about those of which nothing is recorded:
 * fresh news only, of which the rules at least find the subject, within the day's budget. A revision that this
 * rule set has assessed is never asked about again, so going over the log a second time calls nobody.
 */
export async function seekOpinions(
  tx: Transaction,
  deps: SeekDeps,
  { position, limit }: { position: number; limit: number },
): Promise<Sought> {
  const { store, opinions } = deps;
  if (!opinions) return NOTHING;
  const page = ofOneCause(await store.read({ after: position, limit }, tx));
  const observed = page.filter(({ type }) => type === ITEM_OBSERVED || type === ITEM_REVISED) as Observed[];
  const { said, isSettled } = await recorded(tx, observed, { ...deps, opinions });
  const open = observed.filter(
    (each) => !said.has(keyOf(each.body)) && !isSettled(each) && isNews(each, deps),
  );
  const left = open.length === 0 ? 0 : opinions.allowance(await spentToday(tx, deps.clock, opinions));
  const asking = left === 0 ? [] : await onTopic(tx, open);
  const next = asking[MOST_AT_ONCE];
  const events = await Promise.all(
    asking
      .slice(0, Math.min(left, MOST_AT_ONCE))
      .map(async ({ event, text }) => toEvent(event, opinions, await opinions.ask(text))),
  );
  for (const { body } of events) said.set(keyOf(body), body.opinion);
  return {
    upTo: next && left > MOST_AT_ONCE ? next.event.position - 1 : (page.at(-1)?.position ?? position),
    events,
    weigh: (cascade, of) => combine(cascade, said.get(keyOf(of)), opinions.role),
  };
}

const keyOf = ({ itemId, revision }: Revision): string => `${itemId}/${revision}`;

/** History and what comes too late to be told anyway is not worth a call. */
const isNews = ({ body, recordedAt, occurredAt }: Observed, { clock, policy }: SeekDeps): boolean =>
  (body.arrival === 'poll' || body.arrival === 'push') &&
  [recordedAt, occurredAt].every((at) => clock.now() - toMs(at) <= policy.alertWindowHours * HOUR);

/** What this model, asked in this way, is recorded to have said; and which revisions this rule set has assessed. */
async function recorded(
  tx: Transaction,
  observed: Observed[],
  { store, ruleset, opinions: { model, prompt } }: SeekDeps & { opinions: SecondOpinion },
) {
  const streams = [...new Set(observed.map(({ stream }) => stream))];
  const events = await store.readStreams(streams, [ITEM_SECOND_OPINION, ITEM_ASSESSED], tx);
  const said = new Map<string, Opinion>();
  const assessed = new Set<string>();
  for (const { type, body } of events) {
    const opinion = body as ItemSecondOpinionBody<Opinion>;
    if (type === ITEM_ASSESSED) {
      if ((body as ItemAssessedBody).ruleset === ruleset) assessed.add(keyOf(body as ItemAssessedBody));
    } else if (opinion.model === model && opinion.prompt === prompt)
      said.set(keyOf(opinion), opinion.opinion);
  }
  return { said, isSettled: ({ body }: Observed) => assessed.has(keyOf(body)) };
}

/** Calls made today (UTC, on the product's clock), by whatever process: the log is what counts them. */
async function spentToday(tx: Transaction, clock: Clock, { dailyCalls }: SecondOpinion): Promise<number> {
  const [row] = await tx.query<{ spent: number }>(
    `select count(*)::int as spent from
       (select recorded_at from events where type = $1 order by position desc limit $2) latest
     where recorded_at >= $3`,
    [ITEM_SECOND_OPINION, dailyCalls, toInstant(clock.now() - (clock.now() % DAY))],
  );
  return row!.spent;
}

interface Question {
  event: Observed;
  text: ItemText;
}

async function onTopic(tx: Transaction, observed: Observed[]): Promise<Question[]> {
  const rows = await tx.query<Revision & { content: string | null }>(
    `select item_id as "itemId", revision, content from item_texts
     where (item_id, revision) in (select * from unnest($1::uuid[], $2::int[]))`,
    [observed.map(({ body }) => body.itemId), observed.map(({ body }) => body.revision)],
  );
  const contents = new Map(rows.map((row) => [keyOf(row), row.content]));
  return observed.flatMap((event) => {
    const { title, summary, language } = event.body;
    const content = contents.get(keyOf(event.body)) ?? '';
    const text: ItemText = { title, summary, content, language: language ?? undefined };
    return isOnTopic(text) ? [{ event, text }] : [];
  });
}

function toEvent(
  { body: { itemId, revision }, occurredAt, position }: Observed,
  { model, prompt }: SecondOpinion,
  opinion: Opinion,
): ItemSecondOpinion<Opinion> {
  return {
    id: uuidV5(NAMESPACE, 'second-opinion', itemId, revision, prompt, model),
    stream: itemStream(itemId),
    type: ITEM_SECOND_OPINION,
    schemaVersion: 1,
    occurredAt,
    body: { itemId, revision, model, prompt, opinion },
    causationPosition: position,
  };
}
