"""What breaks into a flow from outside."""


class HungUpError(Exception):
    """The caller is gone. Ends the call wherever it stands."""


class TimeIsUpError(Exception):
    """What was waited for has come: an agent answers, or comes back from hold."""


class StillWaitingError(Exception):
    """The caller waits for somebody who never comes."""


class NobodyActsError(Exception):
    """An agent was shown something and left it; ends the guide."""
