"""Where a question comes from: the nearest address that a proxy of ours did not write itself."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def visitor_of(request: HttpRequest, trusted_proxies: Collection[Network]) -> str:
    """The asker's network: an IPv4 address, or the /64 of an IPv6 one (a household gets a whole /64).

    ``X-Forwarded-For`` is read from the right, and only as far as configured proxies vouch for it: what
    stands further left was written by whoever asks. A hop that is no address ends the reading.
    """
    hops = reversed(request.headers.get("X-Forwarded-For", "").split(","))
    address = _address(request.META.get("REMOTE_ADDR", ""))
    while address is not None and any(address in network for network in trusted_proxies):
        further = _address(next(hops, ""))
        if further is None:
            break
        address = further
    return _network(address)


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _network(address: Address | None) -> str:
    # A Unix socket gives no address: all who come that way share one bucket.
    if address is None:
        return "unknown"
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address.packed, 64), strict=False))
