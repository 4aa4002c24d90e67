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
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        raise BadInput(f"{host}, port {port} cannot be used: {getattr(error, 'strerror', None) or error}") from None
