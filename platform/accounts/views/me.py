"""Who is asking."""

from django.http import HttpRequest

from accounts.models import Account


def me(request: HttpRequest) -> Account:
    """The signed-in person; behind `@requires` there is always one."""
    assert isinstance(request.user, Account)
    return request.user
