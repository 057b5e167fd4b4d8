"""Columns are known by their usual names in many languages, and can be named by the user."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.errors import InputError, UsageError
from watchfloor.screening.columns import Plan, Target, parse_overrides, recognise, squeeze, words
from watchfloor.screening.rows import property_kinds

HEADINGS = {
    "name": "name, Full Name, full_name, fullName, NAME, Customer Name, Kunde, Bezeichnung, nom complet, Dénomination, "
    "Nombre y apellidos, Nome completo, Naam, Imię i nazwisko, ФИО, Наименование, 姓名, 名称, 이름, 성명, الاسم, 氏名",
    "firstName": "first name, Given Name, Vorname, Prénom, Nombres, Voornaam, Imię, Имя, الاسم الأول",
    "lastName": "Surname, last_name, Nachname, Familienname, Nom de famille, Apellidos, Cognome, Sobrenome, Achternaam, "
    "Nazwisko, Фамилия, 姓, 성, اللقب",
    "fatherName": "Отчество, patronymic",
    "alias": "alias, aliases, a.k.a., AKA, other names, Weitere Namen, Autres noms, 别名, Псевдоним",
    "birthDate": "dob, D.O.B., Date of birth, birth_date, Geburtsdatum, Geb.-Datum, Date de naissance, "
    "Fecha de nacimiento, Data di nascita, Data de nascimento, Geboortedatum, Data urodzenia, Дата рождения, 出生日期, "
    "생년월일, تاريخ الميلاد, DOB (dd/mm/yyyy)",
    "country": "country, Country code, Land, Wohnsitzland, Pays, País, Paese, Kraj, Страна, 国家, 국가, الدولة, client country",
    "nationality": "nationality, Nationalität, Staatsangehörigkeit, nationalité, 国籍, 국적, الجنسية",
    "imoNumber": "IMO, imo_number, IMO-Nummer, numéro IMO, IMO No., ИМО",
    "mmsi": "MMSI, mmsi number",
    "callSign": "call sign, Rufzeichen, позывной",
    "flag": "flag, Flag State, Flagge, Pavillon, 船旗国",
    "passportNumber": "Passport, passport no., Reisepassnummer, Pasaporte, Паспорт, 护照号码, 여권번호, Passport 2",
    "taxNumber": "tax id, TIN, Steuernummer, Codice fiscale, NIF, CNPJ",
    "innCode": "INN, ИНН",
    "idNumber": "ID number, national_id, Ausweisnummer, DNI, PESEL, 身份证号",
    "registrationNumber": "Company number, Handelsregisternummer, SIREN, KvK-nummer, 注册号",
    "leiCode": "LEI, lei_code",
    "swiftBic": "BIC, SWIFT code",
    "publicKey": "wallet, Wallet address, BTC address",
    "address": "address, Anschrift, Adresse, Dirección, Indirizzo, 地址, 주소",
    "city": "city, Ort, Ville, Ciudad, Город",
    "id": "id, Customer ID, customerID, Kunden-Nr., Kundennummer, client_number, 客户编号",
    "schema": "type, Entity type, Kundenart, Tipo de persona, Тип лица, schema",
    "weakAlias": "weakAlias",
    "jurisdiction": "Country of incorporation, jurisdiction",
}


@pytest.mark.parametrize(
    ("prop", "heading"), [(p, h.strip()) for p, line in HEADINGS.items() for h in line.split(", ")]
)
def test_a_usual_heading_is_known(prop: str, heading: str) -> None:
    found = recognise(heading)
    assert found is not None, heading
    assert (found.prop, found.kind) == (prop, "")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Vessel Name", "Vessel"),
        ("Schiffsname", "Vessel"),
        ("Firma", "Organization"),
        ("Razón social", "Organization"),
        ("公司名称", "Organization"),
        ("회사명", "Organization"),
    ],
)
def test_a_heading_may_tell_the_kind_of_party(heading: str, kind: str) -> None:
    assert recognise(heading) == Target("name", kind)


@pytest.mark.parametrize(
    ("heading", "prop"),
    [
        ("Nationalitaet", "nationality"),
        ("STAATSANGEHOERIGKEIT", "nationality"),
        ("Vollstaendiger Name", "name"),
        ("Maedchenname", "previousName"),
        ("Laendercode", "country"),
        ("Strasse", "address"),
        ("Fodselsdato", "birthDate"),
        ("Foedselsdato", "birthDate"),
        ("Plec", "gender"),
        ("Annee de naissance", "birthDate"),
        ("Ano de nacimiento", "birthDate"),
    ],
)
def test_special_letters_may_be_written_out_or_left_out(heading: str, prop: str) -> None:
    assert recognise(heading) == Target(prop)


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Handelsregister-Nr.", Target("registrationNumber")),
        ("Reisepass-Nr.", Target("passportNumber")),
        ("Numéro passeport", Target("passportNumber")),
        ("Nr. Reisepass", Target("passportNumber")),
        ("Second nationality", Target("nationality")),
        ("2nd Nationality", Target("nationality")),
        ("Zweite Nationalität", Target("nationality")),
        ("Name/Firma", Target("name")),
        ("Nom / Raison sociale", Target("name")),
        ("Firma/Gesellschaft", Target("name", "Organization")),
        ("PLZ/Ort", Target("address")),
        ("Familienname/Nachname", Target("lastName")),
    ],
)
def test_headings_of_several_words_are_read_by_what_they_come_to(heading: str, target: Target) -> None:
    assert recognise(heading) == target


@pytest.mark.parametrize(
    "heading",
    ["No of employees", "Geburtsdatum/Name", "Name/Umsatz", "/", "Nr. Umsatz", "Name / ID"],
)
def test_halves_that_say_different_things_and_counts_are_not_guessed(heading: str) -> None:
    assert recognise(heading) is None


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("Person", "natürliche Person, Natürliche Personen, natuerliche Person, nat. Person, Privatpersonen"),
        ("Person", "personne physique, Personnes physiques, particuliers, persona física, Personas fisicas"),
        ("Person", "Физическое лицо, физические лица, физ. лицо, ФЛ, Natural Persons, INDIVIDUALS"),
        ("Organization", "juristische Person, juristische Personen, jur. Person, Firmenkunde, Behoerde"),
        ("Organization", "personne morale, Personnes morales, persona jurídica, personas juridicas"),
        ("Organization", "Юридическое лицо, юридические лица, юр. лицо, ЮЛ, Legal persons"),
        ("Company", "companies, empresas, entreprises"),
        ("Vessel", "Schiffe, ships, vessels"),
    ],
)
def test_a_column_of_kinds_is_read_in_many_languages_in_the_plural_too(kind: str, values: str) -> None:
    for value in values.split(", "):
        assert words().schemata.get(squeeze(value)) == kind, value


@pytest.mark.parametrize(
    "heading", ["Umsatz", "owner name", "beneficial owner", "", "column 3", "xyz_12", "!!"]
)
def test_what_is_not_known_is_not_guessed(heading: str) -> None:
    assert recognise(heading) is None


@given(st.text(max_size=40))
def test_any_heading_at_all_is_known_or_not(heading: str) -> None:
    found = recognise(heading)
    assert found is None or found.prop


def test_no_word_stands_in_two_places() -> None:
    data = tomllib.loads(files("watchfloor.screening").joinpath("data/columns.toml").read_text("utf-8"))
    for tables in (("columns", "kinds"), ("schemata",), ("genders",)):
        seen: dict[str, str] = {}
        for table in tables:
            for key, listed in data[table].items():
                for word in listed:
                    assert squeeze(word), word
                    assert squeeze(word) not in seen, f"{word!r} stands under {key} and {seen[squeeze(word)]}"
                    seen[squeeze(word)] = key


def test_every_column_is_a_property_the_matcher_may_meet() -> None:
    own = {"id", "schema", "city", "region", "postalCode"}
    for word, target in words().columns.items():
        assert target.prop in own or target.prop in property_kinds(), word


def test_a_plan_tells_what_is_read_and_what_is_not() -> None:
    plan = Plan(["Nachname", "Vorname", "name", "Umsatz", "alias", "Alias 2"])
    assert plan.lines() == [
        "Nachname -> lastName",
        "Vorname -> firstName",
        "name",
        "alias, Alias 2 -> alias",
        "not read: Umsatz",
    ]
    assert plan.unmapped == ("Umsatz",)


def test_the_id_and_the_kind_are_taken_from_one_column_each() -> None:
    plan = Plan(["id", "reference", "type", "schema", "name"])
    assert plan.mapped == {"id": "id", "type": "schema", "name": "name"}


def test_what_the_user_says_goes_before_what_is_known() -> None:
    plan = Plan(
        ["Halter", "name", "id", "Nr"], {"Halter": "name", "name": "alias", "Nr": "id", "id": "ignore"}
    )
    assert plan.mapped == {"Halter": "name", "name": "alias", "Nr": "id"}
    assert Plan(["name", "x"], {"x": "imonumber"}).mapped["x"] == "imoNumber"


def test_a_column_that_turns_up_later_is_recognised_then() -> None:
    plan = Plan(["name"])
    assert plan.target("Geburtsdatum") == Target("birthDate")
    assert plan.target("Umsatz") is None


def test_overrides_are_read_from_the_last_equals_sign() -> None:
    assert parse_overrides(["a=b=name", "Halter = imoNumber"]) == {"a=b": "name", "Halter": "imoNumber"}


@pytest.mark.parametrize("text", ["name", "=name", "Halter="])
def test_a_mapping_without_both_sides_is_an_error(text: str) -> None:
    with pytest.raises(UsageError, match="not a mapping"):
        parse_overrides([text])


def test_a_mapping_of_a_column_or_property_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match="no column is called 'Halter'"):
        Plan(["name"], {"Halter": "name"})
    with pytest.raises(UsageError, match="no property is called 'birthdat'") as error:
        Plan(["name"], {"name": "birthdat"})
    assert "birthDate" in error.value.hint


def test_a_file_without_names_is_an_error_that_names_its_columns() -> None:
    with pytest.raises(
        InputError, match="no column is known to hold a name; the columns are Umsatz, Ort"
    ) as error:
        Plan(["Umsatz", "Ort"]).require_name("x.csv")
    assert "--map" in error.value.hint
    Plan(["imo"]).require_name("ships.csv")
