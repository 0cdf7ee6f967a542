"""What the simulator raises. A flow that fails on a call is no error here: it has a branch for it.

SimulatorError
├── UnknownFlowError     the call's entry is no deployed flow
├── UnknownActionError   an action type that does not exist, or that is not played yet
├── UnsupportedBotError  a bot definition asks for something that is not played yet
├── BrokenFlowError      content without a start, or a branch that leads nowhere
└── EndlessFlowError     the flow goes round without ever asking the caller
"""


class SimulatorError(Exception):
    """Base of all; the message names flow and action."""


class UnknownFlowError(SimulatorError):
    """The call's entry is no deployed flow."""


class UnknownActionError(SimulatorError):
    """An action type that does not exist, or that is not played yet."""


class UnsupportedBotError(SimulatorError):
    """A bot definition asks for something that is not played yet."""


class BrokenFlowError(SimulatorError):
    """Content without a start, or a branch that leads nowhere."""


class EndlessFlowError(SimulatorError):
    """The flow goes round without ever asking the caller, or asks without end."""
