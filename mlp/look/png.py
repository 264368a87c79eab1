"""The one writer of PNG files: grey pixels as an address that a picture carries in itself."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np


def png(grey: np.ndarray, *, bits: int = 8, small: bool = False) -> str:
    """Return an image of greys 0…255, shape (height, width), as the address of a PNG.

    Parameters
    ----------
    grey : ndarray, (height, width) of uint8
        The pixels.
    bits : int, 8 or 4
        Of each pixel: with 4 there are 16 greys, in half the bytes.
    small : bool
        Deflate them. By default they are stored, so that the bytes are the same with every zlib.

    Examples
    --------
    >>> png(np.zeros((28, 28)))[:22]
    'data:image/png;base64,'
    """
    grey = np.asarray(grey, np.uint8)
    height, width = grey.shape
    if bits == 4:
        levels = np.pad(np.rint(grey / 17).astype(np.uint8), ((0, 0), (0, width % 2)))
        grey = 16 * levels[:, ::2] + levels[:, 1::2]
    rows = b"".join(b"\0" + row.tobytes() for row in grey)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9 if small else 0)),
        (b"IEND", b""),
    ]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return "data:image/png;base64," + base64.b64encode(data).decode()
