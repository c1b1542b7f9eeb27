"""Asking a link: what leads somewhere, what does not, and servers that mean harm."""

import ssl
import time
from pathlib import Path

import pytest

from core.links.addresses import is_public, may_be_asked
from core.links.asking import Limits, ask
from core.links.models import Reason
from tests.core.links.hostile import serving

CERTIFICATE = Path(__file__).parents[2] / "search/elastic/certificates/server.pem"


@pytest.fixture(scope="module")
def server():
    with serving() as server:
        yield server


def limits(*servers, seconds=1.0):
    """Only these servers may be asked."""
    ports = {server.port for server in servers}
    return Limits(seconds=seconds, may_ask=lambda address, port: address == "127.0.0.1" and port in ports)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/200", None),
        ("/204", None),
        ("/304", None),
        ("/noheads", None),
        ("/headmissing", None),
        ("/huge", None),
        ("/ä b%20c?q=ü&x=1", Reason.CONNECT),
        ("/404", Reason.NOT_FOUND),
        ("/410", Reason.NOT_FOUND),
        ("/500", Reason.SERVER),
        ("/403", Reason.GUARDED),
        ("/429", Reason.GUARDED),
        ("/503", Reason.GUARDED),
        ("/loop", Reason.REDIRECTS),
        ("/circle", Reason.REDIRECTS),
        ("/drip", Reason.TIMEOUT),
        ("/continue", Reason.TIMEOUT),
        ("/heads", Reason.GARBAGE),
        ("/garbage", Reason.GARBAGE),
    ],
)
def test_each_answer_says_what_a_visitor_would_get(server, path, expected):
    started = time.monotonic()
    assert ask(server.url(path), limits(server)) == expected
    assert time.monotonic() - started < 5


def test_head_comes_first_and_get_only_where_that_fails(server):
    server.asked.clear()
    ask(server.url("/200"), limits(server))
    ask(server.url("/404"), limits(server))
    assert [line.split()[0] for line in server.asked] == ["HEAD", "HEAD", "GET"]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{other}/200",
        "http://localhost:{other}/200",
        "http://2130706433:{other}/",
        "http://[::1]:{other}/",
        "http://[::ffff:127.0.0.1]:{other}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
    ],
)
def test_neither_a_link_nor_a_redirect_knocks_at_an_inner_door(server, target):
    with serving() as other:
        server.elsewhere = target.format(other=other.port)
        strict = Limits(seconds=1.0, may_ask=lambda address, port: port == server.port or may_be_asked(address, port))
        assert ask(server.elsewhere, strict) == Reason.PRIVATE
        assert ask(server.url("/to"), strict) == Reason.PRIVATE
        assert other.asked == []
        # The control: were it allowed, the redirect would be followed.
        server.elsewhere = other.url("/200")
        assert ask(server.url("/to"), limits(server, other)) is None
        assert len(other.asked) == 1


@pytest.mark.parametrize("target", ["ftp://example.org/", "file:///etc/passwd", "http://[", "https://a:b/"])
def test_what_is_no_web_address_is_not_followed(server, target):
    server.elsewhere = target
    assert ask(server.url("/to"), limits(server)) == Reason.BAD


def test_a_certificate_that_nobody_vouches_for_and_a_server_without_one_are_bad(server):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serving(context) as secure:
        assert ask(secure.url("/200", "https"), limits(secure)) == Reason.TLS
        trusting = ssl.create_default_context(cafile=CERTIFICATE.with_name("authority.pem"))
        good = Limits(may_ask=lambda *_: True, tls=trusting)
        assert ask(secure.url("/200", "https", "localhost"), good) is None
    assert ask(server.url("/200", "https"), limits(server)) in (Reason.TLS, Reason.TIMEOUT)


def test_nobody_at_the_door_and_an_unknown_name_are_told_apart(server):
    with serving() as gone:
        pass
    assert ask(gone.url("/"), limits(gone)) == Reason.CONNECT
    assert ask("http://gibt-es-nicht.invalid/", limits(server)) == Reason.NAME


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "quatsch", ""),
    ],
)
def test_inner_addresses_in_every_disguise_are_not_public(address):
    assert not is_public(address)


def test_public_addresses_are_asked_at_the_doors_of_web_servers_only():
    for address in ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"):
        assert may_be_asked(address, 443)
        assert not may_be_asked(address, 22)
