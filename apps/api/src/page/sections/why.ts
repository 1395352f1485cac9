import type { Evidence } from '#libs/projections';
import { AUTHORITY_WORDS, CERTAINTY_WORDS } from '../looks';
import { html, safeLink, type Insert, type Markup } from '../markup';
import type { PageView } from '../page-view';
import { counted, stamp } from '../words';

export const MOST_QUOTES = 5;

/** The quotes that carry the verdict, the strongest against it, and from how many mouths they come. */
export function why({ answer }: PageView): Markup {
  const { evidence, counterEvidence, origins, copies } = answer;
  const [against] = counterEvidence;
  return html`<section class="why" aria-labelledby="why">
    <h2 id="why">Why</h2>
    <div class="columns">
      <div class="for">
        ${
          evidence.length > 0
            ? html`<ol class="quotes">
                ${evidence.slice(0, MOST_QUOTES).map((each) => html`<li>${quotation(each)}</li>`)}
              </ol>`
            : html`<p class="empty">No quote yet: nothing was read that speaks of the mediation.</p>`
        }
      </div>
      <div class="aside">
        <h3>Strongest against it</h3>
        ${against ? quotation(against) : html`<p class="empty">Nothing that is held speaks against it.</p>`}
        <h3>Origins and copies</h3>
        <p>${echo(origins, copies)}</p>
        <p class="small">
          A copy never raises confidence: items that share their words, a remark or the agency they quote
          count as one origin.
        </p>
      </div>
    </div>
  </section>`;
}

/**
 * One quote with who said it, how, where and when. Foreign text is kept apart from the direction of ours. Of a
 * denial the words alone would say the opposite: that it is one stands before them.
 */
export function quotation(evidence: Evidence): Markup {
  const { quote, speaker, authority, certainty, outlet, url, publishedAt } = evidence;
  const link = safeLink(url);
  const name = html`<cite><bdi>${outlet}</bdi></cite>`;
  return html`<figure>
    ${certainty === 'denied' && html`<span class="denied">From a denial:</span>`}
    <blockquote dir="auto"><p>${quote}</p></blockquote>
    <figcaption>
      <b>${speaker ? html`<bdi>${speaker}</bdi>` : 'Speaker not named'}</b>,
      ${word(AUTHORITY_WORDS, authority)} · ${word(CERTAINTY_WORDS, certainty)} ·
      ${link ? html`<a href="${link}" rel="noopener nofollow">${name}</a>` : name} · ${stamp(publishedAt)}
    </figcaption>
  </figure>`;
}

const word = (words: Record<string, string>, key: string): string =>
  Object.hasOwn(words, key) ? words[key]! : key;

function echo(origins: number, copies: number): Insert {
  if (origins === 0) return 'No origin is counted yet.';
  const heard = html`<strong>${counted(origins, 'independent origin')}</strong>`;
  if (copies === 0) return html`${heard}, and nobody repeated ${origins === 1 ? 'it' : 'them'}: no echo.`;
  const ratio = (copies / origins).toFixed(1);
  return html`${heard}, repeated by ${counted(copies, 'more item')}: ${ratio}
  ${ratio === '1.0' ? 'copy' : 'copies'} for each origin.`;
}
