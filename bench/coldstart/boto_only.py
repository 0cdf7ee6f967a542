"""The same three calls without LangChain: as little as any handler can do."""

import json
from collections.abc import Mapping
from typing import Any

import boto3

session: Any = boto3.Session()
bedrock = session.client("bedrock-runtime")
vectors = session.client("s3vectors")


def handler(event: Mapping[str, Any], _context: object = None) -> str:
    """The text of the answer."""
    question = event["inputTranscript"]
    embedded = bedrock.invoke_model(
        modelId="amazon.titan-embed-text-v2:0", body=json.dumps({"inputText": question})
    )
    found = vectors.query_vectors(
        vectorBucketName="vectors",
        indexName="documents",
        topK=4,
        queryVector={"float32": json.loads(embedded["body"].read())["embedding"]},
        returnMetadata=True,
    )
    context = "\n\n".join(str(hit["metadata"]["_page_content"]) for hit in found["vectors"])
    reply = bedrock.converse(
        modelId="amazon.nova-lite-v1:0",
        system=[{"text": f"다음 내용으로만 한국어로 답하세요.\n{context}"}],
        messages=[{"role": "user", "content": [{"text": question}]}],
    )
    return str(reply["output"]["message"]["content"][0]["text"])
