"""
What happens on a day: real actions of the product, each noted in the world beside it.

An act that finds nothing to work on makes it first, so that a kind of act that is dealt has happened. What is refused or breaks off
must leave no trace; some of it is made to.
"""

from config.simulation.acts.files import bring_file, take_file_back
from config.simulation.acts.letters import cancel_letter, issue_letter, leave_letter, return_letter
from config.simulation.acts.moving import answer_offer, hand_over, move_in, move_out
from config.simulation.acts.office import (
    break_off,
    climb_the_wall,
    close_books,
    close_last_month,
    close_the_door,
    rename,
    turn_back,
)
from config.simulation.acts.people import add_resident, record_birth, record_death, record_marriage
from config.simulation.acts.playing import Act, NotRefused, WallGone
from config.simulation.acts.undoing import undo_event

#: Act -> how often, among a hundred.
ACTS: dict[Act, int] = {
    issue_letter: 24,
    leave_letter: 5,
    return_letter: 4,
    cancel_letter: 5,
    add_resident: 5,
    record_birth: 8,
    record_death: 6,
    record_marriage: 4,
    move_in: 6,
    move_out: 4,
    hand_over: 5,
    answer_offer: 3,
    undo_event: 4,
    bring_file: 2,
    take_file_back: 1,
    close_books: 2,
    close_last_month: 2,
    break_off: 3,
    climb_the_wall: 3,
    rename: 1,
    close_the_door: 2,
    turn_back: 1,
}

__all__ = ["ACTS", "Act", "NotRefused", "WallGone", *(act.__name__ for act in ACTS)]
