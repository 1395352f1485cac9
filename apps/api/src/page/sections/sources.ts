import { answers, type Tier } from '#libs/domain';
import { pollState, type FeedRow } from '#libs/projections';
import { html, safeLink, type Markup } from '../markup';
import type { PageView } from '../page-view';
import { ago, counted } from '../words';

const TIERS: Record<Tier, string> = { 1: 'official or wire', 2: 'quality press', 3: 'other' };
const LONGEST_ERROR = 120;

/** Every source and whether it answers. */
export function sources({ answer: { freshness }, feeds, nowMs }: PageView): Markup {
  const left = Math.max(0, freshness.feedsTotal - feeds.length);
  const silent =
    left > 0
      ? freshness.feedsTotal - freshness.feedsOk
      : feeds.filter((feed) => !answers(pollState(feed), nowMs)).length;
  const state =
    silent === 0 ? 'all of them answer' : `${silent} of them ${silent === 1 ? 'does' : 'do'} not answer`;
  return html`<section class="sources" aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    ${
      feeds.length === 0
        ? html`<p class="empty">No source is registered; items are handed in over the API.</p>`
        : html`<details>
            <summary>${counted(feeds.length + left, 'source')}; ${state}</summary>
            <table>
              <caption>
                Sources and their health, those nearest to the facts first
              </caption>
              <thead>
                <tr>
                  <th scope="col">Outlet</th>
                  <th scope="col">Rank</th>
                  <th scope="col">State</th>
                  <th scope="col">Answered</th>
                  <th scope="col">Last news</th>
                </tr>
              </thead>
              <tbody>
                ${feeds.map((feed) => row(feed, nowMs))}
              </tbody>
            </table>
            ${
              left > 0 &&
              html`<p class="small">
                ${counted(left, 'more source')} in <a href="./v1/feeds">/v1/feeds</a>.
              </p>`
            }
          </details>`
    }
  </section>`;
}

function row(feed: FeedRow, nowMs: number): Markup {
  const { outlet, title, url, homepage, tier, lastSuccessAt, lastItemAt } = feed;
  const link = safeLink(homepage ?? null) ?? safeLink(url);
  const name = html`<bdi>${outlet || title || 'unnamed'}</bdi>`;
  const when = (at: string | null): string => (at ? ago(at, nowMs) : 'never');
  return html`<tr>
    <th scope="row">${link ? html`<a href="${link}" rel="noopener nofollow">${name}</a>` : name}</th>
    <td>${TIERS[tier]}</td>
    <td>${health(feed, nowMs)}</td>
    <td>${when(lastSuccessAt)}</td>
    <td>${when(lastItemAt)}</td>
  </tr>`;
}

function health(feed: FeedRow, nowMs: number): Markup {
  if (answers(pollState(feed), nowMs)) return html`<span class="good">answers</span>`;
  const { failures, lastError, lastAttemptAt } = feed;
  if (lastAttemptAt === null) return html`<span>not asked yet</span>`;
  return html`<span class="bad">silent</span>, ${counted(failures, 'failure')} in a row
    ${lastError && html`<bdi>(${lastError.slice(0, LONGEST_ERROR)})</bdi>`}`;
}
