"""Messages between processes: the frames of `values` over a stream socket."""

import socket
import struct
import time

from mlp.grading.processes.values import (
    FRAME,
    HEAD,
    Foreign,
    Frame,
    Handle,
    WireError,
    decode,
    encode,
    write_back,
)

__all__ = [
    "Channel",
    "Foreign",
    "Frame",
    "Handle",
    "NotAvailable",
    "WireError",
    "decode",
    "encode",
    "write_back",
]

AT_ONCE = 1 << 16  # bytes
SEND_SECONDS = 60.0  # until a message must have been taken

_PREFIX = struct.Struct("<4sII")


class NotAvailable(RuntimeError):
    """A function of mlp was called that is the exercise itself, or cannot be had there."""


class Channel:
    """Frames over a stream socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._read = bytearray()

    def send(self, frame: Frame) -> None:
        """Send a frame, or raise WireError if nobody listens or it is too long."""
        kind, head, payload = frame
        if len(head) > HEAD or len(head) + len(payload) > FRAME:
            raise WireError("the message is too long")
        data = _PREFIX.pack(kind, len(head), len(payload)) + head
        self.sock.settimeout(SEND_SECONDS)
        try:
            if len(payload) > AT_ONCE:
                self.sock.sendall(data)
                self.sock.sendall(payload)
            else:
                self.sock.sendall(data + payload)
        except OSError as error:
            raise WireError(f"the other side has gone: {error}") from None

    def receive(self, deadline: float | None = None) -> Frame:
        """Wait for a frame.

        Parameters
        ----------
        deadline : float, optional
            The time (of time.monotonic) at which waiting ends with TimeoutError; then it can go on.
        """
        start = _PREFIX.size
        self._read_up_to(start, deadline)
        kind, head, payload = _PREFIX.unpack_from(self._read)
        if head > HEAD or head + payload > FRAME:
            raise WireError("the message is too long")
        middle, end = start + head, start + head + payload
        self._read_up_to(end, deadline)
        frame = Frame(kind, bytes(self._read[start:middle]), self._read[middle:end])
        del self._read[:end]
        return frame

    def _read_up_to(self, n, deadline):
        """Have n bytes read; what was read when the time is up is kept for the next call."""
        while (missing := n - len(self._read)) > 0:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            self.sock.settimeout(left)
            try:
                got = self.sock.recv(min(max(missing, AT_ONCE), 16 * AT_ONCE))
            except TimeoutError:
                raise
            except OSError as error:
                raise WireError(f"the other side has gone: {error}") from None
            if not got:
                raise WireError("the other side has gone")
            self._read += got

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()
