import { findings, type Dossier, type EndpointRecord, type Finding, type LogRow } from './dossier';

interface Message {
  id: string;
  type: string;
  sequence?: number;
  previoussequence?: number;
  data: { to?: string; supersedes?: string[] };
}

const PREFIX = 'mediation-watch.';

/** Whether every endpoint got every alert of the log, in order, at least once, with one id and the same bytes. */
export function checkDeliveries(dossier: Dossier): Finding[] {
  return dossier.endpoints.flatMap((endpoint) =>
    findings(
      'deliveries',
      faultsOf(endpoint, dossier).map((fault) => `${endpoint.name}: ${fault}`),
    ),
  );
}

function faultsOf({ events, receipts }: EndpointRecord, { log, posture }: Dossier): string[] {
  const faults: string[] = [];
  const bodies = new Map<string, string>();
  const firsts: Message[] = [];
  for (const { id, body, verified } of receipts) {
    const message = JSON.parse(body) as Message;
    if (!verified) faults.push(`the signature of ${id} is not valid`);
    if (message.id !== id) faults.push(`webhook-id ${id} carries the body of ${message.id}`);
    const before = bodies.get(id);
    if (before === undefined) firsts.push(message);
    else if (before !== body) faults.push(`${id} came again with other bytes`);
    bodies.set(id, before ?? body);
  }
  faults.push(...faultsOfOrder(firsts));
  faults.push(...faultsOfContent(firsts, alertsOf(log, events)));
  const last = firsts.findLast(
    ({ type, data }) => type.startsWith(`${PREFIX}posture.`) && data.to !== undefined,
  );
  if (last && last.data.to !== posture)
    faults.push(`it was told ${last.data.to} last, and the posture is ${posture}`);
  return faults;
}

/** First receipts come as 1, 2, 3 ... and each names the one before it. */
function faultsOfOrder(firsts: readonly Message[]): string[] {
  const faults: string[] = [];
  let before = 0;
  for (const { id, sequence, previoussequence } of firsts) {
    if (sequence !== before + 1) faults.push(`sequence ${sequence} (${id}) came after ${before}`);
    if (previoussequence !== before)
      faults.push(`sequence ${sequence} (${id}) names ${previoussequence} as the one before, not ${before}`);
    before = sequence ?? before;
  }
  return faults;
}

interface Alert {
  id: string;
  type: string;
  supersedes: string[];
}

interface DecisionBody {
  from?: string | null;
  to?: string;
  cause?: string;
  supersedes?: string[];
}

/**
 * What the log has to tell to who asked for these types. The first outcome of a log is told to nobody. A correction
 * is told to whom something was told that it supersedes, and to everybody when it alters the present.
 */
function alertsOf(log: readonly LogRow[], events: readonly string[]): Alert[] {
  const told = new Set<string>();
  const alerts: Alert[] = [];
  for (const { event_id: id, type, body } of log) {
    if (!events.includes(type)) continue;
    const { from, to, cause, supersedes = [] } = JSON.parse(body) as DecisionBody;
    if (cause === 'baseline') continue;
    const isMeant = type !== 'posture.corrected' || from !== to || supersedes.some((each) => told.has(each));
    if (!isMeant) continue;
    told.add(id);
    alerts.push({ id, type, supersedes });
  }
  return alerts;
}

function faultsOfContent(firsts: readonly Message[], alerts: readonly Alert[]): string[] {
  const faults: string[] = [];
  const got = new Map(firsts.map((message, place) => [message.id, { message, place }]));
  const known = new Map(alerts.map((alert) => [alert.id, alert]));
  for (const { id, type } of firsts) {
    if (!known.has(id)) faults.push(`it was told ${type} ${id}, which the log does not have to tell`);
    else if (type !== PREFIX + known.get(id)!.type) faults.push(`${id} was told as ${type}`);
  }
  let place = -1;
  for (const alert of alerts) {
    const receipt = got.get(alert.id);
    if (receipt) {
      if (receipt.place < place) faults.push(`${alert.id} was told before what precedes it in the log`);
      place = receipt.place;
    } else if (!isAbsorbed(alert, alerts, got)) faults.push(`it was never told ${alert.type} ${alert.id}`);
  }
  return faults;
}

/** A correction that was never sent may be taken over by a later one, which then names all that both supersede. */
function isAbsorbed(
  { id, type, supersedes }: Alert,
  alerts: readonly Alert[],
  got: ReadonlyMap<string, { message: Message }>,
): boolean {
  if (type !== 'posture.corrected') return false;
  const later = alerts.slice(alerts.findIndex((alert) => alert.id === id) + 1);
  return later.some((alert) => {
    const names = got.get(alert.id)?.message.data.supersedes;
    return alert.type === type && names !== undefined && supersedes.every((each) => names.includes(each));
  });
}
