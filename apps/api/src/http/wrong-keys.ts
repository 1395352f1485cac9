import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

export interface WrongKeyLimits {
  /** Wrong keys that an address may show within the window. */
  most: number;
  windowMs: number;
  /** Addresses that are remembered at a time; the oldest is forgotten first, so that memory has a bound. */
  addresses: number;
}

const LIMITS: WrongKeyLimits = { most: 20, windowMs: 60_000, addresses: 20_000 };

/**
 * Counts the wrong keys of each address, in this process. An address that showed too many may show none for the
 * rest of the window, not even a valid one: otherwise guessing could go on.
 */
export class WrongKeys {
  private readonly counts = new Map<string, { count: number; endsMs: number }>();

  constructor(
    private readonly limits = LIMITS,
    private readonly now = (): number => performance.now(),
  ) {}

  /** @returns seconds for which the address is refused; 0: it may show a key */
  secondsBlocked(address: string): number {
    const entry = this.counts.get(address);
    if (!entry || entry.count < this.limits.most) return 0;
    return Math.max(0, Math.ceil((entry.endsMs - this.now()) / 1_000));
  }

  note(address: string): void {
    const now = this.now();
    const entry = this.counts.get(address);
    if (entry && entry.endsMs > now) {
      entry.count += 1;
      return;
    }
    this.counts.delete(address);
    if (this.counts.size >= this.limits.addresses) this.counts.delete(this.counts.keys().next().value!);
    this.counts.set(address, { count: 1, endsMs: now + this.limits.windowMs });
  }
}

/**
 * Where a request comes from, for counting: the peer or, behind a proxy that is trusted, whom it names. Of an
 * IPv6 address the network counts, as its owner can use every address of it.
 */
export function addressOf({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  // A proxy that is trusted and passes on nonsense counts itself.
  const told = ipaddr.isValid(ip) ? ip : (socket.remoteAddress ?? '');
  if (!ipaddr.isValid(told)) return 'unknown';
  const address = ipaddr.process(told);
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}
