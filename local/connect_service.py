"""The local Connect over HTTP, for functions that the emulator runs.

A function finds it by `AWS_ENDPOINT_URL_CONNECT`, as it finds the local Bedrock.
"""

from collections.abc import Callable

from local.connect.contacts import LARGEST_BODY, ConnectError, Contacts
from local.connect.deployed import Center
from local.loopback import LoopbackServer, Service, refusal


class ConnectServer(LoopbackServer):
    """Starts contacts of what `deployed` says is there."""

    def __init__(self, deployed: Callable[[], Center], *, port: int = 0) -> None:
        """Port 0 takes a free one."""
        served = Service(
            respond=Contacts(deployed).respond,
            largest_body=LARGEST_BODY,
            too_large=lambda _length: refusal(
                413, "RequestEntityTooLargeException", "the request is too large"
            ),
            failed=ConnectError("InternalServiceException", "See the log.").answer(),
        )
        super().__init__(served, port=port)
