import pulumi_aws as aws

from local.cloud.clients import Clients
from local.cloud.kinds import all_kinds
from tests.local.cloud.recording import RecordingClients


def test_every_kind_is_found_by_the_token_of_its_type(clients: RecordingClients) -> None:
    kinds = all_kinds(clients)
    assert len(kinds) > 30
    assert all(kind.token == token for token, kind in kinds.items())
    assert kinds["aws:lambda/function:Function"].resource is aws.lambda_.Function


def test_each_service_has_one_client_that_knows_only_the_emulator() -> None:
    clients = Clients("http://127.0.0.1:4566")
    s3 = clients("s3")
    assert clients("s3") is s3
    assert s3.meta.endpoint_url == "http://127.0.0.1:4566"
    assert s3.meta.region_name == "ap-northeast-2"
    assert s3._request_signer._credentials.access_key == "test"


def test_a_client_tries_once_and_does_not_wait_for_ever() -> None:
    config = Clients("http://127.0.0.1:4566")("lambda").meta.config
    assert config.retries["total_max_attempts"] == 1
    assert config.connect_timeout <= 5
    assert config.read_timeout <= 120
