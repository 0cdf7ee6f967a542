"""Bots: ConnectParticipantWithLexBot."""

from flows.json_values import as_object
from flows.simulator.actions.speaking import play_prompt
from flows.simulator.lex.conversation import Conversation, lex_values
from flows.simulator.lex.dialog import BotFailedError
from flows.simulator.line import Line
from flows.simulator.outcomes import Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.world import DeployedBot


def connect_participant_with_lex_bot(line: Line, instruction: Instruction) -> Outcome:
    """Comes to the name of the intent that was closed; a failed intent is the error branch."""
    parameters = instruction.parameters
    alias = line.text(as_object(parameters.get("LexV2Bot")).get("AliasArn"))
    bot = line.world.bots.get(alias or "")
    if bot is None:
        return Failed(f"no Lex V2 bot is associated at {alias!r}")
    mismatch = _language_mismatch(line, bot)
    if mismatch:
        return Failed(mismatch)
    failed = play_prompt(line, parameters)
    if failed is not None:
        return failed
    session = line.texts(as_object(parameters.get("LexSessionAttributes")))
    conversation = Conversation(line, bot, session)
    try:
        intent = conversation.run()
    except BotFailedError as error:
        return Failed(str(error))
    line.contact.lex = lex_values(intent, conversation.session)
    if intent.state == "Failed":
        return Failed(f"intent {intent.name} was not fulfilled")
    return Result(intent.name)


def _language_mismatch(line: Line, bot: DeployedBot) -> str | None:
    """A bot is found only in the contact's language (adminguide, set-contact-attributes)."""
    locale = line.contact.language.replace("-", "_")
    if locale == bot.locale:
        return None
    return (
        f"the contact speaks {line.contact.language}, bot '{bot.name}' {bot.locale}; "
        "set LanguageCode before the bot"
    )
