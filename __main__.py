"""The Pulumi program: contact center, assistant, flows, monitoring, exports."""

import pulumi
import pulumi_aws as aws

from flows import catalog
from infra.assistant.assistant import Assistant, AssistantArgs
from infra.config import StackConfig
from infra.connect.contact_center import ContactCenter, ContactCenterArgs
from infra.connect.flows import CallFlows, CallFlowsArgs
from infra.deployment import Deployment
from infra.exports import stack_exports
from infra.monitoring.monitoring import Monitoring, MonitoringArgs
from infra.package import function_archive
from infra.provider import create_provider

config = StackConfig.load()
provider = create_provider(config)
caller = aws.get_caller_identity(opts=pulumi.InvokeOptions(provider=provider))
deployment = Deployment(
    project=config.project, stack=config.stack, region=config.region, account=caller.account_id
)
opts = pulumi.ResourceOptions(providers=[provider])

sources = catalog.build(voice=config.voice, language=config.language, hours=config.hours)
whisper = sources["outbound_whisper"]
base = ContactCenterArgs(deployment=deployment, config=config, outbound_whisper=whisper)
center = ContactCenter("contact-center", base, opts)
assistant = Assistant(
    "assistant",
    AssistantArgs(
        deployment=deployment,
        config=config,
        instance=center.instance,
        answer_code=function_archive("answer", config.function_target),
        ingest_code=function_archive("ingest", config.function_target),
    ),
    opts,
)
flows = CallFlows(
    "call-flows",
    CallFlowsArgs(
        deployment=deployment,
        center=center,
        flows=sources,
        bots={assistant.bot.name: assistant.bot.alias_arn},
        functions={"answer": assistant.answer},
        ready=[assistant.bot],
    ),
    opts,
)
watched = MonitoringArgs(
    deployment=deployment, config=config, center=center, assistant=assistant, flows=flows
)
monitoring = Monitoring("monitoring", watched, opts)

for name, value in stack_exports(center, assistant, flows, monitoring).items():
    pulumi.export(name, value)
