"""What a flow module has and a flow has not."""

from typing import Final

from flows.checks.flow_types import Setting
from flows.checks.problem import Problems, error, warning
from flows.json_values import JsonObject
from flows.language import FlowType

_LISTS: Final = ("InputParameters", "OutputParameters", "Transitions")


def check_settings(content: JsonObject, setting: Setting) -> Problems:
    """`Settings`, which CreateContactFlowModule requires and CreateContactFlow does not know."""
    is_module = setting.flow_type is FlowType.MODULE
    settings = content.get("Settings")
    if "Settings" not in content:
        if is_module:
            yield warning(
                "module-settings",
                "a module needs 'Settings' with InputParameters, OutputParameters and Transitions",
            )
        return
    if not is_module:
        yield warning("module-settings", "only a module has 'Settings'; delete them here")
    if not isinstance(settings, dict):
        yield error("module-settings", "'Settings' must be an object")
        return
    for name in _LISTS:
        if not isinstance(settings.get(name, []), list):
            yield error("module-settings", f"'Settings.{name}' must be a list")
