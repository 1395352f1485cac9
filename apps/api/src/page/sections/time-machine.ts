import { html, type Insert, type Markup } from '../markup';
import type { PageView } from '../page-view';
import { stamp } from '../words';

/** A form that asks for the reading of another time; the fault of the last try stands beside it. */
export function timeMachine({ reading, fault, nowMs, periods }: PageView): Markup {
  const at = reading.kind === 'now' ? new Date(nowMs).toISOString() : reading.at;
  const [first] = periods;
  return html`<form method="get" action="./" class="asked" id="asked">
    <label for="asOf">What is held about another time?</label>
    <span class="fields">
      <input
        id="asOf"
        name="asOf"
        type="datetime-local"
        required
        value="${at.slice(0, 16)}"
        ${invalid(fault)}
      />
      <span>UTC</span> <button>Show</button>
    </span>
    ${fault && html`<p class="fault" id="fault">${fault}</p>`}
    ${first && html`<span class="small">Anything since ${stamp(first.from)}.</span>`}
  </form>`;
}

const invalid = (fault: string | null): Insert =>
  fault !== null && html`aria-invalid="true" aria-describedby="fault"`;
