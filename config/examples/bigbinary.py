#!/usr/bin/env python3
"""A client of the big-binary door in the standard library (docs/protocol-bigbinary.md), as a place to begin.

    bigbinary.py watch FILTER [LOGIN PASSWORD]    shows a channel, such as room/+, or a stream room, s:NAME
    bigbinary.py cast LOGIN PASSWORD              makes a stream room, publishes each line of standard input

The node is that of 127.0.0.1:7000, or the one that ADDRESS names: ADDRESS=127.0.0.1:7001 bigbinary.py ...
"""
import os
import socket
import struct
import sys
import threading
import time

HOST, PORT = os.environ.get("ADDRESS", "127.0.0.1:7000").rsplit(":", 1)
HELLO, GOODBYE, PING, SUBSCRIBE, CREATE, LANE_SUBSCRIBE, PUBLISH = 0x01, 0x02, 0x03, 0x05, 0x10, 0x17, 0x20
WELCOME, REFUSED, DONE, MESSAGE, GAP, FRAME, REJECTED, ENTERED, SUBSCRIBED, BYE = (
    0x81, 0x82, 0x83, 0x87, 0x88, 0x8A, 0x8C, 0x90, 0x91, 0x9F)


def text8(text):
    return struct.pack(">B", len(text.encode())) + text.encode()


def text16(text):
    return struct.pack(">H", len(text.encode())) + text.encode()


class Fields:
    """The body of a frame, taken apart from the front."""

    def __init__(self, body):
        self.body = body

    def take(self, form):
        size = struct.calcsize(form)
        values, self.body = struct.unpack(form, self.body[:size]), self.body[size:]
        return values[0] if len(values) == 1 else values

    def text(self, form):
        return self.take(">%ds" % self.take(form)).decode()


class Connection:
    """Signed in, as a guest where there is no login."""

    def __init__(self, login="", password=""):
        self.wire = socket.create_connection((HOST, PORT)).makefile("rwb")
        self.writing = threading.Lock()
        how = 2 if login else 0
        self.send(HELLO, b"RLTO" + struct.pack(">BB", 1, how) + text8(login) + text16(password)
                  + text8("") + text8("python") + struct.pack(">I", 0))
        welcome = self.expect(WELCOME)
        welcome.take(">BQ"), welcome.text(">B"), welcome.text(">B")
        threading.Thread(target=self.ping, args=(welcome.take(">H"),), daemon=True).start()

    def ping(self, seconds):
        """Says something now and then, for who is silent is closed."""
        while True:
            time.sleep(seconds)
            self.send(PING, struct.pack(">I", 0))

    def send(self, kind, body):
        with self.writing:
            self.wire.write(struct.pack(">IBB", len(body) + 2, kind, 0) + body)
            self.wire.flush()

    def read(self):
        """Type, flags, fields of the next frame; what refuses or ends something ends the program."""
        head = self.wire.read(6)
        if len(head) < 6:
            sys.exit("the connection is closed")
        length, kind, flags = struct.unpack(">IBB", head)
        fields = Fields(self.wire.read(length - 2))
        if kind == BYE:
            sys.exit("closed: %d %s" % (fields.take(">H"), fields.text(">H")))
        if kind == REFUSED:
            sys.exit("refused: %d %s" % (fields.take(">IH")[1], fields.text(">H")))
        if kind == REJECTED:
            sys.exit("rejected: %d %s" % (fields.take(">IQH")[2], fields.text(">H")))
        return kind, flags, fields

    def expect(self, wanted):
        while True:
            kind, _, fields = self.read()
            if kind == wanted:
                return fields


def watch(what, *login):
    connection = Connection(*login)
    if what.startswith("s:"):
        connection.send(LANE_SUBSCRIBE, struct.pack(">I", 1) + text8(what) + text8("") + b"\0")
        connection.expect(SUBSCRIBED)
    else:
        connection.send(SUBSCRIBE, struct.pack(">I", 1) + text16(what))
        connection.expect(DONE)
    while True:
        kind, flags, fields = connection.read()
        if kind == MESSAGE:
            room, (_, seq, _), sender = fields.text(">H"), fields.take(">QQQ"), fields.text(">B")
            fields.text(">B")
            for _ in range(fields.take(">B")):
                fields.text(">B"), fields.take(">%ds" % fields.take(">H"))
            show(room, seq, sender, fields.body)
        elif kind == FRAME:
            _, _, seq, _ = fields.take(">IQQB")
            lane, sender = fields.text(">B"), fields.text(">B")
            piece = fields.take(">QQQ") if flags & 2 else None
            show("%s lane %s" % (what, lane), seq, sender, fields.body if piece is None else b"piece %d/%d/%d" % piece)
        elif kind == GAP:
            _, _, first, last = fields.take(">BQQQ")
            print("missed %d to %d of %s" % (first, last, fields.text(">H")), flush=True)


def show(room, seq, sender, payload):
    print(room, seq, sender, payload.decode(errors="replace"), sep="\t", flush=True)


def cast(login, password):
    connection = Connection(login, password)
    connection.send(CREATE, struct.pack(">IB", 1, 0) + text8(""))
    entered = connection.expect(ENTERED)
    _, handle, _, _ = entered.take(">IIQQ")
    print("watch", entered.text(">B"), flush=True)
    for number, line in enumerate(sys.stdin, 1):
        frame = struct.pack(">IQB", handle, number, 0) + text8("") + line.rstrip("\n").encode()
        connection.send(PUBLISH, frame)
    connection.send(GOODBYE, b"")
    while connection.wire.peek(1):
        connection.read()


def main(words):
    command = {"watch": watch, "cast": cast}.get(words[0] if words else "")
    if command is None or len(words) - 1 not in ((1, 3) if command is watch else (2,)):
        sys.exit(__doc__)
    try:
        command(*words[1:])
    except KeyboardInterrupt:
        pass
    except OSError as failure:
        sys.exit("no connection to %s:%s: %s" % (HOST, PORT, failure.strerror))


if __name__ == "__main__":
    main(sys.argv[1:])
