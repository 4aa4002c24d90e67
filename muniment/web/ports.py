"""Listen at an address, or say in one sentence why not."""

from __future__ import annotations

import socket

from muniment.errors import BadInput


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address.

    Raises:
        BadInput: the address is none of this machine, or is taken.
    """
    try:
        return _listening(host, port)
    except (OSError, OverflowError) as error:
        raise BadInput(f"{host}, port {port} cannot be used: {getattr(error, 'strerror', None) or error}") from None


def _listening(host: str, port: int) -> socket.socket:
    # Named as TCP, so that asyncio sends small answers at once (TCP_NODELAY): 44 ms an answer otherwise.
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except BaseException:
        made.close()
        raise
    return made
