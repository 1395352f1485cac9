import type { AlertEventType } from './event';
import type { CatchUp } from './endpoint';

/** A delivery that waits in an endpoint's queue. */
export interface Queued {
  deliveryId: string;
  /** Orders the queue. */
  place: number;
  type: AlertEventType;
}

/** What becomes of a queue: kept deliveries are sent in order, the others are `superseded`. */
export interface CatchUpPlan {
  keep: string[];
  supersede: string[];
  /** One digest of everything superseded takes its place at the end of the queue. */
  digest: boolean;
}

/** What an event is about; of each topic only the latest event still matters to a late reader. */
function topicOf(type: AlertEventType): string {
  switch (type) {
    case 'posture.changed':
    case 'posture.reinforced':
    case 'posture.corrected':
    case 'posture.overridden':
    case 'posture.override-lifted':
      return 'posture';
    case 'monitor.blinded':
    case 'monitor.recovered':
      return 'monitor';
    case 'item.silent-edit':
      return 'silent-edit';
    default:
      return unknownType(type);
  }
}

function unknownType(type: never): never {
  throw new Error(`unknown alert type ${String(type)}`);
}

/**
 * What an endpoint is sent of the events that queued up while it was paused or disabled, by its own choice.
 * A queue of one is always sent as it is.
 */
export function planCatchUp(choice: CatchUp, queue: readonly Queued[]): CatchUpPlan {
  const ordered = queue.toSorted((a, b) => a.place - b.place);
  const ids = ordered.map(({ deliveryId }) => deliveryId);
  if (choice === 'all' || ids.length < 2) return { keep: ids, supersede: [], digest: false };
  if (choice === 'digest') return { keep: [], supersede: ids, digest: true };
  const latest = new Set(
    new Map(ordered.map(({ type, deliveryId }) => [topicOf(type), deliveryId])).values(),
  );
  return {
    keep: ids.filter((id) => latest.has(id)),
    supersede: ids.filter((id) => !latest.has(id)),
    digest: false,
  };
}
