"""A catcher of mails for tests/fleet.sh: takes every mail (RFC 5321) and writes its Message-ID into a file, one a line."""

import socketserver
import sys
import threading

host, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
lock = threading.Lock()


class Catcher(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode("ascii") + b"\r\n")

    def handle(self):
        self.say("220 catcher")
        while line := self.rfile.readline():
            verb = line.split(None, 1)[0].upper() if line.strip() else b""
            if verb == b"QUIT":
                return self.say("221 bye")
            if verb == b"DATA":
                self.say("354 go on")
                self.take()
            self.say("250 ok")

    def take(self):
        while (line := self.rfile.readline()) and line != b".\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"message-id":
                with lock, open(path, "ab") as caught:
                    caught.write(value.strip() + b"\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server((host, port), Catcher).serve_forever()
