"""The handler that a tutorial ends with: LangChain's classes as they come, one LCEL chain."""

from collections.abc import Mapping
from typing import Any

from langchain_aws import BedrockEmbeddings, ChatBedrockConverse
from langchain_aws.vectorstores.s3_vectors import AmazonS3Vectors
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough


def _texts(documents: list[Document]) -> str:
    return "\n\n".join(document.page_content for document in documents)


store = AmazonS3Vectors(
    vector_bucket_name="vectors",
    index_name="documents",
    embedding=BedrockEmbeddings(model_id="amazon.titan-embed-text-v2:0"),
    create_index_if_not_exist=False,
)
prompt = ChatPromptTemplate.from_messages(
    [("system", "다음 내용으로만 한국어로 답하세요.\n{context}"), ("human", "{question}")]
)
chain = (
    {"context": store.as_retriever() | _texts, "question": RunnablePassthrough()}
    | prompt
    | ChatBedrockConverse(model="amazon.nova-lite-v1:0", temperature=0)
    | StrOutputParser()
)


def handler(event: Mapping[str, Any], _context: object = None) -> str:
    """The text of the answer."""
    return chain.invoke(event["inputTranscript"])
