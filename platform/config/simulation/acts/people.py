"""Births, deaths, marriages, and whoever is written into the register without any of them."""

from datetime import datetime, timedelta

from config.simulation.acts.moving import move_in
from config.simulation.acts.playing import aged, new_head, resident_of
from config.simulation.pencil import Person
from config.simulation.world import Village, World
from registry.actions import happenings, residents
from registry.actions.happenings.marriages import FamilyEffect
from registry.codes import Sex
from walls import current


def add_resident(world: World, village: Village, at: datetime) -> None:
    """This will write a newcomer into the register, who is on no card."""
    born = at.date() - timedelta(days=world.dice.randrange(10, 9000))
    person = Person(nik=world.nik(Sex.MALE, born), sex=Sex.MALE, born_on=born, may_marry=True)
    details = {
        "name": "WARGA SIMULASI",
        "nik": person.nik,
        "sex": person.sex,
        "born_on": born,
        "birthplace": "SUMENEP",
        "no_kk": None,
        "relation": 9,
        "hamlet": "BARU",
        "address": f"Jalan {village.word}",
        "citizenship": 1,
        "marital": 1,
    }
    residents.add_resident(details=details, by=village.clerk, at=at)
    village.register.add([person], month=village.month(at))


def record_birth(world: World, village: Village, at: datetime) -> None:
    """This will give a woman of the village a child, reported some days late."""
    if not _mothers(village, at):
        move_in(world, village, at, sex=Sex.FEMALE)
    mother, today = world.dice.choice(_mothers(village, at)), current.today(at)
    born, sex = today - timedelta(days=world.dice.randrange(4)), world.dice.choice((Sex.MALE, Sex.FEMALE))
    child, key = Person(nik=world.nik(sex, born), sex=sex, born_on=born, family=mother.family), world.key()
    with village.register.noting(key=key, flow="born", month=village.month(at), families=[mother.family]):
        happenings.record_birth(
            resident=resident_of(mother),
            children=[{"name": "ANAK SIMULASI", "sex": sex, "nik": child.nik}],
            details={"birthplace": "SUMENEP", "note": village.word},
            happened_on=born,
            reported_on=today,
            key=key,
            by=village.clerk,
            at=at,
        )
        village.register.people[child.nik] = child
        # Nobody is to marry their own child by chance.
        village.register.people[mother.nik].may_marry = False


def record_death(world: World, village: Village, at: datetime) -> None:
    """This will let somebody die; whoever is the eldest leads their card from then on."""
    register, today, key = village.register, current.today(at), world.key()
    if len(register.people) < 2:
        move_in(world, village, at)
    person = world.dice.choice(list(register.people.values()))
    choice, heir = new_head(village, [person])
    with register.noting(key=key, flow="died", month=village.month(at), families=[person.family]):
        happenings.record_death(
            resident=resident_of(person),
            details={"place": village.word},
            new_head=choice,
            happened_on=today,
            reported_on=today,
            key=key,
            by=village.clerk,
            at=at,
        )
        del register.people[person.nik]
        if heir:
            heir.is_head = True
    register.left.pop(person.nik, None)


def record_marriage(world: World, village: Village, at: datetime) -> None:
    """This will marry two of the village, who live with him from then on, or one of it with somebody from elsewhere."""
    couple = _couple(world, village, at)
    if not couple:
        move_in(world, village, at, sex=Sex.MALE)
        couple = _couple(world, village, at)
    first, *others = couple
    bride = others[0] if others else None
    today, key = current.today(at), world.key()
    choice, heir = new_head(village, [bride]) if bride else (happenings.NewHead(), None)
    cards = [one.family for one in couple]
    with village.register.noting(key=key, flow="", month=village.month(at), families=cards):
        happenings.record_marriage(
            resident=resident_of(first),
            partner=resident_of(bride) if bride else None,
            details={"state": 2, "note": village.word},
            effect=FamilyEffect.WITH_HUSBAND if bride else FamilyEffect.NONE,
            new_head=choice,
            happened_on=today,
            reported_on=today,
            key=key,
            by=village.clerk,
            at=at,
        )
        for one in couple:
            one.may_marry = False
        if bride:
            bride.family, bride.is_head = first.family, False
        if heir:
            heir.is_head = True


def _mothers(village: Village, at: datetime) -> list[Person]:
    return [one for one in aged(village, 18, 50, on=at) if one.sex == Sex.FEMALE and one.family]


def _couple(world: World, village: Village, at: datetime) -> list[Person]:
    """A man who is on a card and a woman of another, else one of them, else nobody."""
    single = [one for one in aged(village, 19, 70, on=at) if one.may_marry]
    men = [one for one in single if one.sex == Sex.MALE and one.family]
    women = [one for one in single if one.sex == Sex.FEMALE]
    pairs = [[man, woman] for man in men for woman in women if man.family != woman.family]
    return world.dice.choice(pairs) if pairs else single[:1]
