"""The one error of paper that cannot be made."""


class PaperRefused(ValueError):
    """This text or picture cannot be printed; the message says in Indonesian what to change."""
