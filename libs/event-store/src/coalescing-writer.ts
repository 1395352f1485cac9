import type { Appended, AppendRequest } from './append';

/** One log lock makes parallel appends no faster than one after the other; one commit for many does. */
const MOST_EVENTS_IN_ONE_COMMIT = 500;

interface Waiting {
  request: AppendRequest;
  resolve: (places: Appended[]) => void;
  reject: (error: unknown) => void;
}

/**
 * While one append is under way, further callers wait and then share the next one. When a shared append
 * fails, each of its callers is tried alone, so that nobody fails for another's fault.
 */
export function coalescingWriter(append: (request: AppendRequest) => Promise<Appended[]>) {
  const queue: Waiting[] = [];
  let busy = false;

  const alone = (waiting: Waiting): Promise<void> =>
    append(waiting.request).then(waiting.resolve, waiting.reject);

  const together = async (batch: Waiting[]): Promise<void> => {
    if (batch.length === 1) return alone(batch[0]!);
    let places: Appended[];
    try {
      places = await append(merge(batch));
    } catch {
      for (const waiting of batch) await alone(waiting);
      return;
    }
    for (const waiting of batch) waiting.resolve(places.splice(0, waiting.request.events.length));
  };

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (queue.length > 0) await together(takeBatch(queue));
    busy = false;
  };

  return (request: AppendRequest): Promise<Appended[]> =>
    new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject });
      void pump();
    });
}

/** As many as fit; two callers that write to one stream never share, as the second expects to see the first. */
function takeBatch(queue: Waiting[]): Waiting[] {
  const streams = new Set<string>();
  let events = 0;
  let n = 0;
  for (const { request } of queue) {
    events += request.events.length;
    if (n > 0 && events > MOST_EVENTS_IN_ONE_COMMIT) break;
    if (request.events.some(({ stream }) => streams.has(stream))) break;
    for (const { stream } of request.events) streams.add(stream);
    n += 1;
  }
  return queue.splice(0, n);
}

const merge = (batch: Waiting[]): AppendRequest => ({
  events: batch.flatMap(({ request }) => request.events),
  expected: Object.assign({}, ...batch.map(({ request }) => request.expected ?? {})),
  recordedAt: Math.max(...batch.map(({ request }) => request.recordedAt)),
});
