"""An action in words: what it is, what it says or is about, what each way on is called."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from ai.contract import Parameter
from flows.document import Action
from flows.json_values import Json, as_list, as_object, as_text
from flows.references import Reference
from flows.wording.routes import Route, is_menu, stores_input
from flows.wording.words import Words

_TAG: Final = re.compile(r"<[^<>]+>")
_SPACE: Final = re.compile(r"\s+")
_QUOTES: Final = "[]'"
_VALUE: Final = re.compile(r"\$\.(?:[A-Za-z0-9_-]+\.)*([A-Za-z0-9_-]+|\[?'[^']+'\]?)")
_REFERENCE: Final = re.compile(r"\{\{([a-z]+):([A-Za-z0-9_.-]+)\}\}")


def sentences(action: Action) -> tuple[str, ...]:
    """Everything that is spoken (or written, in a chat) by it, without markup."""
    sources = [action.parameters, *map(as_object, as_list(action.parameters.get("Messages")))]
    initial = as_object(action.parameters.get("LexInitializationData")).get("InitialMessage")
    found = [as_text(entry.get(key)) for entry in sources for key in ("Text", "SSML")]
    return tuple(plain(text) for text in (*found, as_text(initial)) if text and plain(text))


def recordings(action: Action) -> tuple[str, ...]:
    """Prompts that are played from a recording, by name."""
    sources = [action.parameters, *map(as_object, as_list(action.parameters.get("Messages")))]
    found = [as_text(entry.get("PromptId")) for entry in sources]
    media = [as_text(as_object(entry.get("Media")).get("Uri")) for entry in sources]
    return tuple(short_name(name) for name in (*found, *media) if name)


def plain(text: str) -> str:
    """Words without SSML."""
    marked_up = "<speak" in text
    bare = _TAG.sub(" ", text) if marked_up else text
    if marked_up:
        bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return _SPACE.sub(" ", bare).strip()


def readable(text: str, names: Words) -> str:
    """A sentence with its values named: "$.External.name님" becomes "〈name〉님"."""
    return _VALUE.sub(lambda match: f"〈{names.path(match[0]) or match[1].strip(_QUOTES)}〉", text)


def short_name(text: str) -> str:
    """A resource by the name people know: of a reference, an ARN or a placeholder."""
    match = _REFERENCE.fullmatch(text)
    if match:
        return Reference(match[1], match[2]).name
    if text.startswith("arn:"):
        tail = text.rsplit(":", 1)[-1] if ":function:" in text else text.rsplit("/", 1)[-1]
        return tail.removeprefix("function:")
    return text


def title(action: Action, names: Words) -> str:
    """What kind of step it is."""
    if is_menu(action) and not stores_input(action):
        return names.phrase("menu")
    if stores_input(action):
        return names.phrase("digits")
    if action.type == "GetParticipantInput" and not sentences(action) and not recordings(action):
        return names.phrase("buffer")
    return names.of("action", action.type) or f"{names.phrase('unknown')} {action.type}".strip()


def body(action: Action, names: Words) -> str:
    """What it says, or what it is about; empty when its title says all."""
    spoken = [*sentences(action), *(names.phrase("recording", r) for r in recordings(action))]
    if spoken:
        return " / ".join(readable(text, names) for text in spoken)
    about = _ABOUT.get(action.type)
    return "" if about is None else about(action.parameters, names)


def route_name(action: Action, route: Route, names: Words) -> str:
    """What a way on is called: a key, a result, an error. Empty for the plain way on."""
    if not route.cause:
        return ""
    if route.operand or route.cause == "KeyExists":
        return _result_name(action, route, names)
    if route.cause == "NoMatchingCondition" and action.type == "GetParticipantInput":
        return names.phrase("wrong_key")
    return names.of("error", route.cause) or route.cause


def _result_name(action: Action, route: Route, names: Words) -> str:
    known = names.of("result", f"{action.type}.{route.operand}")
    if known is not None:
        return known
    if action.type == "DistributeByPercentage":
        return names.operator(route.cause, f"{route.operand}%")
    if route.cause == "Equals" and action.type != "CheckMetricData":
        return names.value(route.operand) or '""'
    return names.operator(route.cause, names.value(route.operand))


About = Callable[[Mapping[str, Json], Words], str]


def _text(parameters: Mapping[str, Json], key: str, names: Words) -> str:
    return names.value(short_name(as_text(parameters.get(key)) or ""))


def _named(*keys: str) -> About:
    """The first of these parameters that is there."""

    def about(parameters: Mapping[str, Json], names: Words) -> str:
        return next((found for key in keys if (found := _text(parameters, key, names))), "")

    return about


def _keys(key: str) -> About:
    """The names of what is stored; of a single thing the value too."""

    def about(parameters: Mapping[str, Json], names: Words) -> str:
        values = as_object(parameters.get(key))
        if len(values) == 1:
            ((name, value),) = values.items()
            inner = as_text(as_object(value).get("Value")) or as_text(value) or ""
            return f"{name} = {names.value(inner)}"
        return ", ".join(values)

    return about


def _phrase(phrase: str, key: str) -> About:
    def about(parameters: Mapping[str, Json], names: Words) -> str:
        found = _text(parameters, key, names)
        return names.phrase(phrase, found) if found else ""

    return about


def _recording(parameters: Mapping[str, Json], names: Words) -> str:
    behaviour = as_object(parameters.get("RecordingBehavior"))
    who = [as_text(item) or "" for item in as_list(behaviour.get("RecordedParticipants"))]
    told = [names.of("phrase", item) or item for item in who]
    if as_text(behaviour.get("IVRRecordingBehavior")) == "Enabled":
        told.append(names.phrase("automated"))
    told += [names.of("phrase", mode) or mode for mode in _analysed(parameters)]
    return "·".join(told) or names.phrase("nobody")


def _analysed(parameters: Mapping[str, Json]) -> list[str]:
    """How Contact Lens listens to a call, where it does."""
    analysis = as_object(parameters.get("AnalyticsBehavior"))
    voice = as_object(as_object(analysis.get("ChannelConfiguration")).get("Voice"))
    on = (as_text(analysis.get("Enabled")) or "").casefold() == "true"
    return [as_text(mode) or "" for mode in as_list(voice.get("AnalyticsModes"))] if on else []


def _switch(key: str) -> About:
    def about(parameters: Mapping[str, Json], names: Words) -> str:
        return names.phrase("on" if as_text(parameters.get(key)) == "Enabled" else "off")

    return about


def _data(parameters: Mapping[str, Json], names: Words) -> str:
    return ", ".join(
        f"{key} {names.value(short_name(text))}" if (text := as_text(value)) else key
        for key, value in parameters.items()
        if key != "TargetContact"
    )


def _hooks(parameters: Mapping[str, Json], names: Words) -> str:
    hooks = as_object(parameters.get("EventHooks"))
    return ", ".join(
        f"{hook} → {names.value(short_name(as_text(flow) or ''))}" for hook, flow in hooks.items()
    )


def _metric(parameters: Mapping[str, Json], names: Words) -> str:
    metric = as_text(parameters.get("MetricType")) or ""
    return names.of("metric", metric) or metric


def _view(parameters: Mapping[str, Json], names: Words) -> str:
    return _text(as_object(parameters.get("ViewResource")), "Id", names)


def _queue(parameters: Mapping[str, Json], names: Words) -> str:
    return _named("QueueId", "AgentId")(parameters, names) or names.phrase("chosen_queue")


def _function(parameters: Mapping[str, Json], names: Words) -> str:
    """Its name, and what it is asked for when it can do several things."""
    asked = as_object(parameters.get("LambdaInvocationAttributes")).get(Parameter.ACTION.value)
    name = _text(parameters, "LambdaFunctionARN", names)
    return f"{name}: {action}" if (action := as_text(asked)) else name


_ABOUT: Final[Mapping[str, About]] = {
    "Compare": _named("ComparisonValue"),
    "Loop": _phrase("rounds", "LoopCount"),
    "Wait": _phrase("seconds", "TimeLimitSeconds"),
    "CheckHoursOfOperation": _named("HoursOfOperationId"),
    "CheckMetricData": _metric,
    "CheckVoiceId": _named("CheckVoiceIdOption"),
    "GetMetricData": _named("QueueId", "AgentId"),
    "InvokeLambdaFunction": _function,
    "InvokeFlowModule": _named("FlowModuleId"),
    "ShowView": _view,
    "CreateTask": _named("Name"),
    "CreateCallbackContact": _named("QueueId", "AgentId"),
    "UpdateContactAttributes": _keys("Attributes"),
    "UpdateFlowAttributes": _keys("FlowAttributes"),
    "UpdateContactData": _data,
    "UpdateContactTextToSpeechVoice": _named("TextToSpeechVoice"),
    "UpdateContactTargetQueue": _named("QueueId", "AgentId"),
    "UpdateContactCallbackNumber": _named("CallbackNumber"),
    "UpdateContactEventHooks": _hooks,
    "UpdateContactRecordingBehavior": _recording,
    "UpdateContactMediaStreamingBehavior": _switch("MediaStreamingState"),
    "UpdateFlowLoggingBehavior": _switch("FlowLoggingBehavior"),
    "UpdateContactRoutingBehavior": _phrase("priority", "QueuePriority"),
    "UpdatePreviousContactParticipantState": _named("PreviousContactParticipantState"),
    "TagContact": _keys("Tags"),
    "TransferToFlow": _named("ContactFlowId"),
    "TransferContactToQueue": _queue,
    "DequeueContactAndTransferToQueue": _queue,
    "TransferParticipantToThirdParty": _named("ThirdPartyPhoneNumber"),
}
