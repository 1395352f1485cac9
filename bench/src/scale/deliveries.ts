import { within } from '../harness';
import { startCounting } from '../receivers';
import { itemsOf, momentOf, storyOf } from '../story';
import { register } from '../webhooks-fan-out';
import type { Prepared, Work } from './work';

const ENDPOINTS = 1_000;
const SMOKE_ENDPOINTS = 40;
/** The story changes the posture so often; half of the rounds are for each limit. */
const ROUNDS = 3;
const LIMIT_MS = 120_000;

/** One change to many endpoints that all answer. */
export const deliveries: Work = {
  name: 'sending one change to many endpoints',
  rounds: ({ smoke }) => (smoke ? { counted: 1, warmUp: 0 } : { counted: ROUNDS, warmUp: 1 }),
  async prepare({ ask }, { smoke }): Promise<Prepared> {
    const count = smoke ? SMOKE_ENDPOINTS : ENDPOINTS;
    const story = storyOf(2 * (ROUNDS + 1));
    const receiver = await startCounting();
    await register(ask, receiver, count);
    return {
      round: (n) => async () => {
        const received = receiver.nextAlerts(count);
        await ask('/v1/items', { items: itemsOf(story[n]!, momentOf(n)) });
        await within(LIMIT_MS, `the alerts of step ${n + 1}`, received);
      },
      close: () => receiver.close(),
    };
  },
};
