import { POSTURES, type Posture } from '#libs/domain';
import { layOut, placeOf, rowId, takesLetter, type Segment } from '../band';
import { LOOKS } from '../looks';
import { html, raw, type Insert, type Markup } from '../markup';
import type { PageView } from '../page-view';
import { day, hour, utc } from '../words';

const HEIGHT = 44;
/** Room under the band for the dates at which it changes. */
const LABELS = 20;
/** Labels nearer than this would run into each other on a telephone, in percent. */
const LABEL_ROOM = 17;

/** The lines and dots laid over the colours, so that the postures differ without them. */
const PATTERNS = raw(`<defs>
<pattern id="hatch-t" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" class="ink" stroke-width="5"/></pattern>
<pattern id="hatch-w" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8M0 0H8" class="ink" stroke-width="2.5"/></pattern>
<pattern id="hatch-c" width="9" height="9" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.7" class="dot"/></pattern>
</defs>`);
const PATTERN_OF: Record<Posture, string | null> = {
  active: null,
  threatened: 'hatch-t',
  withdrawn: 'hatch-w',
  clarified: 'hatch-c',
};

/** The periods as a band: colour, pattern and letter each say which posture; each part leads to its row. */
export function band({ periods, reading, nowMs }: Pick<PageView, 'periods' | 'reading' | 'nowMs'>): Markup {
  const segments = layOut(periods, nowMs);
  const marked = reading.kind === 'now' ? null : placeOf(reading.at, segments, nowMs);
  return html`<svg
      class="band"
      width="100%"
      height="${HEIGHT + LABELS}"
      role="group"
      aria-label="Periods, from the first to the present"
    >
      ${PATTERNS}${segments.map(part)}${labels(segments)}${mark(marked)}
    </svg>
    ${legend(segments)}`;
}

function part(segment: Segment): Markup {
  const { posture, from, to, x, width } = segment;
  const pattern = PATTERN_OF[posture];
  const place = { x: percent(x), width: percent(width) };
  const named = `${posture} from ${utc(from)} ${to ? `to ${utc(to)}` : 'until now'}`;
  const box = (attributes: Markup): Markup =>
    html`<rect x="${place.x}" width="${place.width}" height="${HEIGHT}" ${attributes} />`;
  return html`<a href="#${rowId(from)}" class="s-${posture}" aria-label="${named}"
    ><title>${named}</title> ${box(html`class="fill"`)}${pattern && box(html`fill="url(#${pattern})"`)}${
      takesLetter(segment) &&
      html`<text x="${percent(x + width / 2)}" y="${HEIGHT / 2}" class="letter"
        >${LOOKS[posture].letter}</text
      >`
    }${x > 0 && html`<rect x="${place.x}" width="1.5" height="${HEIGHT}" class="edge" />`}</a
  >`;
}

/** Dates where the band changes: as many as fit; of one day, the hour. */
function labels(segments: readonly Segment[]): Markup[] {
  let shownUpTo = -Infinity;
  let shownDay = '';
  return segments
    .flatMap(({ x, from }) => {
      if (x - shownUpTo < LABEL_ROOM || x > 100 - LABEL_ROOM) return [];
      shownUpTo = x;
      const date = day(from);
      const text = date === shownDay ? hour(from) : date.replace(/ \d{4}$/, '');
      shownDay = date;
      return html`<text x="${percent(x)}" y="${HEIGHT + 15}" class="date">${text}</text>`;
    })
    .concat(html`<text x="100%" y="${HEIGHT + 15}" class="date end">now</text>`);
}

const mark = (place: number | null): Insert =>
  place !== null &&
  html`<g class="mark"
    ><rect x="${percent(place)}" y="-6" width="4" height="${HEIGHT + 10}" /><title>
      the time asked for
    </title></g
  >`;

const legend = (segments: readonly Segment[]): Markup =>
  html`<ul class="legend" aria-label="Legend">
    ${POSTURES.filter((each) => segments.some(({ posture }) => posture === each)).map(
      (each) =>
        html`<li class="s-${each}">
          <svg width="22" height="12" aria-hidden="true">
            <rect class="fill" width="22" height="12" />
            ${PATTERN_OF[each] && html`<rect fill="url(#${PATTERN_OF[each]})" width="22" height="12" />`}
          </svg>
          ${LOOKS[each].letter} ${each}
        </li>`,
    )}
  </ul>`;

const percent = (n: number): string => `${Number(n.toFixed(3))}%`;
