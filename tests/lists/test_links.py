"""The same entity on several lists, told by strong identifiers only."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.links import MOST_SHARING, Link, clusters_of, find_links
from watchfloor.lists.strong import inn_valid, lei_valid, ogrn_valid, strong_keys
from watchfloor.model.entity import Designation, Document, Entity, Name


def listed(
    source: str,
    record: str,
    schema: str = "Person",
    *,
    documents: tuple[Document, ...] = (),
    un: str = "",
    **props: str,
) -> Entity:
    return Entity(
        source=source,
        record=record,
        schema=schema,
        names=(Name(text="Ivo Examplesson", kind="primary"),),
        properties={prop: (value,) for prop, value in props.items()},
        documents=documents,
        designations=(Designation(source=source, un_reference=un),) if un else (),
    )


def passport(number: str, country: str = "kp") -> tuple[Document, ...]:
    return (Document(kind="Passport", number=number, country=country),)


def reasons(*entities: Entity) -> list[tuple[str, str, str, str]]:
    return [(link.left, link.right, link.reason, link.value) for link in find_links(entities)]


def test_the_same_ship_by_its_imo_number() -> None:
    ship, twin = (
        listed("a", "1", "Vessel", imoNumber="IMO 9074729"),
        listed("b", "1", "Vessel", imoNumber="9074729"),
    )
    assert reasons(ship, twin) == [("a:1", "b:1", "IMO ship number", "9074729")]


def test_a_ships_number_and_a_companys_number_are_two_things() -> None:
    ship, owner = (
        listed("a", "1", "Vessel", imoNumber="9074729"),
        listed("b", "1", "Company", imoNumber="9074729"),
    )
    assert reasons(ship, owner) == []


def test_a_ships_number_with_a_failing_check_digit_links_nothing() -> None:
    assert (
        reasons(
            listed("a", "1", "Vessel", imoNumber="9074728"), listed("b", "1", "Vessel", imoNumber="9074728")
        )
        == []
    )


def test_the_same_passport_of_the_same_country() -> None:
    one = listed("a", "1", documents=passport("PS 472-310-104"))
    two = listed("b", "1", documents=passport("472310104"))
    three = listed("c", "1", documents=passport("PS472310104"))
    elsewhere = listed("d", "1", documents=passport("PS472310104", "cn"))
    assert reasons(one, two, three, elsewhere) == [("a:1", "c:1", "passport number", "kp:PS472310104")]


def test_a_passport_of_no_known_country_links_nothing() -> None:
    assert (
        reasons(
            listed("a", "1", documents=passport("PS472310104", "")),
            listed("b", "1", documents=passport("PS472310104", "")),
        )
        == []
    )


def test_a_flat_passport_number_counts_with_the_bearers_nationality() -> None:
    one = listed("a", "1", passportNumber="PS472310104", nationality="kp")
    two = listed("b", "1", documents=passport("PS472310104"))
    assert reasons(one, two) == [("a:1", "b:1", "passport number", "kp:PS472310104")]


def test_a_russian_tax_number_is_known_by_its_check_digits_however_it_is_labelled() -> None:
    one = listed("a", "1", "Company", innCode="7707083893")
    two = listed(
        "b", "1", "Company", documents=(Document(kind="Tax ID No.", number="7707083893", country="ru"),)
    )
    three = listed("c", "1", "LegalEntity", registrationNumber="7707083893", country="ru")
    assert {r[2:] for r in reasons(one, two, three)} == {("INN", "7707083893")}
    assert len(reasons(one, two, three)) == 3


def test_the_un_reference_links_whichever_list_quotes_it() -> None:
    one = listed("un_sc_sanctions", "1", un="KPi.033")
    two = Entity(
        source="ch_demo",
        record="5",
        schema="Person",
        names=(),
        designations=(Designation(source="ch_demo", reference="KPi.033"),),
    )
    assert reasons(one, two) == [("ch_demo:5", "un_sc_sanctions:1", "UN reference", "KPi.033")]


def referring(source: str, record: str, reference: str, authority: str = "Demo Office") -> Entity:
    act = Designation(source=source, authority=authority, reference=reference)
    return Entity(source=source, record=record, schema="Person", names=(), designations=(act,))


@pytest.mark.parametrize(
    ("reference", "reason"),
    [("EU.367.96", "EU reference"), ("AFG0006", "UK reference"), ("QDi.001", "UN reference")],
)
def test_an_authoritys_own_reference_links_whichever_list_quotes_it(reference: str, reason: str) -> None:
    found = reasons(referring("a", "1", reference), referring("b", "7", reference))
    assert found == [("a:1", "b:7", reason, reference)]


def test_a_number_of_no_known_form_is_no_reference() -> None:
    assert reasons(referring("a", "1", "5142"), referring("b", "7", "5142")) == []
    assert reasons(listed("us_ofac_sdn", "1"), listed("b", "1")) == []


def test_ofacs_entry_number_links_its_own_list_and_those_that_quote_it() -> None:
    ofac = "US Treasury, Office of Foreign Assets Control"
    quoted = [referring("us_trade_csl", record, "18291", ofac) for record in ("18291", "18291/SDN")]
    links = find_links([listed("us_ofac_sdn", "18291"), *quoted])
    assert {link.reason for link in links} == {"OFAC number"}
    assert clusters_of(links)["us_ofac_sdn:18291"] == (
        "us_ofac_sdn:18291",
        "us_trade_csl:18291",
        "us_trade_csl:18291/SDN",
    )


def test_a_ships_imo_number_and_a_wallet_among_the_documents_count_too() -> None:
    one = listed(
        "a",
        "1",
        "Vessel",
        documents=(Document(kind="Vessel Registration Identification IMO", number="9074729"),),
    )
    assert reasons(one, listed("b", "1", "Vessel", imoNumber="9074729"))[0][2] == "IMO ship number"
    address = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
    wallets = [
        listed(s, "1", documents=(Document(kind="Digital Currency Address", number=address),)) for s in "ab"
    ]
    assert reasons(*wallets)[0][2] == "wallet address"


def test_a_bank_by_its_bic_and_not_by_that_of_a_branch() -> None:
    bank, head = (
        listed("a", "1", "Company", swiftBic="EXMPKPPY"),
        listed("b", "1", "Company", swiftBic="EXMPKPPYXXX"),
    )
    branch, same = (
        listed("c", "1", "Company", swiftBic="EXMPKPPY001"),
        listed("d", "1", "Company", swiftBic="EXMPKPPY001"),
    )
    assert reasons(bank, head, branch, same) == [("a:1", "b:1", "BIC", "EXMPKPPY")]


def test_a_wallet_address_keeps_its_case() -> None:
    address = "1ExampLeWa11etAddre55ForTests12345"
    wallet, person = (
        listed("a", "1", "CryptoWallet", publicKey=address),
        listed("b", "1", "CryptoWallet", publicKey=address),
    )
    lower = listed("c", "1", "CryptoWallet", publicKey=address.lower())
    assert reasons(wallet, person, lower) == [("a:1", "b:1", "wallet address", address)]


def test_a_legal_entity_identifier() -> None:
    lei = "253400V1H6ART1UQ0N98"
    assert (
        reasons(listed("a", "1", "Company", leiCode=lei), listed("b", "1", "Organization", leiCode=lei))[0][2]
        == "LEI"
    )
    assert not lei_valid(lei[:-1] + "9")


@pytest.mark.parametrize("number", ["1234", "00000", "111111", "0000000000", "UNKNOWN", "N/A", ""])
def test_numbers_that_say_nothing_link_nothing(number: str) -> None:
    assert (
        reasons(listed("a", "1", documents=passport(number)), listed("b", "1", documents=passport(number)))
        == []
    )


def test_a_number_that_too_many_share_is_junk() -> None:
    few = [listed(f"s{n}", "1", documents=passport("A1234567")) for n in range(MOST_SHARING)]
    assert len(find_links(few)) == MOST_SHARING * (MOST_SHARING - 1) // 2
    assert find_links([*few, listed("one_more", "1", documents=passport("A1234567"))]) == ()


def test_a_number_on_different_kinds_of_thing_is_junk() -> None:
    person = listed("a", "1", registrationNumber="A1234567", country="cy")
    company = listed("b", "1", "Company", registrationNumber="A1234567", country="cy")
    unclear = listed("c", "1", "LegalEntity", registrationNumber="A1234567", country="cy")
    ship = listed("d", "1", "Vessel", registrationNumber="A1234567", country="cy")
    assert reasons(person, company) == []
    assert len(reasons(company, unclear)) == len(reasons(person, unclear)) == 1
    assert reasons(unclear, ship) == []


def named(entity: Entity, *names: str) -> Entity:
    return msgspec.structs.replace(entity, names=tuple(Name(text=name) for name in names))


def test_a_passport_two_differently_named_persons_carry_is_told_with_its_doubt_and_joins_nothing() -> None:
    one = named(listed("a", "1", documents=passport("A1234567")), "Ivo Examplesson")
    two = named(listed("b", "1", documents=passport("A1234567")), "Ada al-Sampleh")
    [link] = find_links([one, two])
    assert link.doubt == "the names have no word in common"
    assert clusters_of([link]) == {}


@pytest.mark.parametrize("other", ["EXAMPLESSON, I.", "Иво Экзамплессон", "Somebody Else Examplesson"])
def test_one_word_in_common_is_enough_in_whatever_script(other: str) -> None:
    one = named(listed("a", "1", documents=passport("A1234567")), "Ivo Examplesson")
    [link] = find_links([one, named(listed("b", "1", documents=passport("A1234567")), other)])
    assert link.doubt == ""


def test_a_renamed_company_is_still_known_by_its_number() -> None:
    before = named(
        listed("a", "1", "Company", registrationNumber="HE 123456", jurisdiction="cy"), "Demo Shipping"
    )
    after = named(
        listed("b", "1", "Company", registrationNumber="HE123456", jurisdiction="cy"), "Sample Trading"
    )
    [link] = find_links([before, after])
    assert link.doubt == ""


def test_names_and_dates_alone_never_link() -> None:
    assert reasons(listed("a", "1", birthDate="1970-01-01"), listed("b", "1", birthDate="1970-01-01")) == []


def test_two_records_of_one_source_are_not_linked_by_a_number() -> None:
    assert (
        reasons(
            listed("a", "1", documents=passport("A1234567")), listed("a", "2", documents=passport("A1234567"))
        )
        == []
    )


def test_two_records_of_one_source_are_one_when_the_un_reference_says_so() -> None:
    links = find_links([listed("a", "1", un="KPi.033"), listed("a", "2", un="KPi.033")])
    assert clusters_of(links)["a:1"] == ("a:1", "a:2")


def test_a_cluster_follows_links_through_a_third_list() -> None:
    links = find_links(
        [
            listed("a", "1", un="KPi.033"),
            listed("b", "1", un="KPi.033", documents=passport("A1234567")),
            listed("c", "1", documents=passport("A1234567")),
            listed("d", "1", documents=passport("B7654321")),
        ]
    )
    assert clusters_of(links) == dict.fromkeys(("a:1", "b:1", "c:1"), ("a:1", "b:1", "c:1"))


def test_a_number_two_records_of_one_source_share_is_told_but_joins_nothing() -> None:
    links = find_links(
        [
            listed("a", "1", documents=passport("A1234567")),
            listed("a", "2", documents=passport("A1234567")),
            listed("b", "1", documents=passport("A1234567")),
        ]
    )
    assert [(link.left, link.right) for link in links] == [("a:1", "b:1"), ("a:2", "b:1")]
    assert clusters_of(links) == {}


def test_a_chain_never_brings_two_records_of_one_source_together() -> None:
    links = find_links(
        [
            listed("a", "1", un="KPi.033"),
            listed("b", "1", un="KPi.033", documents=passport("A1234567")),
            listed("a", "2", documents=passport("A1234567")),
        ]
    )
    assert len(links) == 2
    assert clusters_of(links)["b:1"] == ("a:1", "b:1")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.integers(0, 5),
            st.sampled_from("abc"),
            st.integers(0, 5),
            st.integers(0, 9),
        )
    ),
    st.randoms(use_true_random=False),
)
def test_a_cluster_has_at_most_one_record_of_a_source(
    edges: list[tuple[str, int, str, int, int]], rng: random.Random
) -> None:
    links = [
        Link(left=f"{a}:{m}", right=f"{b}:{n}", reason="passport number", value=str(value))
        for a, m, b, n, value in edges
        if a != b
    ]
    rng.shuffle(links)
    for member, cluster in clusters_of(links).items():
        assert member in cluster
        assert len({i.partition(":")[0] for i in cluster}) == len(cluster) > 1


def test_links_do_not_hang_on_the_order_of_entities() -> None:
    entities = [listed(s, str(n), documents=passport(f"A123456{n}")) for s in "abc" for n in range(4)]
    assert find_links(entities) == find_links(reversed(entities))


def test_check_digits_of_russian_numbers() -> None:
    assert inn_valid("7707083893")
    assert inn_valid("500100732259")
    assert not inn_valid("7707083894")
    assert not inn_valid("500100732258")
    assert not inn_valid("77070838")
    assert ogrn_valid("1027700132195")
    assert ogrn_valid("304500116000157")
    assert not ogrn_valid("1027700132194")
    assert not ogrn_valid("102770013219")


@given(st.text(max_size=20), st.text(max_size=12))
def test_strong_keys_never_raise(kind: str, number: str) -> None:
    entity = listed(
        "a",
        "1",
        documents=(Document(kind=kind, number=number, country="ru"),),
        innCode=number,
        leiCode=number,
    )
    assert all(key.value for key in strong_keys(entity))
