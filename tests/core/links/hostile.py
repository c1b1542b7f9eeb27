"""A web server on this machine that behaves as its paths say."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager


class Server:
    """Serves on a free port of 127.0.0.1. `asked` are the request lines it saw."""

    def __init__(self, tls=None):
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.asked = []
        self.elsewhere = ""
        self._tls = tls
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path, scheme="http", host="127.0.0.1"):
        return f"{scheme}://{host}:{self.port}{path}"

    def close(self):
        self._listening.close()

    def _serve(self):
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                request = b""
                while b"\r\n\r\n" not in request and (more := connection.recv(4096)):
                    request += more
                line = request.split(b"\r\n")[0].decode("latin-1")
                self.asked.append(line)
                method, _, rest = line.partition(" ")
                self._send(connection, method, rest.rpartition(" ")[0])
        except (OSError, ssl.SSLError):
            pass

    def _send(self, connection, method, path):
        name, _, rest = path.strip("/").partition("/")
        if name.isdigit():
            connection.sendall(f"HTTP/1.1 {name} X\r\nContent-Length: 0\r\n\r\n".encode())
        elif name == "noheads":
            status = "405 No" if method == "HEAD" else "200 OK"
            connection.sendall(f"HTTP/1.1 {status}\r\n\r\n".encode())
        elif name == "headmissing":
            status = "404 No" if method == "HEAD" else "200 OK"
            connection.sendall(f"HTTP/1.1 {status}\r\n\r\n".encode())
        elif name == "loop":
            connection.sendall(f"HTTP/1.1 302 X\r\nLocation: /loop/{int(rest or 0) + 1}\r\n\r\n".encode())
        elif name == "circle":
            connection.sendall(b"HTTP/1.1 302 X\r\nLocation: /circle\r\n\r\n")
        elif name == "to":
            connection.sendall(f"HTTP/1.1 301 X\r\nLocation: {self.elsewhere}\r\n\r\n".encode())
        elif name == "drip":
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 10_000:
                connection.sendall(bytes([letter]))
                time.sleep(0.05)
        elif name == "continue":
            while True:
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(0.01)
        elif name == "huge":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
            while True:
                connection.sendall(b"x" * 65536)
        elif name == "heads":
            connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 100_000)
        elif name == "garbage":
            connection.sendall(b"\x00\xff nothing of the kind\r\n\r\n")


@contextmanager
def serving(tls=None):
    server = Server(tls)
    try:
        yield server
    finally:
        server.close()
