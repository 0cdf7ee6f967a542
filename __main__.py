"""The Pulumi program: contact center, assistant, flows, monitoring, exports."""

import pulumi

from flows.guide import views
from infra.assistant.assistant import Assistant, AssistantArgs
from infra.chat_api import create_chat_api
from infra.config import StackConfig
from infra.config_warnings import warned
from infra.connect.contact_center import ContactCenter, ContactCenterArgs
from infra.connect.flows import CallFlows, CallFlowsArgs
from infra.exports import stack_exports
from infra.monitoring.monitoring import Monitoring, MonitoringArgs
from infra.operations.callback_calls import create_callback_calls
from infra.operations.operations import create_operations
from infra.package import function_archive
from infra.provider import locate
from infra.stack_flows import stack_flows
from infra.stack_key import create_stack_key
from infra.stack_network import create_network

config = warned(StackConfig.load())
deployment, opts = locate(config)

sources = stack_flows(config)
key = create_stack_key(deployment, config, opts)
base = ContactCenterArgs(deployment=deployment, config=config, key=key, flows=sources)
center = ContactCenter("contact-center", base, opts)
network = create_network(deployment, config, key, opts)
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
operations = create_operations(base, center, assistant, network, opts)
chat = create_chat_api(assistant.answering, opts)
playing = CallFlowsArgs(
    deployment=deployment,
    center=center,
    flows=sources,
    bots={assistant.bot.name: assistant.bot.alias_arn},
    functions={"answer": assistant.answer, **operations.invoked},
    views=views(verifies=config.verifies),
    ready=[assistant.bot],
)
flows = CallFlows("call-flows", playing, opts)
calls = create_callback_calls(operations, center, flows, opts)
serving = [operations, calls]
watched = MonitoringArgs(
    base=base, center=center, assistant=assistant, flows=flows, serving=serving, chat=chat
)
monitoring = Monitoring("monitoring", watched, opts)

for name, value in stack_exports(center, assistant, operations, flows, monitoring, chat).items():
    pulumi.export(name, value)
