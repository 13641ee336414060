"""What may happen to families and to the territory they live in."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from registry import actions
from registry.actions import territory
from registry.actions.happenings import (
    NewHead,
    change_head,
    change_number,
    join_family,
    record_divorce,
    record_marriage,
    split_family,
)
from registry.actions.happenings.marriages import FamilyEffect
from registry.models import Area, Family, Resident

from .two_villages import ANY, FEW, LIVING, SIDES, Villages


class FamiliesChange(Villages):
    """They are founded, divided, joined and led by another; hamlets and RT are renamed, joined and parted."""

    @rule(side=SIDES, who=ANY, effect=st.sampled_from(list(FamilyEffect)))
    def two_people_marry(self, side, who, effect):
        with self.inside(side):
            man = self.pick(Resident.objects.filter(**LIVING, sex=1), who)
            woman = self.pick(Resident.objects.filter(**LIVING, sex=2), who)
            if man and woman:
                self.do(
                    "marriage",
                    record_marriage,
                    resident=man,
                    partner=woman,
                    details={},
                    effect=effect,
                    new_head=self.heir(man if who % 2 else woman),
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY, many=FEW, leaves=FEW)
    def two_people_divorce(self, side, who, many, leaves):
        with self.inside(side):
            man = self.pick(Resident.objects.filter(**LIVING, sex=1), who)
            woman = self.pick(Resident.objects.filter(**LIVING, sex=2), who)
            if man and woman:
                leaver = (man, woman, woman, None)[leaves]
                along = self.some_of(leaver, many)[1:] if leaver else []
                self.do(
                    "divorce",
                    record_divorce,
                    resident=man,
                    partner=woman,
                    details={},
                    leaver=leaver and leaver.pk,
                    going_along=along,
                    new_head=self.heir(leaver, along) if leaver else NewHead(),
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY, many=FEW)
    def somebody_begins_a_family(self, side, who, many):
        with self.inside(side):
            if person := self.pick(Resident.objects.filter(**LIVING), who):
                along = self.some_of(person, many)[1:]
                self.do(
                    "split",
                    split_family,
                    resident=person,
                    going_along=along,
                    new_head=self.heir(person, along),
                    no_kk=self.new_kk() if who % 2 else "",
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY, many=FEW, moves=SIDES)
    def people_join_a_family(self, side, who, many, moves):
        with self.inside(side):
            guest = self.pick(Resident.objects.filter(**LIVING), who)
            host = self.pick(Resident.objects.filter(**LIVING, relation=1), who // 7)
            if guest and host:
                movers = self.some_of(guest, many)
                self.do(
                    "join a family",
                    join_family,
                    resident=guest,
                    host=host,
                    relations=dict.fromkeys(movers, 9),
                    new_head=self.heir(guest, movers),
                    takes_address=moves,
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY, joins=SIDES)
    def a_guest_gets_a_card(self, side, who, joins):
        """Of their own, or onto that of whoever has one; then guests live with residents."""
        with self.inside(side):
            if guest := self.pick(Resident.objects.filter(status=1, residency=2), who):
                card = (
                    {"no_kk": self.a_card(who).joins, "relation": 9}
                    if joins
                    else {"no_kk": self.new_kk(), "relation": 1}
                )
                self.do(
                    "card of a guest",
                    actions.correct_resident,
                    resident=guest,
                    details=card,
                    by=self.people[side],
                    at=self.now,
                )

    @rule(side=SIDES, who=ANY)
    def a_family_gets_another_head(self, side, who):
        with self.inside(side):
            # Most live with somebody; who is alone has nobody to hand the card to.
            if person := self.pick(Resident.objects.filter(**LIVING).exclude(relation=1), who):
                self.do("head", change_head, resident=person, new_head=NewHead(person.pk), **self.days())

    @rule(side=SIDES, who=ANY)
    def a_family_gets_another_number(self, side, who):
        with self.inside(side):
            if person := self.pick(Resident.objects.filter(**LIVING, family__isnull=False), who):
                self.do("number", change_number, resident=person, no_kk=self.new_kk(), **self.days())

    @rule(side=SIDES, who=ANY, act=st.sampled_from(["rename", "join", "part", "close"]))
    def an_area_changes(self, side, who, act):
        with self.inside(side):
            areas = Area.objects.filter(closed_on__isnull=True, level__in=["DUSUN", "RT"]).select_related("hamlet")
            if area := self.pick(areas, who):
                others = areas.filter(level=area.level).exclude(pk=area.pk)
                here = Family.objects.filter(hamlet=area.hamlet, **({"rt": area.rt} if area.rt else {}))
                self.serial += 1
                name = str(self.serial) if area.level == "RT" else f"DUSUN {self.serial}"
                told = {"day": self.now.date(), "by": self.people[side], "at": self.now}
                if act == "rename":
                    self.do("rename an area", territory.rename_area, area=area, name=name, **told)
                elif act == "part":
                    families = list(here.values_list("pk", flat=True)[:1])
                    self.do("part an area", territory.part_area, area=area, name=name, families=families, **told)
                elif act == "close":
                    self.do("close an area", territory.close_area, area=area, **told)
                elif into := self.pick(others, who):
                    self.do("join areas", territory.join_areas, areas=[area], into=into, **told)
