"""The assistant as a whole: documents in, spoken answers out."""

from dataclasses import dataclass
from typing import Final

import pulumi

from ai.contract import LEX_HOOK_SECONDS
from flows.bots import INQUIRY
from infra.assistant.answering import Answering
from infra.assistant.bedrock import may_invoke
from infra.assistant.bot import InquiryBot, InquiryBotArgs
from infra.assistant.bot_logs import BotLogs, BotLogsArgs
from infra.assistant.contacts import Contacts
from infra.assistant.documents import Documents, DocumentsArgs
from infra.assistant.ingest import Ingest, IngestArgs, IngestQueue, IngestQueueArgs
from infra.assistant.vectors import VectorStore, VectorStoreArgs
from infra.config import StackConfig
from infra.connect.instance import Instance
from infra.deployment import Deployment
from infra.function import FunctionArgs, FunctionFamily, LambdaFunction
from infra.key import DataKey
from infra.network import Network
from infra.place import Place
from infra.senders import alarms_of
from infra.table import ProtectedArgs
from infra.topic import MailTopic, MailTopicArgs

COMPONENT: Final = "assistant"

ANSWER_SECONDS: Final = int(LEX_HOOK_SECONDS) - 1
"""The last resort, just below Lex's own limit: the turn's deadline ends a slow turn with words."""


@dataclass(frozen=True, kw_only=True)
class AssistantArgs:
    """`answer_code` and `ingest_code` are the functions' archives; `instance` may use the bot.

    `key` encrypts what callers said, and messages. Where there is a `network`, functions run in it.
    """

    deployment: Deployment
    config: StackConfig
    instance: Instance
    key: DataKey
    answer_code: pulumi.Archive
    ingest_code: pulumi.Archive
    network: Network | None = None


class Assistant(pulumi.ComponentResource):
    """Buckets, table, functions and bot. `answering` is what any function that answers is given."""

    documents: Documents
    vectors: VectorStore | None
    contacts: Contacts
    reports: MailTopic
    queue: IngestQueue
    ingest: LambdaFunction
    answer: LambdaFunction
    bot: InquiryBot
    answering: Answering

    def __init__(
        self, name: str, args: AssistantArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:Assistant", name, None, opts)
        self._args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        self._place = Place(deployment=args.deployment, component=COMPONENT, key=args.key)
        self._create_stores()
        self.answering = Answering(
            family=self._family(args.answer_code),
            config=args.config,
            documents=self.documents,
            vectors=self.vectors,
            contacts=self.contacts,
        )
        self.ingest = self._create_ingest()
        self.answer = self._create_answer()
        self.bot = InquiryBot(
            "inquiry-bot",
            InquiryBotArgs(
                deployment=args.deployment,
                component=COMPONENT,
                bot=INQUIRY,
                voices=args.config.voices,
                hook=self.answer,
                instance_arn=args.instance.arn,
                logs=self._create_bot_logs(),
            ),
            self._opts,
        )
        self.register_outputs(
            {"documents_bucket": self.documents.documents.name, "bot": self.bot.alias_arn}
        )

    def _family(self, code: pulumi.Archive) -> FunctionFamily:
        config = self._args.config
        return FunctionFamily(
            place=self._place,
            code=code,
            log_level=config.log_level,
            log_retention_days=config.log_retention_days,
            network=self._args.network,
        )

    def _create_bot_logs(self) -> BotLogs | None:
        config = self._args.config
        if not config.bot_logs:
            return None
        args = BotLogsArgs(place=self._place, retention_days=config.log_retention_days)
        return BotLogs("inquiry-bot-conversations", args, self._opts)

    def _create_stores(self) -> None:
        config = self._args.config
        self.documents = self._create_documents()
        self.vectors = self._create_vectors()
        kept = ProtectedArgs(place=self._place, protect=config.protect)
        self.contacts = Contacts("contacts", kept, self._opts)
        self.reports = MailTopic(
            "index-reports",
            MailTopicArgs(
                place=self._place,
                title="Saltware index reports",
                emails=config.knowledge.report_emails,
                publishers=(alarms_of(self._args.deployment),),
            ),
            self._opts,
        )
        self.queue = IngestQueue(
            "ingest",
            IngestQueueArgs(
                place=self._place,
                documents=self.documents,
                function_seconds=config.knowledge.ingest_seconds,
            ),
            self._opts,
        )

    def _create_documents(self) -> Documents:
        config = self._args.config
        args = DocumentsArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            version_days=config.knowledge.document_version_days,
            report_days=config.contact_retention_days,
            protect=config.protect,
            key=self._args.key if config.documents_key else None,
        )
        return Documents("knowledge", args, self._opts)

    def _create_vectors(self) -> VectorStore | None:
        config = self._args.config
        if not config.knowledge.in_vectors:
            return None
        args = VectorStoreArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            protect=config.protect,
            key=self._args.key if config.documents_key else None,
        )
        return VectorStore("vectors", args, self._opts)

    def _create_ingest(self) -> LambdaFunction:
        config = self._args.config
        function = FunctionArgs(
            family=self._family(self._args.ingest_code),
            description="Builds the index from the documents and publishes it",
            handler="ai.handlers.ingest.handler",
            environment={
                "DOCUMENTS_BUCKET": self.documents.documents.name,
                "INDEX_BUCKET": self.documents.index.name,
                "EMBEDDING_MODEL": config.knowledge.embedding_model,
                "EMBEDDING_DIMENSIONS": str(config.knowledge.embedding_dimensions),
                "REPORT_TOPIC_ARN": self.reports.arn,
                "INGEST_QUEUE_URL": self.queue.url,
                "GATE_FLOOR": str(config.knowledge.gate_floor / 100),
                "GATE_REGRESSION": str(config.knowledge.gate_regression / 100),
                "SNAPSHOTS_KEPT": str(config.knowledge.snapshots_kept),
                "EMBEDDINGS_PER_SECOND": str(config.knowledge.embeddings_per_second),
                **(self.vectors.environment() if self.vectors else {}),
            },
            permissions=[
                *self.documents.read_documents(),
                *self.documents.publish_index(),
                *(self.vectors.build() if self.vectors else []),
                may_invoke(self._args.deployment, "Embed", config.knowledge.embedding_model),
                *self.reports.publish(),
                *self.queue.receive(),
                *self.queue.continue_build(),
            ],
            memory_mb=config.knowledge.ingest_memory_mb,
            timeout_seconds=config.knowledge.ingest_seconds,
            # It runs minutes after an upload at most; nobody waits for its start.
            snap_start=False,
            dead_letter_arn=self.queue.dead_letter_arn,
        )
        args = IngestArgs(queue=self.queue, function=function, time_zone=config.time_zone)
        return Ingest("ingest", args, self._opts).function

    def _create_answer(self) -> LambdaFunction:
        config = self._args.config
        args = FunctionArgs(
            family=self.answering.family,
            description="Answers a caller's question from the index",
            handler="ai.handlers.answer.handler",
            environment=self.answering.environment(),
            permissions=self.answering.permissions(),
            memory_mb=config.answers.answer_memory_mb,
            timeout_seconds=ANSWER_SECONDS,
            snap_start=config.snap_start,
            concurrency=config.answers.answer_concurrency,
        )
        return LambdaFunction("answer", args, self._opts)
