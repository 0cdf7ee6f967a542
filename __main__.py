"""The Pulumi program: contact center, assistant, flows, monitoring, exports."""

import pulumi

from flows import catalog
from infra.assistant.assistant import Assistant, AssistantArgs
from infra.config import StackConfig
from infra.connect.contact_center import ContactCenter, ContactCenterArgs
from infra.connect.flows import CallFlows, CallFlowsArgs
from infra.exports import stack_exports
from infra.monitoring.monitoring import Monitoring, MonitoringArgs
from infra.operations.operations import Operations, OperationsArgs
from infra.package import function_archive
from infra.provider import locate
from infra.stack_key import create_stack_key
from infra.stack_network import create_network

config = StackConfig.load()
deployment, opts = locate(config)

sources = catalog.build(voice=config.voice, language=config.language, hours=config.hours)
key = create_stack_key(deployment, config, opts)
base = ContactCenterArgs(deployment=deployment, config=config, key=key, flows=sources)
center = ContactCenter("contact-center", base, opts)
network = create_network(deployment, config, opts)
knowing = AssistantArgs(
    deployment=deployment,
    config=config,
    instance=center.instance,
    key=key,
    network=network,
    answer_code=function_archive("answer", config.function_target),
    ingest_code=function_archive("ingest", config.function_target),
)
assistant = Assistant("assistant", knowing, opts)
serving = OperationsArgs(
    deployment=deployment,
    config=config,
    assistant=assistant,
    key=key,
    network=network,
    code=function_archive("operations", config.function_target),
)
operations = Operations("operations", serving, opts)
playing = CallFlowsArgs(
    deployment=deployment,
    center=center,
    flows=sources,
    bots={assistant.bot.name: assistant.bot.alias_arn},
    functions={"answer": assistant.answer, "customer": operations.customer},
    ready=[assistant.bot],
)
flows = CallFlows("call-flows", playing, opts)
watched = MonitoringArgs(
    deployment=deployment, config=config, key=key, center=center, assistant=assistant, flows=flows
)
monitoring = Monitoring("monitoring", watched, opts)

for name, value in stack_exports(center, assistant, operations, flows, monitoring).items():
    pulumi.export(name, value)
