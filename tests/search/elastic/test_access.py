"""Reaching a cluster that wants a key, or whose certificate an authority of one's own has signed.

The certificates in `certificates/` are for these tests alone; the key of their authority was thrown away.
"""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from portal.settings.environment import Environment

from search.engine import EngineUnavailable
from search.engines.elastic.engine import ElasticEngine

CERTIFICATES = Path(__file__).with_name("certificates")


@pytest.fixture
def node():
    """`node(tls=…)`: a server with an empty alias; its address, and the Authorization headers it was sent."""
    servers = []

    def start(*, tls):
        seen = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                seen.append(self.headers["Authorization"])
                self.send_response(404)
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *arguments):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATES / "server.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}", seen

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_unknown_authority_is_refused(node):
    url, seen = node(tls=True)
    with pytest.raises(EngineUnavailable):
        ElasticEngine(url, "forum").status()
    assert seen == []


def test_an_authority_of_ones_own_is_believed_when_it_is_named(node):
    url, seen = node(tls=True)
    engine = ElasticEngine(url, "forum", ca_certs=str(CERTIFICATES / "authority.pem"))
    assert engine.status().schema is None
    assert len(seen) == 1


def test_a_key_is_sent_to_the_cluster(node):
    url, seen = node(tls=False)
    ElasticEngine(url, "forum", api_key="geheim").status()
    assert seen == ["ApiKey geheim"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"search_url": "https://forum:pw@example.org", "search_api_key": "geheim"},
        {"search_url": "http://example.org", "search_ca_certs": str(CERTIFICATES / "authority.pem")},
        {"search_url": "https://example.org", "search_ca_certs": "/gibt/es/nicht.pem"},
    ],
)
def test_settings_that_cannot_work_are_refused_at_the_start(wrong):
    with pytest.raises(ImproperlyConfigured):
        Environment(**wrong)
