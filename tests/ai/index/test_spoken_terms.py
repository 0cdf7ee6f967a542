"""The table of spoken forms, `spoken_terms.tsv`, against documents that write them."""

from pathlib import Path

import pytest

from ai.index.derive import derive_terms
from ai.index.vocabulary import Vocabulary
from ai.model import Chunk
from tests.ai.index.chunks import chunk

TABLE = Path(__file__).with_name("spoken_terms.tsv")

NAMES = """
EC2 S3 AWS RDS EBS EFS VPC VM IAM EKS ECS SQS SNS WAF MFA API URL DNS TLS SSL VPN CPU GPU HTTP JSON
SQL MySQL PostgreSQL CICD SaaS IoT Kubernetes Docker Terraform Jenkins GitHub GitLab Grafana
Prometheus Redis Kafka Lambda Fargate DynamoDB CloudFront CloudWatch CloudTrail GuardDuty Aurora
Redshift Athena Kinesis Bedrock SageMaker Lightsail ElastiCache OpenSearch Route53 PowerShell
Office365 DevOps Node.js Azure Linux Ubuntu FitCloud Saltware AI LLM NAT ALB ASG CDN DB EC URI EU
Server Node VIP Amy Jane OE BD
"""
HANGUL = (
    "서버 서버가 서버를 서버에 노드 노드가 노드를 노드는 우리 이유 아이디 아이디를 게이트웨이 쿼리"
)


def documents() -> list[Chunk]:
    """Each name three times, some words in Hangul more often, and one name of two words."""
    written = [chunk(f"{name} 안내입니다. {name} 설정.") for name in NAMES.split()]
    return [*written, *written, *(chunk(HANGUL) for _ in range(8)), chunk("Power BI, Power BI")]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(derived=derive_terms(documents()))


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_the_table_is_of_use() -> None:
    pairs = rows()
    assert len(pairs) >= 100
    assert sum(said == meant for said, meant in pairs) >= 20
    assert len({said for said, _ in pairs}) == len(pairs)


@pytest.mark.parametrize(("said", "meant"), rows())
def test_what_is_said_becomes_what_documents_write(
    vocabulary: Vocabulary, said: str, meant: str
) -> None:
    assert vocabulary.rewrite(said) == meant
