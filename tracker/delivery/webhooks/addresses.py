"""Addresses of the network: which of them a webhook may call."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from tracker.delivery.letters import Undelivered

_TRANSLATED = IPv6Network("64:ff9b::/96")  # the IPv4 address stands in the last 32 bits


def addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return all addresses of a host, looked up once; raises Undelivered if one may not be called.

    Without `allow_private` each must be an address of the public internet.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = f"There is no address for the host {host}."
        raise Undelivered(said, final=False, unreached=True) from error
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    refused = [each for each in numbers if not is_public(each)]
    if refused and not allow_private:
        said = f"The host {host} has the address {refused[0]}, which is not of the public internet"
        raise Undelivered(f"{said}; 'allow_private' would permit it.", final=False)
    return numbers


def is_public(number: str) -> bool:
    """Tell whether an address is one host of the public internet, reached as it is written."""
    address = ip_address(number)
    if isinstance(address, IPv6Address) and address in _TRANSLATED:
        address = IPv4Address(address.packed[-4:])
    return address.is_global and not (
        address.is_multicast or address.is_reserved or _is_of_another_kind(address)
    )


def _is_of_another_kind(address: IPv4Address | IPv6Address) -> bool:
    return isinstance(address, IPv6Address) and bool(
        address.is_site_local or address.ipv4_mapped or address.sixtofour or address.teredo
    )
