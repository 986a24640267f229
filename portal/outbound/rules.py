"""Where the portal may send to. Pure.

Python's own `is_global` is no filter: it lets through addresses that carry a private one inside (NAT64, 6to4,
Teredo) and some that no host has.
"""

from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

PORTS = (443, 8443)
NEVER = [
    ip_network(text)
    for text in (
        *("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "fec0::/10", "5f00::/16", "3fff::/20", "2002::/16"),
        *("2001::/32", "100::/64", "2001:db8::/32", "192.88.99.0/24", "100.64.0.0/10"),
    )
]


def is_public(address):
    """Whether a host of the open Internet can have this address (text, such as "8.8.8.8" or "fe80::1%eth0")."""
    ip = _unwrapped(address)
    inward = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast
    unusable = ip.is_reserved or ip.is_unspecified or any(ip in network for network in NEVER)
    return ip.is_global and not inward and not unusable


def is_in(address, networks):
    """Whether the address lies in one of these networks (texts)."""
    ip = _unwrapped(address)
    return any(ip in ip_network(network) for network in networks)


def _unwrapped(address):
    ip = ip_address(address)
    return getattr(ip, "ipv4_mapped", None) or ip


def url_problem(url, *, inside=False):
    """Why the portal does not send to `url`, before anybody looks up where it leads; empty when it may.

    inside: it leads into a network of one's own that the settings allow, where plain http and any port will do.
    """
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return "The address holds signs that no address has."
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "This is no address."
    if parts.scheme != "https" and not (inside and parts.scheme == "http"):
        return "The address has to begin with https://."
    if not host:
        return "The address names no host."
    if "@" in parts.netloc:
        return "The address holds a name or a password before the host."
    if port is not None and port not in PORTS and not inside:
        return "Only the ports 443 and 8443 are used."
    return ""
