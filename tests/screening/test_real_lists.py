"""The official lists and ordinary people: what holds for invented names holds for real ones."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Entity
from watchfloor.model.finding import Screened
from watchfloor.model.party import Party
from watchfloor.model.policy import default_policy
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align
from watchfloor.screening.engine import Engine
from watchfloor.screening.facts import entity_facts, party_facts
from watchfloor.screening.index import Index, build_index, open_index, save_index
from watchfloor.screening.score import evidence, judge

pytestmark = [pytest.mark.slow, pytest.mark.real_data]

POLICY = default_policy()
FLOOR = 0.1


@pytest.fixture(scope="module")
def listed(real_data: Path) -> list[Entity]:
    """OFAC of 2021-07 and the UN of 2026-02-27."""
    lists = real_data / "lists"
    entities = parse_source("us_ofac_sdn", read_raw([lists / "us_ofac_sdn/2021-07"]))[0]
    return (
        entities
        + parse_source("un_sc_sanctions", read_raw([lists / "un_sc_sanctions/UN_2026-02-27.xml.gz"]))[0]
    )


@pytest.fixture(scope="module")
def index(listed: list[Entity]) -> Index:
    """Their index."""
    return build_index(listed, snapshot="real")


@pytest.fixture(scope="module")
def ordinary(real_data: Path) -> list[Party]:
    """Two thousand ordinary persons, and a thousand companies."""
    chance = random.Random(3)  # noqa: S311 - a sample, not a secret
    packed = (real_data / "ordinary/persons_50000.csv.gz").read_bytes()
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))
    persons = [
        Party(schema="Person", properties={"name": (row["full_name"],)}) for row in chance.sample(rows, 2000)
    ]
    packed = (real_data / "ordinary/companies_47206.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    companies = [
        Party(schema="Company", properties={"name": (line.split("\t")[0],)})
        for line in chance.sample(lines, 1000)
    ]
    return persons + companies


def plain(results: list[Screened]) -> list[bytes]:
    return [msgspec.json.encode(result) for result in results]


def test_ordinary_people_score_the_same_in_any_batch_and_from_disk(
    index: Index, ordinary: list[Party], tmp_path: Path
) -> None:
    save_index(index, tmp_path / "i")
    in_memory, opened = Engine(index, POLICY), Engine(open_index(tmp_path / "i"), POLICY)
    some = ordinary[::2]
    whole = plain(in_memory.screen_batch(some, threshold=FLOOR))
    assert plain(list(opened.screen(some, threshold=FLOOR, batch=137))) == whole
    back = list(in_memory.screen(reversed(some), threshold=FLOOR, batch=400))
    assert plain(back[::-1]) == whole


def test_hardly_any_ordinary_person_is_a_match(index: Index, ordinary: list[Party]) -> None:
    results = list(Engine(index, POLICY).screen(ordinary))
    assert not [result for result in results if result.problem]
    assert sum(bool(result.hits) for result in results) < 0.05 * len(results)


def best(party: Party, entity: Entity) -> float:
    """The score of a pair by the definitions alone, one pair of names at a time."""
    ordered = not is_a(entity.schema, "Person")
    found = evidence(party_facts(party), entity_facts(entity), POLICY)
    scores = []
    for listed in entity.names:
        alike = align(tokens(party.caption), tokens(listed.text), POLICY.names, ordered=ordered).likeness
        scores.append(
            (
                alike - (listed.kind == "weak") * POLICY.calibration.weak / POLICY.calibration.slope,
                judge(alike, listed.kind, found, POLICY).score,
            )
        )
    return max(scores)[1]


def test_nothing_is_lost_against_comparing_every_pair(listed: list[Entity], ordinary: list[Party]) -> None:
    """Thirty parties, near and far, against seven hundred entities: some forty thousand pairs of names."""
    chance = random.Random(11)  # noqa: S311 - a sample, not a secret
    some = chance.sample(listed, 700)
    near = [
        Party(schema=entity.schema, properties={"name": (" ".join(entity.caption.split()[:2]),)})
        for entity in chance.sample(some, 12)
    ]
    asked = chance.sample(ordinary, 18) + near
    engine = Engine(build_index(some), POLICY)
    for party, result in zip(asked, engine.screen_batch(asked, threshold=FLOOR), strict=True):
        expected = {e.id: score for e in some if (score := best(party, e)) >= FLOOR}
        assert {hit.entity_id: hit.score for hit in result.hits} == pytest.approx(expected, abs=1.1e-4)


@pytest.mark.parametrize("write", [str.upper, str.lower, str.title], ids=lambda f: f.__name__)
def test_a_listed_name_is_found_in_capitals_and_small_letters_alike(
    index: Index, listed: list[Entity], write: Callable[[str], str]
) -> None:
    chance = random.Random(5)  # noqa: S311 - a sample, not a secret
    asked = [(entity, chance.choice(entity.names).text) for entity in chance.sample(listed, 800)]
    parties = [Party(schema=e.schema, properties={"name": (write(text),)}) for e, text in asked]
    misses = [
        (entity.id, text)
        for (entity, text), result in zip(asked, Engine(index, POLICY).screen(parties), strict=True)
        if not any(hit.entity_id == entity.id and hit.match for hit in result.hits)
    ]
    assert not misses


def test_every_number_on_the_lists_finds_its_entity_under_another_name(
    index: Index, listed: list[Entity]
) -> None:
    numbers = (
        "imoNumber",
        "passportNumber",
        "idNumber",
        "taxNumber",
        "registrationNumber",
        "swiftBic",
        "innCode",
    )
    asked = [
        (e, p, n)
        for e in listed
        for p in numbers
        for n in e.get(p)
        if len(n) >= 6 and any(map(str.isdigit, n))
    ]
    parties = [Party(schema=e.schema, properties={"name": ("Qwxyz Vbnmk",), p: (n,)}) for e, p, n in asked]
    misses = [
        (entity.id, prop, number)
        for (entity, prop, number), result in zip(asked, Engine(index, POLICY).screen(parties), strict=True)
        if not any(hit.entity_id == entity.id and hit.match for hit in result.hits)
    ]
    assert len(asked) > 3000
    assert not misses
