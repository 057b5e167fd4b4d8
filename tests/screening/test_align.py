"""How alike names are: what costs how much, and why."""

import pytest
from hypothesis import given
from tests.support import names

from watchfloor.model.policy import default_policy
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import Alignment, align, describe

RULES = default_policy().names
MATCH = 0.79
"""Likeness at which names alone reach the default threshold."""


def alike(left: str, right: str, *, ordered: bool = False) -> Alignment:
    return align(tokens(left), tokens(right), RULES, ordered=ordered)


@given(names)
def test_a_name_is_wholly_like_itself(name: str) -> None:
    assert alike(name, name).likeness == pytest.approx(1.0)
    assert alike(name, name, ordered=True).likeness == pytest.approx(1.0)


@given(names, names)
def test_likeness_is_bounded(left: str, right: str) -> None:
    assert 0.0 <= alike(left, right).likeness <= 1.0 + 1e-9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Wladimir Putin", "PUTIN, Vladimir Vladimirovich"),
        ("Путин Владимир", "Vladimir Putin"),
        ("김정은", "KIM, Jong Un"),
        ("Kim Čong-un", "김정은"),
        ("金正恩", "Kim Jong Un"),
        ("Ким Чен Ын", "김정은"),
        ("Kimjongun", "Kim Jong Un"),
        ("Jongun Kim", "Kim Jong-un"),
        ("V. Putin", "PUTIN, Vladimir Vladimirovich"),
        ("Jewgenij Prigoschin", "Евгений Пригожин"),
        ("Bill Clinton", "William Clinton"),
        ("PUTINVLADIMIR", "Vladimir Putin"),
        ("Teng Hsiao-ping", "Deng Xiaoping"),
        ("عبد الملك الحوثي", "Abdul-Malik al-Houthi"),
    ],
)
def test_the_same_person_is_found_in_any_spelling(left: str, right: str) -> None:
    assert alike(left, right).likeness >= MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Jong Il", "Kim Jong Un"),
        ("Putin", "PUTIN, Vladimir Vladimirovich"),
        ("Vladimir Petrov", "Vladimir Putin"),
        ("Ali", "Ali Hassan Mohammed"),
        ("Kim", "Kim Jong Un"),
        ("Su Kwang Kim", "Kim Kwang Su"),
        ("王伟", "王维"),
        ("Salman bin Muhammad al-Rawi", "Omar bin Hassan al-Rawi"),
    ],
)
def test_other_persons_are_kept_apart(left: str, right: str) -> None:
    assert alike(left, right).likeness < MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rosneft Oil", "Rosneft Oil Company"),
        ("Siemens AG", "Siemens Aktiengesellschaft"),
        ("OAO Gazprom", "Gazprom Open Joint Stock Company"),
        ("Сбербанк России", "Sberbank of Russia"),
        ("CNOOC", "China National Offshore Oil Corporation"),
        ("First Bank Int'l", "First International Bank"),
        ("Gruppe Wagner", "Wagner Group"),
    ],
)
def test_the_same_organisation_is_found_in_any_form(left: str, right: str) -> None:
    assert alike(left, right, ordered=True).likeness >= MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bank Melli", "Bank Mellat"),
        ("Trading Company", "Demo Trading Company"),
        ("Management Company", "Westminster Management Company"),
        ("Jie Shun 1", "Jie Shun 3"),
        ("Ministry of Defence", "Ministry of Justice"),
    ],
)
def test_other_organisations_are_kept_apart(left: str, right: str) -> None:
    assert alike(left, right, ordered=True).likeness < MATCH


def test_order_matters_for_organisations_only() -> None:
    assert (
        alike("Bank of China", "China Bank").likeness
        > alike("Bank of China", "China Bank", ordered=True).likeness
    )
    assert alike("Putin Vladimir", "Vladimir Putin").likeness == pytest.approx(1.0)


def test_initials_stand_for_words_in_persons_names_only() -> None:
    assert (
        alike("V. Putin", "Vladimir Putin").likeness
        > alike("V. Putin", "Vladimir Putin", ordered=True).likeness
    )


@pytest.mark.parametrize("name", ["Sergey V. Lavrov", "S. V. Lavrov", "Lavrov, Sergey V."])
def test_an_initial_stands_for_a_patronymic(name: str) -> None:
    assert alike(name, "Sergey Viktorovich LAVROV").likeness >= MATCH


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("A. Nazarbayev", "Nursultan Nazarbayev", True),
        ("Nazarbayev, A.", "NAZARBAYEV, Nursultan", True),
        ("Y. Nazarbayev", "Evgeny Nazarbayev", False),
        ("K. Nazarbayev", "Christian Nazarbayev", False),
        ("Nursultan A. Nazarbayev", "Nursultan Nazarbayev Demonov", False),
    ],
)
def test_an_initial_of_another_given_name_is_another_person(left: str, right: str, *, other: bool) -> None:
    assert (alike(left, right).likeness < 0.5) is other
    assert (alike(right, left).likeness < 0.5) is other


def test_fathers_left_out_of_a_long_lineage_cost_little() -> None:
    short, long = "Demo bin Tester", "Demo bin Ahmad ibn Salim bin Tester"
    assert alike(short, long).likeness >= MATCH
    assert alike("Demo bin Ahmad bin Tester", "Demo bin Salim bin Tester").likeness < MATCH
    assert [t.role for t in tokens("Demo bin Ahmad al-Tester")].count("patronymic") == 0


def test_another_spelling_is_met_before_a_rarer_word_a_slip_away() -> None:
    left, right = tokens("Michele Demonova"), tokens("Demonova Michelle Micheli")
    met = {
        m.party: m.entity for m in describe(align(left, right, RULES, ordered=False), left, right) if m.party
    }
    assert met == {"michele": "michelle", "demonova": "demonova"}


def test_generations_of_a_lineage_are_not_exchanged() -> None:
    straight = alike("Salman bin Muhammad", "Salman bin Muhammad").likeness
    assert alike("Salman bin Muhammad", "Muhammad bin Salman").likeness < straight


def test_more_words_missing_cost_more() -> None:
    full = "Demo Alpha Beta Gamma Tester"
    costs = [alike(" ".join(full.split()[:n]), full).likeness for n in (5, 4, 3, 2)]
    assert costs == sorted(costs, reverse=True)
    assert len(set(costs)) == 4


def test_a_typing_error_costs_less_than_another_word() -> None:
    assert alike("Demo Testar", "Demo Tester").likeness > alike("Demo Prober", "Demo Tester").likeness


def test_nothing_is_like_nothing() -> None:
    assert align((), tokens("Kim"), RULES, ordered=False) == Alignment(0.0, ())
    assert alike("!!!", "???") == Alignment(0.0, ())


def test_an_alignment_in_words_names_every_word_of_both_sides() -> None:
    left, right = tokens("Wladimir Foo Putin"), tokens("PUTIN, Vladimir Vladimirovich")
    shown = describe(align(left, right, RULES, ordered=False), left, right)
    assert {m.how for m in shown} >= {"spelling", "equal"}
    assert {w for m in shown for w in m.party.split()} == {"wladimir", "foo", "putin"}
    assert {w for m in shown for w in m.entity.split()} == {"putin", "vladimir", "vladimirovich"}
