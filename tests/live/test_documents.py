"""From an upload to an answer, and what the buckets refuse."""

from collections.abc import Generator
from contextlib import contextmanager

import boto3
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest

from ai.contract import Status
from tests.live.account import Account
from tests.live.test_bot import HANGUL
from tests.live.test_functions import asked_by_a_flow, contact, invoke

MINUTE = 60.0
LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""A name without figures: figures of an answer are compared."""


@contextmanager
def uploaded(account: Account, name: str, text: str) -> Generator[None]:
    """A document in the bucket; all its versions are deleted."""
    s3, bucket = account.client("s3"), account.output("documents_bucket")
    s3.put_object(Bucket=bucket, Key=name, Body=text.encode())
    try:
        yield
    finally:
        found = s3.list_object_versions(Bucket=bucket, Prefix=name)
        for each in [*found.get("Versions", []), *found.get("DeleteMarkers", [])]:
            s3.delete_object(Bucket=bucket, Key=name, VersionId=each["VersionId"])


def test_an_uploaded_document_is_answered_from_within_a_minute(account: Account) -> None:
    """Costs: up to 12 answers and one small build, under 10 cents. Leaves: nothing; the document
    and its versions are deleted, and the next build forgets it.
    """
    product, days = f"모란{account.run[:4]}", 417
    text = f"# {product} 점검\n\n{product} 정기 점검은 설치한 날부터 {days}일마다 합니다.\n"
    question = f"{product} 정기 점검은 며칠마다 하나요"
    with uploaded(account, f"live-{account.run}.md", text):
        started = account.now()

        def answered() -> bool:
            # A contact of its own: the same question again would get the answer of before.
            with contact(account, f"upload-{account.now()}") as made:
                asked = asked_by_a_flow(made, contact_id=made, question=question)
                told = invoke(account, account.output("answer_function_alias_arn"), asked)
            return str(days) in told.get("text", "")

        account.until(
            answered,
            seconds=3 * MINUTE,
            every=5,
            what="no answer came from the document (`callcenter docs report --stack …` says why)",
        )
        seconds = account.now() - started
    assert seconds < MINUTE + 5, f"it took {seconds:.0f} s"


def test_an_uploaded_document_is_answered_from_in_english(account: Account) -> None:
    """ADR 18. Costs: up to 18 answers and one small build, under 15 cents. Leaves: nothing; the
    document and its versions are deleted, and the next build forgets it.
    """
    product, days = f"Moran{account.run[:4].translate(LETTERS)}", 419
    text = f"# {product} 점검\n\n{product} 정기 점검은 설치한 날부터 {days}일마다 합니다.\n"
    question = f"How often does {product} need regular maintenance?"
    told: dict[str, str] = {}
    with uploaded(account, f"live-{account.run}-en.md", text):

        def answered() -> bool:
            with contact(account, f"upload-en-{account.now()}") as made:
                asked = asked_by_a_flow(made, contact_id=made, question=question, language="en")
                told.update(invoke(account, account.output("answer_function_alias_arn"), asked))
            return told["status"] == Status.ANSWERED and str(days) in told["text"]

        account.until(
            answered,
            seconds=3 * MINUTE,
            every=10,
            what=f"no English answer came from the Korean document (the last one: {told})",
        )
    assert not HANGUL.search(told["text"]), told["text"]


def test_the_documents_bucket_refuses_what_is_not_encrypted_on_the_way(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    bucket, region = account.output("documents_bucket"), account.stack.region
    credentials = boto3.Session().get_credentials()
    assert credentials is not None
    request = AWSRequest("GET", f"https://{bucket}.s3.{region}.amazonaws.com/?max-keys=1")
    S3SigV4QueryAuth(credentials, "s3", region, expires=300).add_auth(request)
    url = str(request.url)
    assert account.fetch("GET", url, {}, None).status == 200
    assert account.fetch("GET", url.replace("https://", "http://"), {}, None).status == 403


def test_every_bucket_is_private_versioned_and_encrypted_as_declared(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    s3 = account.client("s3")
    for rules in account.declared.of("s3/BucketServerSideEncryptionConfiguration"):
        bucket = account.real(str(rules.inputs["bucket"]))
        [found] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"][
            "Rules"
        ]
        [declared] = rules.inputs["rules"]
        default = declared["applyServerSideEncryptionByDefault"]
        assert (
            found["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == default["sseAlgorithm"]
        ), bucket
        blocked = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
        assert all(blocked.values()), bucket
        assert s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"] is False
    for versioned in account.declared.of("s3/BucketVersioning"):
        bucket = account.real(str(versioned.inputs["bucket"]))
        assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled", bucket
