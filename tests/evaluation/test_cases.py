import pytest
from tests.evaluation.support import CLUSTER, a_listing, an_evaluation_engine, subject
from tests.support import an_entity

from watchfloor.evaluation import real, suite
from watchfloor.evaluation.cases import Case, manipulated, pool, seeded
from watchfloor.evaluation.listing import Listing, name_key
from watchfloor.evaluation.manipulations.base import Group
from watchfloor.evaluation.subjects import KINDS, is_latin, kind_of, natural
from watchfloor.model.entity import Name
from watchfloor.screening.index import build_index

GROUP = Group("test")


def names_of(listing: Listing, case: Case) -> list[str]:
    return [listing.text(n) for n in listing.names_of(listing.same(case.source)) if n not in case.unseen]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (Name(text="KIM, Jong Un", family="KIM", given="Jong Un"), "Jong Un KIM"),
        (Name(text="KIM, Jong Un"), "Jong Un KIM"),
        (Name(text="DEMO, Karim, Jr."), "Karim DEMO Jr."),
        (Name(text="Kim  Jong Un"), "Kim Jong Un"),
    ],
)
def test_a_name_is_put_into_its_natural_order(name: Name, wanted: str) -> None:
    assert natural(name) == wanted


def test_the_family_name_of_koreans_comes_first_unless_the_list_says_otherwise() -> None:
    assert subject("Ri Chol Guk", nationality="kp").family == "Ri"
    assert subject("Ri Chol Guk", nationality="kp").given == ["Chol", "Guk"]
    assert subject("Ann Berta Lee", nationality="de").family == "Lee"
    assert subject("Guk, Ri Chol", given="Ri Chol", family="Guk", nationality="kp").family == "Guk"


def test_kinds_are_told_by_schema() -> None:
    kinds = [
        kind_of(an_entity("x", schema=s)) for s in ("Person", "Company", "Organization", "Vessel", "Airplane")
    ]
    assert kinds == ["person", "company", "company", "vessel", None]


def test_latin_letters_with_marks_are_latin() -> None:
    assert is_latin("Čong Đặng 7")
    assert not is_latin("Kim 김")


def test_cases_are_repeatable_and_differ_by_seed() -> None:
    listing = a_listing()
    once = suite.suite(listing, seed=3, count=4, aliases=5)
    assert once == suite.suite(listing, seed=3, count=4, aliases=5)
    assert once != suite.suite(listing, seed=4, count=4, aliases=5)
    assert all(case.kind == made.kind and case.key == made.key for made in once for case in made.cases)
    assert all(len(made.cases) <= 5 for made in once)


def test_one_class_more_leaves_the_others_as_they_are() -> None:
    listing = a_listing()
    every = suite.suite(listing, seed=3, count=4, aliases=5)
    few = suite.suite(listing, seed=3, count=4, aliases=5, classes=("typo-delete", "real"))
    assert few == [made for made in every if made.key == "typo-delete" or made.group == "real"]


def test_all_classes_can_be_asked_for_by_key_and_group() -> None:
    known = suite.class_names()
    assert {"typo", "typo-delete", "hard negative", "korean-syllable", "real", "alias-left-out"} <= set(known)
    assert len(known) == len(set(known))


def test_a_case_that_is_somebody_elses_name_is_dropped() -> None:
    index = build_index([an_entity("Ann Berta Lee", record="1"), an_entity("LEE, Ann", record="2")])
    listing = Listing(index)
    dropping = GROUP.name_class("drop", "", lambda _, name: " ".join(name.split()[::2]))
    drawn = pool(listing, 1)["person"]
    made = manipulated(listing, drawn, dropping, count=9, rng=seeded(1))
    assert [case.party.names for case in made] == [("Ann",)]  # "Ann Lee" is the other one's name


def test_a_hard_negative_known_by_name_only_is_no_listed_name_at_all() -> None:
    listing = Listing(build_index([an_entity("Ann Lee", "Ann Berg")]))
    quiet = GROUP.name_class("quiet", "", lambda _, _name: "BERG, Ann", expects="quiet")
    assert manipulated(listing, pool(listing, 1)["person"], quiet, count=9, rng=seeded(1)) == []


