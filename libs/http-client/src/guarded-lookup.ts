import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AddressGuard } from './address-guard';

/** Resolves a name to all its addresses, like `dns.lookup` with `all: true`. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A name has no address that may be dialled. */
export class RefusedAddress extends Error {
  readonly code = 'EREFUSEDADDRESS';
}

/**
 * The look-up that sockets use: only addresses the guard lets through leave it, so what is checked is
 * what is dialled, and a name that answers differently the second time gains nothing. Node does not call
 * it for IP literals; those are checked before a request is made.
 */
export function guardedLookup(guard: AddressGuard, resolve: Resolver = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const open = addresses.filter(({ address }) => guard(address));
      const first = open[0];
      if (!first) return done(new RefusedAddress('no address of this name may be dialled'), '', 0);
      if (options.all) return done(null, open);
      return done(null, first.address, first.family);
    });
  };
}
