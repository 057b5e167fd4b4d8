"""Access without keys, for one's own machine: everybody on the loopback address is an administrator."""

import ipaddress
from collections.abc import Mapping

from watchfloor.model.errors import AccessError
from watchfloor.model.service import Caller


def is_loopback(address: str) -> bool:
    """Does an address mean this machine and no other?"""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


_PASSED_ON = frozenset(
    ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
)
"""Headers of requests that a proxy passed on."""


class OpenAccess:
    """Lets in whoever asks from this machine."""

    def authenticate(self, headers: Mapping[str, str], client: str) -> Caller:
        """Who asks, as :class:`watchfloor.model.service.Authenticator` has it.

        A request that a proxy passed on comes from elsewhere, whatever address is connected. One that names
        another host, or another origin, comes from a page of theirs in a browser on this machine.
        """
        if not is_loopback(client) or not _PASSED_ON.isdisjoint(headers):
            raise AccessError("open access is for this machine only", hint="Set up keys for others.")
        if headers.get("sec-fetch-site") == "cross-site":
            raise AccessError("open access is not for the pages of other sites")
        named = (headers.get("host", "localhost"), headers.get("origin", "localhost"))
        if strange := [text for text in named if not is_loopback(_host(text))]:
            raise AccessError(f"open access is for this machine only, not for {strange[0][:80]!r}")
        return Caller(name="open", role="admin")


def _host(text: str) -> str:
    """The host of an origin (``http://[::1]:80``) or of a host header (``[::1]:80``)."""
    host = text.rpartition("://")[2]
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