def test_names_differing_in_case_accents_order_and_punctuation_are_one() -> None:
    assert name_key("DEMO-Núñez, José") == name_key("jose nunez demo")
    assert name_key("Ann Lee") != name_key("Anne Lee")


def test_an_alias_left_out_is_out_of_sight_in_all_its_spellings() -> None:
    entity = an_entity("Ann Lee", "Berta Fox", "FOX, Berta", record="1")
    listing = Listing(build_index([entity]))
    cases = real.aliases_left_out(listing, "person")
    assert {(case.origin, tuple(names_of(listing, case))) for case in cases} == {
        ("Ann Lee", ("Berta Fox", "FOX, Berta")),
        ("Berta Fox", ("Ann Lee",)),
        ("FOX, Berta", ("Ann Lee",)),
    }


def test_names_that_only_an_alias_left_out_holds_are_out_of_sight_with_it() -> None:
    entity = an_entity("Ann Lee", "Berta Fox / Cora Fox", "Berta Fox", record="1")
    listing = Listing(build_index([entity]))
    cases = {case.origin: tuple(names_of(listing, case)) for case in real.aliases_left_out(listing, "person")}
    assert cases["Berta Fox / Cora Fox"] == ("Ann Lee", "Berta Fox")
    assert cases["Ann Lee"] == ("Berta Fox / Cora Fox", "Berta Fox", "Cora Fox")


def test_a_party_of_one_name_and_a_name_of_two_parties_cannot_be_left_out() -> None:
    alone = Listing(build_index([an_entity("Ann Lee", record="1")]))
    assert real.aliases_left_out(alone, "person") == []
    shared = Listing(build_index([an_entity("Ann Lee", "Bo Ek", record="1"), an_entity("Bo Ek", record="2")]))
    assert [case.origin for case in real.aliases_left_out(shared, "person")] == ["Ann Lee"]


def test_weak_aliases_are_asked_for_apart() -> None:
    listing = a_listing()
    assert [case.origin for case in real.weak_aliases_left_out(listing, "person")] == ["Talib the Lame"]
    assert "Talib the Lame" not in {case.origin for case in real.aliases_left_out(listing, "person")}


def test_the_other_authoritys_spelling_is_asked_for_with_ones_own_names_out_of_sight() -> None:
    listing = a_listing()
    cases = {case.source: case for case in real.two_authorities(listing, "person")}
    assert set(cases) == set(CLUSTER)
    assert cases["demo:p1"].origin == "DEMONOV, Vadim Petrovich"
    assert names_of(listing, cases["demo:p1"]) == ["Vadim Demonoff", "Vadym Demonov"]


def test_native_names_are_asked_for_against_latin_ones_and_back() -> None:
    listing = a_listing()
    there = [(case.origin, case.script) for kind in KINDS for case in real.native_script(listing, kind)]
    assert there == [("Вадим Демонов", "other"), ("Восточный Ветер", "other")]
    back = [(case.origin, case.script) for kind in KINDS for case in real.latin_against_native(listing, kind)]
    assert back == [("DEMONOV, Vadim Petrovich", "latin"), ("Ostwind Maritime and Salvage GmbH", "latin")]


def test_further_native_names_are_asked_for_apart_and_weak_ones_not_at_all() -> None:
    entity = an_entity("Vadim Demonov", "Вадим Демонов", "Вадик Одноглазый", weak=("Одноглазый",))
    listing = Listing(build_index([entity]))
    assert [case.origin for case in real.native_script(listing, "person")] == ["Вадим Демонов"]
    assert [case.origin for case in real.native_aliases(listing, "person")] == ["Вадик Одноглазый"]


def test_what_the_policy_does_not_look_at_makes_no_cases() -> None:
    engine = an_evaluation_engine()
    scope = engine.scope.copy()
    scope[:] = False
    scope[1] = True
    listing = Listing(engine.index, scope)
    assert [subject.name for kind in KINDS for subject in pool(listing, 1)[kind]] == ["Vadim Demonoff"]
    assert listing.same("demo:p1") == (1,)
    assert listing.owners("Tak Chol Ryong") == frozenset()


def test_the_same_seed_gives_the_same_numbers() -> None:
    assert seeded(1, "a", "b").random() == seeded(1, "a", "b").random() != seeded(1, "a").random()
