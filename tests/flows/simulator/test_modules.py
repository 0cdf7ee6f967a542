from flows.json_values import JsonObject
from flows.simulator.result import Ended
from tests.flows.actions import action, content, say
from tests.flows.simulator.scenes import FAULT, QUEUES, call, flow, world
from tests.flows.worlds import arn, heard, one_flow, play


def use(identifier: str, module: str, then: str = "after") -> JsonObject:
    return action(identifier, "InvokeFlowModule", next=then, errors=FAULT, FlowModuleId=module)


def test_a_module_gives_the_call_back() -> None:
    module = content(say("inside", next="back"), action("back", "EndFlowModuleExecution"))
    here = one_flow(use("use", "module"), say("after"), say("fault"), more={"module": module})

    assert play(here).path == ("use", "inside", "back", "after", "end")


def test_modules_nest_five_deep_and_no_deeper() -> None:
    modules = {
        f"m{depth}": content(
            use("use", f"m{depth + 1}", "back"),
            action("back", "EndFlowModuleExecution"),
            say("fault", f"too deep at {depth}", next="back"),
        )
        for depth in range(1, 7)
    }
    here = one_flow(use("use", "m1"), say("after"), say("fault"), more=modules)

    assert heard(play(here)) == ["too deep at 5", "after"]


def test_a_module_may_end_the_call() -> None:
    here = one_flow(
        use("use", "module"), say("after"), say("fault"), more={"module": content(say("bye"))}
    )

    assert (heard(play(here)), play(here).ended) == (["bye"], Ended.DISCONNECTED)


def test_what_a_module_may_not_do_takes_the_error_branch() -> None:
    module = content(
        action("send", "SendSMS", next="back", errors={"NoMatchingError": "odd"}),
        say("odd", next="back"),
        action("back", "EndFlowModuleExecution"),
    )
    here = one_flow(use("use", "module"), say("after"), say("fault"), more={"module": module})

    assert heard(play(here)) == ["odd", "after"]


def test_a_module_that_is_not_there_is_a_fault() -> None:
    assert play(one_flow(use("use", "nobody"), say("after"), say("fault"))).path[1] == "fault"


def test_a_module_may_transfer_to_a_queue() -> None:
    module = flow(
        action("choose", "UpdateContactTargetQueue", next="go", QueueId=arn("queue", "agent")),
        action("go", "TransferContactToQueue", next="end"),
        type="MODULE",
    )
    main = flow(use("use", "module"), say("after"), say("fault"))
    result = call(world({"main": main, "module": module}, queues=QUEUES))

    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_a_module_can_be_played_by_itself() -> None:
    module = flow(
        say("inside", next="back"), action("back", "EndFlowModuleExecution"), type="MODULE"
    )

    assert heard(call(world({"module": module}), entry="module")) == ["inside"]


def test_what_is_not_deployed_can_be_assumed() -> None:
    main = flow(
        use("use", "$.Attributes.module"),
        action("after", "TransferToFlow", next="fault", errors=FAULT, ContactFlowId="elsewhere"),
        say("fault"),
    )
    here = world({"main": main}, assume_deployed=True, attributes={"module": "some-module"})
    result = call(here)

    assert result.path == ("use", "end", "after", "end")
    assert result.faults == ()
