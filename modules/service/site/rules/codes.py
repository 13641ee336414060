"""The codes of the figures about the budget; never changed, because what is published is found by them."""

PUBLISHED, SPENT = "budget_published", "spending_realised"
SET_IN_TIME, SET_DAYS_LATE = "budget_set_in_time", "budget_set_days_late"
#: Of the month in which something is said, and of the year the budget is for.
MONTHLY, YEARLY = (PUBLISHED, SPENT), (SET_IN_TIME, SET_DAYS_LATE)
