"""Which addresses may be asked: public ones. A link must not make the server knock at doors of its own network."""

from __future__ import annotations

import ipaddress

#: Addresses of IPv6 that carry one of IPv4 in their last 32 bits (NAT64), and so lead where that leads.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: The usual doors of web servers; others belong to services that are none of our business.
PORTS = frozenset({80, 443, 8080, 8443})


def may_be_asked(address: str, port: int) -> bool:
    """Whether `address` (an IP address as text) belongs to the public internet and `port` to a web server."""
    return port in PORTS and is_public(address)


def is_public(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast and not each.is_reserved for each in _all_of(parsed))


def _all_of(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """The address, or those that stand inside of it."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    inside: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = []
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour:
        inside.append(address.sixtofour)
    if address.teredo:
        inside.extend(address.teredo)
    return [address, *inside]
