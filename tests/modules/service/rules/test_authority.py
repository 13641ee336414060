"""Who may sign which kind, and what the signature block then says."""

from dataclasses import replace

import pytest

from modules.service import kinds
from modules.service.rules import authority
from modules.service.rules.authority import OF_THE_HEAD, Manner, Right, right_for

from .samples import SIGNING, made

USAHA, TANAH = kinds.KINDS["sk-usaha"], kinds.KINDS["sk-tanah"]
HEAD = "Kepala Desa Pragaan Laok"
AN = Right(manner=Manner.BEHALF, post="SEKDES", title="Sekretaris Desa")
UB = Right(manner=Manner.BENEATH, post="KASI_PELAYANAN", title="Kasi Pelayanan")


@pytest.mark.parametrize("right", [AN, UB])
def test_only_routine_letters_are_signed_for_the_head(right):
    assert right.covers(USAHA)
    assert not right.covers(TANAH)


@pytest.mark.parametrize("manner", sorted(authority.ACTING))
def test_who_acts_as_the_head_signs_all(manner):
    assert all(Right(manner=manner).covers(kind) for kind in kinds.KINDS.values())


def test_a_decree_may_name_the_kinds():
    some = replace(AN, slugs=frozenset({"pengantar-skck"}))

    assert some.covers(kinds.KINDS["pengantar-skck"])
    assert not some.covers(USAHA)


def test_a_kind_may_be_signed_by_another_post_which_then_needs_no_decree():
    own = replace(USAHA, signer="SEKDES")
    secretary = Right(post="SEKDES", title="Sekretaris Desa")

    assert secretary.covers(own)
    assert not secretary.covers(USAHA)
    assert not OF_THE_HEAD.covers(own)
    assert not AN.covers(own)
    assert authority.signed_as(secretary, HEAD) == "Sekretaris Desa"


def test_acting_comes_before_the_post_and_the_post_before_a_decree():
    acting = Right(manner=Manner.APPOINTED)

    assert right_for([AN, OF_THE_HEAD, acting], USAHA) is acting
    assert right_for([AN, OF_THE_HEAD], USAHA) is OF_THE_HEAD
    assert right_for([AN], TANAH) is None


@pytest.mark.parametrize(
    ("right", "lines", "words"),
    [
        (OF_THE_HEAD, ("KEPALA DESA PRAGAAN LAOK,",), HEAD),
        (AN, (f"a.n. {HEAD.upper()}", "SEKRETARIS DESA,"), f"a.n. {HEAD}, Sekretaris Desa"),
        (
            UB,
            (f"a.n. {HEAD.upper()}", "SEKRETARIS DESA", "u.b.", "KASI PELAYANAN,"),
            f"a.n. {HEAD}, Sekretaris Desa, u.b. Kasi Pelayanan",
        ),
        (Right(manner=Manner.VACANT), (f"Plt. {HEAD.upper()},",), f"Plt. {HEAD}"),
        (Right(manner=Manner.ABSENT), (f"Plh. {HEAD.upper()},",), f"Plh. {HEAD}"),
        (Right(manner=Manner.APPOINTED), (f"Pj. {HEAD.upper()},",), f"Pj. {HEAD}"),
    ],
)
def test_the_block_and_the_line_say_the_same(right, lines, words):
    paper = made("sk-usaha", signing=replace(SIGNING, right=right, name="Sari Wulandari"))

    assert paper.signature.post_lines == lines
    assert paper.signature.name == "Sari Wulandari"
    assert authority.signed_as(right, HEAD) == words


def test_who_acts_speaks_in_the_text_too_and_who_signs_for_the_head_does_not():
    acting = made("sk-usaha", signing=replace(SIGNING, right=Right(manner=Manner.VACANT)))
    behalf = made("sk-usaha", signing=replace(SIGNING, right=AN, head_name="Citra Lestari"))

    assert f"Plt. {HEAD}" in acting.blocks[0].text
    assert f"bawah ini {HEAD}" in behalf.blocks[0].text
