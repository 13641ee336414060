"""Why an event cannot be recorded."""


class HappeningImpossible(ValueError):
    """Something said of an event cannot be; `field` says where it was typed and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
