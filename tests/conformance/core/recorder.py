"""A peer that writes down what arrives and answers an empty object."""

import http.server
import threading


class Recorder:
    """Listens from `with` to its end; `url` is where."""

    def __enter__(self):
        self.seen = []
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def record(self):
                path, _, query = self.path.partition("?")
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                recorder.seen.append(
                    {"method": self.command, "path": path, "query": query, "headers": headers, "body": body.decode()}
                )
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            do_GET = do_POST = do_PUT = do_DELETE = record

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def only(self):
        """The only request since the last time."""
        seen, self.seen = self.seen, []
        if len(seen) != 1:
            raise AssertionError(f"{len(seen)} requests instead of one")
        return seen[0]
