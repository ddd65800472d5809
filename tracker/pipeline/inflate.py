"""Unpacking what came packed, never to more than a given size: a few bytes may stand for very many."""

import zlib

import brotli


class TooLarge(Exception):
    """Unpacked it is larger than allowed."""


class Broken(Exception):
    """It cannot be unpacked; the text says why."""


def inflate(body: bytes, encoding: str, most: int) -> bytes:
    """`body` unpacked from its Content-Encoding. Raises `TooLarge` before more than `most` bytes are held, `Broken`."""
    layers = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if len(layers) > 2:
        raise Broken(f"it is packed {len(layers)} times")
    for layer in reversed(layers):
        if layer in {"gzip", "x-gzip", "deflate"}:
            body = _inflate_zlib(body, most)
        elif layer == "br":
            body = _inflate_brotli(body, most)
        elif layer != "identity":
            raise Broken(f"it is packed as {layer[:20]}, which was not asked for")
    if len(body) > most:
        raise TooLarge
    return body


def _inflate_zlib(body: bytes, most: int) -> bytes:
    """gzip, also of several members, zlib, or the bare deflate that some servers send under that name."""
    pieces: list[bytes] = []
    left = most
    while body:
        machine = zlib.decompressobj(_window(body))
        try:
            pieces.append(machine.decompress(body, left + 1))
        except zlib.error as error:
            if pieces:
                break  # what stands after the last member is padding
            raise Broken(str(error)) from error
        left -= len(pieces[-1])
        if left < 0:
            raise TooLarge
        if not machine.eof:
            raise Broken("it breaks off")
        body = machine.unused_data
    return b"".join(pieces)


def _window(body: bytes) -> int:
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return zlib.MAX_WBITS | 32 if is_zlib or body[:2] == b"\x1f\x8b" else -zlib.MAX_WBITS


def _inflate_brotli(body: bytes, most: int) -> bytes:
    machine, pieces, left = brotli.Decompressor(), [], most
    given = body
    while not machine.is_finished():
        try:
            pieces.append(machine.process(given, output_buffer_limit=left + 1))
        except brotli.error as error:
            raise Broken(str(error)) from error
        left -= len(pieces[-1])
        if left < 0:
            raise TooLarge
        if machine.can_accept_more_data() and not machine.is_finished():
            raise Broken("it breaks off")
        given = b""
    return b"".join(pieces)
