import type { FreshnessAnswer } from '#libs/projections';
import { LOOKS } from '../looks';
import { html, type Insert, type Markup } from '../markup';
import type { PageView } from '../page-view';
import { ago, confidenceWord, counted, percent, stamp, stampAgo, utc } from '../words';

const PRESUMED = 'Nothing has been read that says otherwise.';

/** How far the verdict can be trusted just now; the style sheet drains its colour accordingly. */
export const stateOf = ({ reading, answer }: PageView): string =>
  reading.kind === 'now' ? answer.freshness.status : 'past';

/** First of all: what is so, since when, how sure, how fresh. */
export function verdict(view: PageView): Markup {
  const { answer } = view;
  return html`<section class="verdict s-${answer.posture} is-${stateOf(view)}" aria-labelledby="verdict">
    ${readingNote(view)}
    <div role="status">
      <h1 id="verdict">
        <span class="kicker">The US as mediator between Russia and Ukraine${proviso(view)}:</span>
        <span class="word">${answer.posture}</span>
      </h1>
      ${doubt(view)}
      <p class="sentence">${sentence(view)}</p>
    </div>
    <p class="reason">${answer.reason}</p>
    <dl class="facts">
      <div>
        <dt>Since</dt>
        <dd>${since(view)}</dd>
      </div>
      <div>
        <dt>Confidence</dt>
        <dd>
          <strong>${confidenceWord(answer.confidence)}</strong>
          <span class="number">${percent(answer.confidence)}</span>${meter(answer.confidence)}
        </dd>
      </div>
      <div>
        <dt>Before</dt>
        <dd>${before(answer.previous)}</dd>
      </div>
      <div>
        <dt>Checked</dt>
        <dd>${checked(answer.freshness, view.nowMs)}</dd>
      </div>
    </dl>
    ${clocks(view)}
  </section>`;
}

/** How the word below is to be taken. */
function proviso({ answer, reading }: PageView): string {
  if (answer.since === null) return ', presumed';
  return reading.kind === 'now' && answer.freshness.status === 'blind' ? ', as last known' : '';
}

/** The verdict as a sentence. Nothing is claimed that nobody said. */
function sentence({ answer, reading }: PageView): string {
  const { is, was } = LOOKS[answer.posture];
  if (answer.since === null) return PRESUMED;
  return reading.kind === 'now' ? is : `On ${utc(reading.at)}: ${was}`;
}

function readingNote({ reading, answer, fault }: PageView): Insert {
  if (fault)
    return html`<p class="note">
      ${fault} Below is what is held now. <a href="#asked">Ask for another time</a>
    </p>`;
  if (reading.kind === 'now') return null;
  const { at, kind } = reading;
  const other =
    kind === 'held'
      ? html`<a href="./?knownAt=${encodeURIComponent(at)}">What was said here at that moment</a>`
      : html`<a href="./?asOf=${encodeURIComponent(at)}">What is held now about that moment</a>`;
  const what =
    kind === 'held'
      ? html`What is held <em>now</em> about <strong>${stamp(at)}</strong>.`
      : html`What this service <em>said</em> at <strong>${stamp(at)}</strong>, right or wrong.`;
  const told = answer.decidedAt && kind === 'held' ? html` First told ${stamp(answer.decidedAt)}.` : null;
  return html`<p class="note">${what}${told} ${other} · <a href="./">Back to now</a></p>`;
}

/** In words why the verdict may be out of date; nothing when the sources answer. */
function doubt({ answer: { freshness }, reading, nowMs }: PageView): Insert {
  if (reading.kind !== 'now' || freshness.status === 'watching') return null;
  const { lastItemAt } = freshness;
  const heard = lastItemAt
    ? `This is what was known last; it may be out of date. The last item came ${ago(lastItemAt, nowMs)}.`
    : 'Nothing has come in yet.';
  if (freshness.status === 'blind')
    return html`<p class="doubt"><strong>Blind.</strong> ${sources(freshness)}. ${heard}</p>`;
  return html`<p class="doubt">
    <strong>Degraded.</strong> ${sources(freshness)}. News may be missed or come late.
  </p>`;
}

const sources = ({ feedsOk, feedsTotal }: FreshnessAnswer): string =>
  feedsTotal === 0
    ? 'No source is registered'
    : `${feedsOk} of ${counted(feedsTotal, 'source')} ${feedsOk === 1 ? 'answers' : 'answer'}`;

function checked(freshness: FreshnessAnswer, nowMs: number): Insert {
  const { feedsTotal, lastPollAt, lastItemAt } = freshness;
  if (feedsTotal === 0)
    return html`<strong>${lastItemAt ? ago(lastItemAt, nowMs) : 'never'}</strong>
      <span>no source is registered; items are handed in</span>`;
  return html`<strong>${lastPollAt ? ago(lastPollAt, nowMs) : 'not yet'}</strong>
    <span>${sources(freshness)}</span>`;
}

const before = (previous: string | null): Insert =>
  previous ? html`<strong>${previous}</strong>` : html`<strong>–</strong> <span>nothing else was held</span>`;

function since({ answer: { since: from }, nowMs }: PageView): Insert {
  return from
    ? html`<strong>${stamp(from)}</strong> <span>${ago(from, nowMs)}</span>`
    : html`<strong>–</strong> <span>presumed; nothing was read that says otherwise</span>`;
}

/** A bar as a hint; the number beside it is what counts. */
const meter = (share: number): Markup =>
  html`<svg class="meter" width="100%" height="4" aria-hidden="true">
    <rect class="track" width="100%" height="4" />
    <rect width="${percent(share * 100)}%" height="4" />
  </svg>`;

/** The three clocks: a source was read, something came, it said something. */
function clocks({ answer: { freshness }, nowMs }: PageView): Markup {
  const line = (name: string, at: string | null): Markup =>
    html`<li>${name} ${at ? stampAgo(at, nowMs) : 'never'}</li>`;
  return html`<ul class="clocks" aria-label="Clocks">
    ${line('Last poll', freshness.lastPollAt)} ${line('Last item', freshness.lastItemAt)}
    ${line('Last signal', freshness.lastSignalAt)}
  </ul>`;
}

/** One line for readers who see no more than that. */
export const summary = (view: PageView): string => `${view.answer.posture}. ${sentence(view)}`;
