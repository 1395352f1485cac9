import { html, type Markup } from '../markup';
import type { PageView } from '../page-view';

/** How to be told. Absolute addresses, as they are used elsewhere. */
export function subscribe({ publicUrl }: PageView): Markup {
  const link = (path: string): Markup => html`<a href="./${path}">/${path}</a>`;
  return html`<section class="subscribe" aria-labelledby="subscribe">
    <h2 id="subscribe">Be told when it changes</h2>
    <div class="ways">
      <div>
        <h3>Webhook</h3>
        <p>Signed CloudEvents, in order, until your side answers. The operator gives out keys.</p>
        <pre>${command(publicUrl)}</pre>
      </div>
      <div>
        <h3>Slack and feed readers</h3>
        <p>${link('feed.atom')} (Atom), ${link('feed.json')} (JSON Feed). In a Slack channel:</p>
        <pre>/feed subscribe ${publicUrl}/feed.atom</pre>
      </div>
      <div>
        <h3>Programs and badges</h3>
        <p>
          ${link('posture.json')} answers what, since when, why and how fresh, to any origin. The badge:
          ${link('badge.svg')}
        </p>
        <p><img src="./badge.svg" alt="Badge with the posture" height="20" /></p>
      </div>
    </div>
  </section>`;
}

const command = (publicUrl: string): string => `curl -X POST \\
  ${publicUrl}/v1/subscriptions \\
  -H 'authorization: Bearer KEY' \\
  -H 'content-type: application/json' \\
  -d '{"url":"https://example.org/hook"}'`;
