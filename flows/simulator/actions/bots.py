"""Bots: ConnectParticipantWithLexBot."""

from flows.json_values import JsonObject, as_object, as_text
from flows.language import ErrorType
from flows.simulator.actions.speaking import PROMPTS, play_prompt
from flows.simulator.lex.conversation import Conversation
from flows.simulator.lex.dialog import BotFailedError, Intent
from flows.simulator.lex.listening import CustomerAwayError, check_settings, listen
from flows.simulator.lex.values import lex_values
from flows.simulator.line import Line
from flows.simulator.outcomes import Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.world import DeployedBot


def connect_participant_with_lex_bot(line: Line, instruction: Instruction) -> Outcome:
    """Comes to the name of the intent that was closed; a failed intent is the error branch."""
    parameters = instruction.parameters
    name = _bot_name(line, parameters)
    bot = line.world.bots.get(name)
    if bot is None and line.world.understand is None:
        return Failed(f"no Lex bot is associated at {name!r}")
    locale = None if bot is None else bot.locale_for(line.contact.language)
    if bot is not None and locale is None:
        return Failed(_language_mismatch(line, bot))
    if PROMPTS.isdisjoint(parameters) and "LexInitializationData" in parameters:
        failed = None
    else:
        failed = play_prompt(line, parameters)
    if failed is not None:
        return failed
    session = line.texts(as_object(parameters.get("LexSessionAttributes")))
    patience = line.text(as_object(parameters.get("LexTimeoutSeconds")).get("Text"))
    try:
        if bot is None or locale is None:
            return _imagined(line, name, session)
        conversation = Conversation(line, bot, session, locale=locale, patience=_number(patience))
        intent = conversation.run()
    except BotFailedError as error:
        return Failed(str(error))
    except CustomerAwayError as error:
        return Failed(str(error), ErrorType.INPUT_TIME_LIMIT_EXCEEDED)
    line.contact.lex = lex_values(intent, conversation.session)
    return _outcome(intent)


def _outcome(intent: Intent) -> Outcome:
    if intent.state == "Failed":
        return Failed(f"intent {intent.name} was not fulfilled")
    return Result(intent.name)


def _number(text: str | None) -> float | None:
    return float(text) if text is not None and text.isdecimal() else None


def _bot_name(line: Line, parameters: JsonObject) -> str:
    """The alias of a Lex V2 bot, or the name of a classic one."""
    alias = line.text(as_object(parameters.get("LexV2Bot")).get("AliasArn"))
    return alias or line.text(as_object(parameters.get("LexBot")).get("Name")) or ""


def _imagined(line: Line, name: str, session: dict[str, str]) -> Outcome:
    """One turn with a bot of which only the world knows what it understands."""
    understand = line.world.understand
    check_settings(session)
    heard = listen(line, session)
    if understand is None:
        return Failed(f"no Lex bot is associated at {name!r}")
    came = understand(name, heard.transcript)
    if came.intent is None:
        return Failed("the bot understood nothing")
    intent = Intent(name=came.intent, state=came.state)
    slots = {key: as_text(value) for key, value in came.slots.items()}
    values = lex_values(intent, {**session, **came.session})
    line.contact.lex = {**values, "Slots": slots, **came.values}
    return _outcome(intent)


def _language_mismatch(line: Line, bot: DeployedBot) -> str:
    """A bot is found only in the contact's language (adminguide, set-contact-attributes)."""
    return (
        f"the contact speaks {line.contact.language}, bot '{bot.name}' {', '.join(bot.locales)}; "
        "set LanguageCode before the bot"
    )


def connect_participant_with_agentic_cx(line: Line, instruction: Instruction) -> Outcome:
    """Comes to what the world says Amazon's own AI agent understood: it can not be played."""
    if line.world.understand is None:
        return Failed("nothing is plugged in for Amazon's AI agents")
    try:
        return _imagined(line, instruction.type, {})
    except CustomerAwayError as error:
        return Failed(str(error), ErrorType.INPUT_TIME_LIMIT_EXCEEDED)
