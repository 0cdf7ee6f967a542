"""What is known of the contact: attributes, data, tags, callback number."""

import re
from collections.abc import Mapping
from typing import Final

from flows.json_values import as_list, as_object, as_text, compact
from flows.language import ATTRIBUTE_BYTES, ErrorType
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome
from flows.simulator.program import Instruction

_E164: Final = re.compile(r"\+[1-9]\d{6,14}")


def update_contact_attributes(line: Line, instruction: Instruction) -> Outcome:
    """Sets all of them or, when they grow too large, none.

    A value that is not there leaves its attribute as it was (an assumption: the pages do not say).
    """
    contact = line.contact
    added = line.texts(as_object(instruction.parameters.get("Attributes")))
    related = as_text(instruction.parameters.get("TargetContact")) == "Related"
    before = contact.related_attributes if related else contact.attributes
    if before is None:
        return Failed("there is no related contact")
    attributes = {**before, **added}
    too_large = _too_large(attributes)
    if too_large:
        return Failed(f"contact attributes {too_large}")
    if related:
        contact.related_attributes = attributes
    else:
        contact.attributes = attributes
    return DONE


def update_flow_attributes(line: Line, instruction: Instruction) -> Outcome:
    """Values of this flow only: `{"key": {"Value": …}}`."""
    given = as_object(instruction.parameters.get("FlowAttributes"))
    values = {key: as_object(value).get("Value") for key, value in given.items()}
    attributes = {**line.contact.flow_attributes, **line.texts(values)}
    too_large = _too_large(attributes)
    if too_large:
        return Failed(f"flow attributes {too_large}")
    line.contact.flow_attributes = attributes
    return DONE


def _too_large(attributes: Mapping[str, str]) -> str | None:
    size = len(compact(attributes).encode())
    return f"hold {size} bytes; at most {ATTRIBUTE_BYTES}" if size > ATTRIBUTE_BYTES else None


def update_contact_data(line: Line, instruction: Instruction) -> Outcome:
    """Language, name, description, customer, references and the rest; without any it is refused."""
    parameters, contact = instruction.parameters, line.contact
    if not parameters:
        return Failed("names nothing to update")
    if as_text(parameters.get("TargetContact")) == "Related" and contact.related_attributes is None:
        return Failed("there is no related contact")
    given = line.texts(parameters)
    contact.language = given.pop("LanguageCode", contact.language)
    contact.name = given.pop("Name", contact.name)
    contact.description = given.pop("Description", contact.description)
    contact.customer_id = given.pop("CustomerId", contact.customer_id)
    contact.assistant_session = given.pop("WisdomSessionArn", contact.assistant_session)
    contact.references |= as_object(line.filled(parameters.get("References")))
    for name, value in as_object(line.filled(parameters.get("SegmentAttributes"))).items():
        entry = as_object(value)
        contact.segment[name] = entry.get("ValueString", value) if entry else value
    contact.data |= given
    return DONE


def update_contact_callback_number(line: Line, instruction: Instruction) -> Outcome:
    """Where to call back: a number in E.164."""
    number = line.text(instruction.parameters.get("CallbackNumber"))
    if number is None or not _E164.fullmatch(number):
        return Failed("CallbackNumber is no number in E.164", ErrorType.INVALID_CALLBACK_NUMBER)
    if line.world.dialable is not None and not line.world.dialable(number):
        return Failed("the number can not be dialled", ErrorType.CALLBACK_NUMBER_NOT_DIALABLE)
    line.contact.callback_number = number
    return DONE


def tag_contact(line: Line, instruction: Instruction) -> Outcome:
    """Adds tags, all or none; `aws:` tags belong to the system."""
    tags = line.texts(as_object(instruction.parameters.get("Tags")))
    if any(key.startswith("aws:") for key in tags):
        return Failed("tags that start with 'aws:' can not be set")
    line.contact.tags.update(tags)
    return DONE


def untag_contact(line: Line, instruction: Instruction) -> Outcome:
    """Takes tags off."""
    for key in as_list(instruction.parameters.get("TagKeys")):
        line.contact.tags.pop(as_text(key) or "", None)
    return DONE
