"""A policy as a file that explains itself and is read back as it was."""

import msgspec

from watchfloor.evaluation.policy_file import EXAMPLES, NOTES, TRAITS, to_toml
from watchfloor.model.policy import Policy, Scorecard, default_policy, parse_policy, sealed


def with_everything() -> Policy:
    return sealed(
        msgspec.structs.replace(
            default_policy(),
            sources=("xx_demo",),
            programmes=("DEMO",),
            delisted=True,
            thresholds={"Person": 0.8, "xx-demo/Person": 0.9},
        )
    )


def test_the_file_is_read_back_as_the_policy_it_was_written_from() -> None:
    for policy in (default_policy(), with_everything()):
        assert parse_policy(to_toml(policy, comment="one\ntwo").encode()) == policy


def test_every_table_of_a_scorecard_has_its_meaning_above_it() -> None:
    assert set(TRAITS) == set(Scorecard.__struct_fields__) - {"base"}
    lines = to_toml(default_policy()).splitlines()
    for name, meaning in TRAITS.items():
        for place in (number for number, line in enumerate(lines) if line.startswith(f"{name} = [[")):
            assert lines[place - 1] == f"# {meaning}"


def test_every_key_of_a_policy_is_explained_but_its_name_version_and_hash() -> None:
    explained = {key for key in NOTES if "." not in key}
    assert explained == set(Policy.__struct_fields__) - {"name", "version", "hash"}


def test_keys_that_are_left_out_are_shown_as_one_would_write_them() -> None:
    told = to_toml(default_policy())
    for key, example in EXAMPLES.items():
        assert f"# {NOTES[key]}\n# {example.splitlines()[0]}" in told
        assert f"\n{key} = " not in told
    full = to_toml(with_everything())
    assert not any(f"# {example}" in full for example in EXAMPLES.values())
    assert f"# {NOTES['delisted']}\ndelisted = true" in full
