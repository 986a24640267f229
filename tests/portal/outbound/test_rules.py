import pytest

from portal.checks import outbound_stays_outside
from portal.outbound.rules import is_public, url_problem

BAD = """127.0.0.1 127.255.255.254 ::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 0.0.0.0 0.1.2.3 100.64.0.1
169.254.169.254 169.254.170.2 192.0.0.8 192.0.2.1 198.18.0.1 192.88.99.1 203.0.113.1 224.0.0.1 240.0.0.1
255.255.255.255 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 :: 5f00::1 3fff::1 10.0.0.1 172.16.0.1
172.31.255.255 192.168.1.1 100::1 2001:db8::1"""
GOOD = """8.8.8.8 1.1.1.1 93.184.216.34 172.32.0.1 100.128.0.1 2001:4860:4860::8888 2606:4700::1111
::ffff:8.8.8.8"""


def test_only_addresses_of_the_open_internet_are_public():
    assert len(BAD.split()) == 39
    assert [address for address in BAD.split() if is_public(address)] == []
    assert [address for address in GOOD.split() if not is_public(address)] == []


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://hooks.example.com/services/T1/B2?x=1", ""),
        ("https://hooks.example.com:8443/", ""),
        ("http://hooks.example.com/", "The address has to begin with https://."),
        ("ftp://hooks.example.com/", "The address has to begin with https://."),
        ("https://hooks.example.com:22/", "Only the ports 443 and 8443 are used."),
        ("https://me:secret@hooks.example.com/", "The address holds a name or a password before the host."),
        ("https:///path", "The address names no host."),
        ("https://[::1/", "This is no address."),
        ("https://①②⑦.⓪.⓪.①/", "The address holds signs that no address has."),
        ("https://hooks.example.com/a\r\nHost: b", "The address holds signs that no address has."),
    ],
)
def test_only_plain_https_addresses_are_taken(url, problem):
    assert url_problem(url) == problem


@pytest.mark.parametrize(
    ("networks", "found"),
    [([], []), (["10.1.0.0/16"], ["portal.outbound_private"]), (["ten"], ["portal.outbound_networks"])],
)
def test_opening_a_network_of_ones_own_is_warned_about(settings, networks, found):
    settings.OUTBOUND_ALLOWED_PRIVATE_NETS = networks
    assert [problem.id for problem in outbound_stays_outside()] == found
