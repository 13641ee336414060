"""What is wrong between lines is found and put on the later line."""

from registry.incoming import across


def test_the_same_person_twice_is_found_by_nik_or_by_name_and_birthday():
    rows = [
        (2, {"nik": "1"}),
        (3, {"nik": "1"}),
        (4, {"name": "Ani", "born_on": "2000-01-01"}),
        (5, {"name": "ANI", "born_on": "2000-01-01"}),
        (6, {}),
        (7, {}),
    ]

    assert across.twice(rows) == {3: 2, 5: 4}


def test_a_second_living_head_and_a_family_without_one_are_found():
    rows = [
        (2, {"no_kk": "A", "relation": 1}),
        (3, {"no_kk": "A", "relation": 1}),
        (4, {"no_kk": "B", "relation": 1, "status": 2}),
        (5, {"no_kk": "B", "relation": 3}),
        (6, {"no_kk": "C", "relation": 4}),
    ]

    assert across.second_heads(rows) == {3: 2}
    assert across.headless(rows) == {4: "B", 6: "C"}
    assert across.headless(rows, ["C"]) == {4: "B"}


def test_a_family_lives_where_its_head_lives():
    rows = [(2, {"no_kk": "A", "relation": 4, "rt": "002"}), (3, {"no_kk": "A", "relation": 1, "rt": "001"})]

    assert across.family_places(rows)["A"]["rt"] == "001"
