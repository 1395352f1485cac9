import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** Whether an IP address may be dialled. */
export type AddressGuard = (address: string) => boolean;

/** Everything that is routed as global unicast in IPv6; the rest is not the public internet. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Lets public addresses through, and those of the networks in `allow`. Refused are loopback, private,
 * link-local, carrier-grade NAT, unique-local, multicast, broadcast, unspecified and reserved addresses,
 * and every IPv6 form that wraps an IPv4 address (mapped, NAT64, 6to4, Teredo): a wrapped address would
 * reach the network we do not see. An IPv4 network in `allow` also covers its mapped form.
 * @param allow CIDRs, e.g. `127.0.0.0/8`
 * @throws Error naming the entry that is no CIDR
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const allowed = allow.map(parseRange);
  return (text) => {
    const address = parseAddress(text);
    if (!address) return false;
    return isPublic(address) || allowed.some((range) => forms(address).some((form) => contains(range, form)));
  };
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/** The address itself and, for a mapped one, the IPv4 address in it. */
function forms(address: Address): Address[] {
  const mapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
  return mapped ? [address, address.toIPv4Address()] : [address];
}

function contains([network, bits]: Range, address: Address): boolean {
  if (network instanceof ipaddr.IPv4) return address instanceof ipaddr.IPv4 && address.match(network, bits);
  return address instanceof ipaddr.IPv6 && address.match(network, bits);
}

function parseRange(cidr: string): Range {
  if (!ipaddr.isValidCIDR(cidr)) throw new Error(`"${cidr}" is no network; write it like 127.0.0.0/8`);
  return ipaddr.parseCIDR(cidr);
}

/** Without the zone of a scoped address (`fe80::1%eth0`), which does not change what it is. */
function parseAddress(text: string): Address | undefined {
  const plain = text.split('%', 1)[0]!;
  return ipaddr.isValid(plain) ? ipaddr.parse(plain) : undefined;
}
