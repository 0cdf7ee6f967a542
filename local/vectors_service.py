"""The local S3 Vectors over HTTP, for functions that the emulator runs.

A function finds it by `AWS_ENDPOINT_URL_S3VECTORS`, as it finds the local Bedrock.
"""

from local.loopback import LoopbackServer, Service
from local.vectors.service import PAYLOAD_BYTES, VectorsService
from local.vectors.wire import VectorsError


class VectorsServer(LoopbackServer):
    """Serves the buckets and indexes of a `VectorsService`."""

    def __init__(self, service: VectorsService, *, port: int = 0) -> None:
        too_large = VectorsError("ValidationException", "The request is too large").answer()
        served = Service(
            respond=lambda asked: service.answer(asked.method, asked.path, asked.body),
            largest_body=PAYLOAD_BYTES,
            too_large=lambda _length: too_large,
            failed=VectorsError("InternalServerException", "See the log.").answer(),
        )
        super().__init__(served, port=port)
