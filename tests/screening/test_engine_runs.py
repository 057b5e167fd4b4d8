"""Runs of many parties: lazily, in order, the same whatever the batch, bounded by the policy's scope."""

from collections.abc import Iterator

import msgspec
import pytest
from tests.support import an_engine, an_entity

from watchfloor._version import __version__
from watchfloor.model.entity import Designation
from watchfloor.model.errors import UsageError
from watchfloor.model.finding import Screened
from watchfloor.model.party import Party, party
from watchfloor.model.policy import Policy, default_policy, parse_policy

KIM = an_entity("KIM, Jong Un", record="kim", nationality="kp")
ENGINE = an_engine(KIM, an_entity("TESTER, Demo", record="tester"))


def found(result: Screened) -> list[str]:
    return [hit.source_id for hit in result.hits]


def test_parties_keep_their_order_rows_and_ids() -> None:
    asked = [
        Party(id=f"c-{n}", row=n + 1, properties={"name": (name,)})
        for n, name in enumerate(["Kim Jong Un", "Nobody", "", "Demo Tester", "Kim Jong Un"])
    ]
    results = list(ENGINE.screen(asked, batch=2))
    assert [(r.row, r.id, r.name) for r in results] == [(p.row, p.id, p.caption) for p in asked]
    assert [found(r) for r in results] == [["kim"], [], [], ["tester"], ["kim"]]


def test_parties_are_taken_a_batch_at_a_time() -> None:
    taken = []

    def endless() -> Iterator[Party]:
        while True:
            taken.append(1)
            yield party("Kim Jong Un")

    results = ENGINE.screen(endless(), batch=3)
    assert found(next(results)) == ["kim"]
    assert len(taken) == 3


def test_no_parties_have_no_results() -> None:
    assert list(ENGINE.screen([])) == []
    assert ENGINE.screen_batch([]) == []


@pytest.mark.parametrize("size", [0, -1])
def test_a_batch_of_none_is_an_error(size: int) -> None:
    with pytest.raises(UsageError, match=f"a batch holds at least one party, not {size}"):
        list(ENGINE.screen([party("Kim Jong Un")], batch=size))


def test_every_result_says_what_it_was_made_with() -> None:
    for result in ENGINE.screen([party("Kim Jong Un"), party("Nobody"), party("")]):
        assert (result.stamp.snapshot, result.stamp.engine) == ("test", __version__)
        assert result.stamp.policy == default_policy().hash


def test_the_same_party_twice_has_the_same_result_twice() -> None:
    one, two = ENGINE.screen_batch([party("Kim Jong Un", schema="Person", nationality="kp")] * 2)
    assert one == two


def test_one_bad_party_does_not_spoil_the_batch() -> None:
    asked = [party("x" * 10_001), party("Kim Jong Un"), party(" "), party("Kim Jong Un", birthDate="7.10.52")]
    results = ENGINE.screen_batch(asked)
    assert [bool(r.problem) for r in results] == [True, False, True, True]
    assert "not an EDTF date: '7.10.52'" in results[3].problem
    assert found(results[1]) == ["kim"]


def test_a_usable_name_beside_unusable_ones_is_screened() -> None:
    asked = Party(properties={"name": ("x" * 10_001, "", "!!!"), "alias": ("Kim Jong Un",)})
    (result,) = ENGINE.screen_batch([asked])
    assert found(result) == ["kim"]
    assert result.problem == ""


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.7, 0.9, 0.9999, 1.0])
def test_a_threshold_lists_just_the_hits_that_show_that_score(threshold: float) -> None:
    asked = [
        party("Kim Jong Un", schema="Person", nationality="kp"),
        party("Kim Jong Un"),
        party("Kim Jong", schema="Person"),
        party("Demo Tester"),
        party("Demo Taster", nationality="de"),
    ]
    every = ENGINE.screen_batch(asked, threshold=0.0)
    some = ENGINE.screen_batch(asked, threshold=threshold)
    for whole, part in zip(every, some, strict=True):
        assert part.hits == tuple(hit for hit in whole.hits if hit.score >= threshold)


def test_a_score_that_shows_as_certain_is_listed_at_the_threshold_of_certainty() -> None:
    sure = an_engine(an_entity("Demo Tester", passportNumber="AB12345", birthDate="1970-01-02"))
    asked = party("Demo Tester", schema="Person", passportNumber="AB12345", birthDate="1970-01-02")
    (result,) = sure.screen_batch([asked], threshold=1.0)
    assert [hit.score for hit in result.hits] == [1.0]


TWICE = msgspec.structs.replace(
    KIM,
    designations=(
        Designation(source="demo", programme="OLD", delisted_on="2010-01-01"),
        Designation(source="demo", programme="NEW"),
    ),
)


@pytest.mark.parametrize(
    ("policy", "listed"),
    [
        (b"", True),
        (b'programmes = ["NEW"]', True),
        (b'programmes = ["OLD"]', False),
        (b'programmes = ["OLD"]\ndelisted = true', True),
        (b'programmes = ["OLD", "NEW"]', True),
        (b'programmes = ["ELSE"]', False),
        (b'sources = ["demo"]', True),
        (b'sources = ["demo"]\nprogrammes = ["ELSE"]', False),
        (b'sources = ["else"]', False),
    ],
)
def test_an_entity_is_in_scope_by_the_designations_in_force(policy: bytes, listed: bool) -> None:
    chosen: Policy = parse_policy(policy)
    (result,) = an_engine(TWICE, policy=chosen).screen_batch([party("Kim Jong Un")])
    assert bool(result.hits) == listed


def test_an_entity_without_designations_is_in_scope() -> None:
    bare = msgspec.structs.replace(KIM, designations=())
    assert an_engine(bare).screen_batch([party("Kim Jong Un")])[0].hits


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("FDB", "FDB"),
        ("313", "313"),
        ("General", "General"),
        ("Dr. Ali", "Dr Ali"),
        ("A B", "A. B."),
        ("Co., Ltd.", "CO LTD"),
        ("Al", "al"),
        ("김", "김"),
        ("Хан", "ХАН"),
        ("Ο", "Ο"),
        ("Trading Company", "TRADING COMPANY"),
        ("7th of Tir", "7th of TIR"),
        (
            " ".join(f"word{chr(97 + n % 26)}{n}" for n in range(80)),
            " ".join(f"word{chr(97 + n % 26)}{n}" for n in range(80)),
        ),
        ("ab" * 4000, "AB" * 4000),
    ],
)
def test_no_name_is_too_short_too_long_or_too_common_to_find_itself(listed: str, asked: str) -> None:
    (result,) = an_engine(an_entity(listed), KIM).screen_batch([party(asked)])
    assert [hit.entity_id for hit in result.hits] == ["demo:1"]
    assert result.hits[0].name_likeness == 1.0
