import { POSTURE_CORRECTED, toMs } from '#libs/domain';
import type { HistoryPeriod } from '#libs/projections';
import { rowId } from '../band';
import { html, type Insert, type Markup } from '../markup';
import type { PageView } from '../page-view';
import { confidenceWord, counted, lasting, percent, stamp } from '../words';
import { band } from './band';
import { timeMachine } from './time-machine';

/** Most rows that are written out; a page is no archive. */
const MOST_ROWS = 40;

/** What was held so far: drawn, and the same as a table. */
export function periods(view: PageView): Markup {
  const listed = view.periods.slice(-MOST_ROWS);
  // What was said at a time knew nothing of what came after it.
  const nowMs = view.reading.kind === 'said' ? toMs(view.reading.at) : view.nowMs;
  const left = view.periods.length - listed.length;
  return html`<section class="periods" aria-labelledby="periods">
    <h2 id="periods">Periods so far</h2>
    ${
      listed.length === 0
        ? html`<p class="empty">No period yet. The first one begins with the first item.</p>`
        : html`${band({ periods: listed, reading: view.reading, nowMs })} ${table(listed, nowMs)}`
    }
    ${
      left > 0 &&
      html`<p class="small">
        ${counted(left, 'older period')} in <a href="./v1/posture/history">/v1/posture/history</a>.
      </p>`
    }
    ${timeMachine(view)}
  </section>`;
}

const table = (listed: HistoryPeriod[], nowMs: number): Markup =>
  html`<table>
    <caption>
      The ${counted(listed.length, 'period')} of the band, the newest first. Short ones are drawn wider than
      they lasted.
    </caption>
    <thead>
      <tr>
        <th scope="col">Posture</th>
        <th scope="col">From</th>
        <th scope="col">Lasted</th>
        <th scope="col">Confidence</th>
        <th scope="col">On what</th>
      </tr>
    </thead>
    <tbody>
      ${listed.toReversed().map((period) => row(period, nowMs))}
    </tbody>
  </table>`;

function row(period: HistoryPeriod, nowMs: number): Markup {
  const { posture, from, to, confidence, reason } = period;
  return html`<tr id="${rowId(from)}" class="s-${posture}">
    <th scope="row"><a href="./?asOf=${encodeURIComponent(from)}">${posture}</a></th>
    <td>${stamp(from)}</td>
    <td>${to ? lasting(toMs(to) - toMs(from)) : html`${lasting(nowMs - toMs(from))}, lasts`}</td>
    <td>${confidenceWord(confidence)} ${percent(confidence)}</td>
    <td>${reason} ${corrections(period)}</td>
  </tr>`;
}

/** What was taken back in the open stays visible. */
function corrections({ told }: HistoryPeriod): Insert {
  return told
    .filter(({ type }) => type === POSTURE_CORRECTED)
    .map(
      ({ decidedAt, late }) =>
        html`<span class="corrected">${late ? 'Told late' : 'Corrected'} ${stamp(decidedAt)}</span> `,
    );
}
