import { createHash } from 'node:crypto';
import { LOOKS } from './looks';
import { html, raw, type Markup } from './markup';
import type { PageView } from './page-view';
import { periods } from './sections/periods';
import { sources } from './sections/sources';
import { subscribe } from './sections/subscribe';
import { summary, verdict } from './sections/verdict';
import { why } from './sections/why';
import { STYLE } from './style';
import { stamp } from './words';

/** The page runs no script, loads nothing from elsewhere, and wears the one style sheet it brings along. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** In one piece: the policy names the hash of exactly these bytes. */
const STYLE_ELEMENT = raw(`<style>${STYLE}</style>`);

/** The public page. */
export const renderPage = (view: PageView): string =>
  html`<!doctype html>
    <html lang="en">
      ${head(view)}
      <body>
        ${
          view.answer.simulated &&
          html`<p class="simulated"><strong>Simulated clock.</strong> A demonstration, not news.</p>`
        }
        <div class="sheet">
          ${masthead(view)}
          <main>${verdict(view)} ${why(view)} ${periods(view)} ${subscribe(view)} ${sources(view)}</main>
          ${footer(view)}
        </div>
      </body>
    </html> `.toString();

/** A dot in the posture's colour, so that the tab tells it, too. */
const icon = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${colour}"/></svg>`,
  )}`;

const head = (view: PageView): Markup =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${view.answer.posture}: the US as mediator between Russia and Ukraine</title>
    <meta name="description" content="${summary(view)}" />
    <link rel="icon" href="${icon(LOOKS[view.answer.posture].colour)}" />
    <link rel="alternate" type="application/atom+xml" title="Posture changes (Atom)" href="./feed.atom" />
    <link
      rel="alternate"
      type="application/feed+json"
      title="Posture changes (JSON Feed)"
      href="./feed.json"
    />
    ${STYLE_ELEMENT}
  </head>`;

const masthead = ({ nowMs }: PageView): Markup =>
  html`<header class="masthead">
    <a href="./" class="name">mediation-watch</a>
    <span class="when">${stamp(new Date(nowMs).toISOString())}</span>
    <nav aria-label="Page">
      <a href="#why">Why</a> <a href="#periods">Periods</a> <a href="#subscribe">Subscribe</a>
      <a href="#sources">Sources</a>
    </nav>
  </header>`;

const footer = ({ answer, version }: PageView): Markup =>
  html`<footer>
    <p>
      Read by rules from what news feeds publish, kept as an append-only log, corrected in the open. Quotes
      belong to those who said and printed them.
    </p>
    <p>
      Position ${answer.position} · rule set
      ${answer.ruleset ? html`<code title="${answer.ruleset}">${answer.ruleset.slice(0, 12)}</code>` : 'none yet'}
      · version ${version} · <a href="./openapi.json">OpenAPI</a> · <a href="./docs">API guide</a> ·
      <a href="./health/ready">Health</a>
    </p>
  </footer>`;
