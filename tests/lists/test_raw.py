"""Raw files as they come, whole, broken and hostile."""

import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import zstandard

from watchfloor.lists import raw
from watchfloor.lists.raw import RawFile, read_raw, unpack
from watchfloor.model.errors import BrokenFileError, HostileFileError, InputError

TEXT = b"<list><entry>Acme</entry></list>\n" * 50


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "an Excel workbook"),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "a Word document"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_what_is_plainly_no_list_is_told_by_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(BrokenFileError, match=f"this is {what}, not a list") as error:
        list(unpack("list.xlsx", data))
    assert error.value.at == "list.xlsx"
    assert "CSV" in error.value.hint


def unpacked(name: str, data: bytes) -> list[RawFile]:
    return list(unpack(name, data))


def test_a_plain_file_is_itself() -> None:
    (file,) = unpacked("list.xml", TEXT)
    assert file == RawFile("list.xml", TEXT, "list.xml", TEXT, hashlib.sha256(TEXT).hexdigest())


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("list.xml.gz", gzip.compress(TEXT, mtime=0)),
        ("list.xml.zst", zstandard.compress(TEXT)),
        ("list.xml", gzip.compress(TEXT, mtime=0)),
        ("anything.zip", zipped({"folder/list.xml": TEXT})),
    ],
)
def test_a_packed_file_is_known_by_its_bytes_and_hashed_as_received(name: str, packed: bytes) -> None:
    (file,) = unpacked(name, packed)
    assert (file.name, file.data) == ("list.xml", TEXT)
    assert (file.original_name, file.original) == (name, packed)
    assert file.sha256 == hashlib.sha256(packed).hexdigest()


def test_several_zstd_frames_and_gzip_members_are_read_to_the_end() -> None:
    assert unpacked("a.zst", zstandard.compress(b"one ") + zstandard.compress(b"two"))[0].data == b"one two"
    assert unpacked("a.gz", gzip.compress(b"one ") + gzip.compress(b"two"))[0].data == b"one two"


def test_the_members_of_a_zip_come_in_their_order_without_its_folders() -> None:
    files = unpacked("set.zip", zipped({"x/": b"", "x/sdn.csv": b"1", "x/alt.csv": b"2"}))
    assert [(f.name, f.data) for f in files] == [("sdn.csv", b"1"), ("alt.csv", b"2")]


def test_a_folder_is_read_in_name_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.csv", "a.csv", ".hidden", "deeper/c.csv"):
        (tmp_path / name).write_text(name)
    assert [f.name for f in read_raw([tmp_path])] == ["a.csv", "b.csv", "c.csv"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file or folder \(at .*absent\.xml\)"):
        read_raw([tmp_path / "absent.xml"])


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the folder holds no files"):
        read_raw([tmp_path])


@pytest.mark.parametrize("cut", [20, -9, -1])
def test_a_cut_gzip_file_is_broken(cut: int) -> None:
    with pytest.raises(BrokenFileError, match=r"the gzip file is damaged or cut short \(at list\.gz\)"):
        unpacked("list.gz", gzip.compress(TEXT)[:cut])


@pytest.mark.parametrize("cut", [6, 20, -1])
def test_a_cut_zstd_file_is_broken(cut: int) -> None:
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(TEXT)
    with pytest.raises(BrokenFileError, match=r"the zstd file is damaged or cut short \(at list\.zst\)"):
        unpacked("list.zst", packed[:cut])


def test_a_damaged_gzip_or_zstd_file_is_broken() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[-6] ^= 0xFF
    with pytest.raises(BrokenFileError, match="the gzip file is damaged"):
        unpacked("list.gz", bytes(packed))
    with pytest.raises(BrokenFileError, match="the zstd file is damaged"):
        unpacked("list.zst", zstandard.compress(TEXT) + b"trailing rubbish")


@pytest.mark.parametrize("cut", [30, -30, -1])
def test_a_cut_zip_file_is_broken(cut: int) -> None:
    with pytest.raises(BrokenFileError, match=r"the zip file is damaged or cannot be opened \(at set\.zip\)"):
        unpacked("set.zip", zipped({"a.csv": TEXT, "b.csv": TEXT})[:cut])


def test_a_zip_member_whose_checksum_is_wrong_is_broken() -> None:
    packed = zipped({"a.csv": TEXT}, zipfile.ZIP_STORED).replace(b"Acme", b"Akme", 1)
    with pytest.raises(BrokenFileError, match="the zip file is damaged"):
        unpacked("set.zip", packed)


def test_an_encrypted_zip_is_refused_with_advice() -> None:
    packed = bytearray(zipped({"a.csv": TEXT}))
    packed[packed.index(b"PK\x01\x02") + 8] |= raw.ZIP_ENCRYPTED
    packed[6] |= raw.ZIP_ENCRYPTED
    with pytest.raises(
        BrokenFileError, match=r"the zip file is encrypted \(at set\.zip:a\.csv\)\. Unpack it first"
    ):
        unpacked("set.zip", bytes(packed))


def test_a_zip_packed_in_an_unknown_way_is_broken() -> None:
    packed = bytearray(zipped({"a.csv": TEXT}))
    packed[packed.index(b"PK\x01\x02") + 10] = 97
    packed[8] = 97
    with pytest.raises(BrokenFileError, match="cannot be opened"):
        unpacked("set.zip", bytes(packed))


def test_a_zip_of_a_thousand_and_one_files_is_hostile() -> None:
    members = {f"{number}.csv": b"" for number in range(raw.MAX_MEMBERS)}
    assert len(unpacked("set.zip", zipped(members))) == raw.MAX_MEMBERS
    with pytest.raises(HostileFileError, match=r"holds more than 1,000 files \(at set\.zip\)"):
        unpacked("set.zip", zipped({**members, "one-more.csv": b""}))


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("bomb.gz", gzip.compress(bytes(20_000_000))),
        ("bomb.zst", zstandard.compress(bytes(20_000_000))),
        ("bomb.zip", zipped({"a": bytes(20_000_000)})),
        ("many.zip", zipped({str(number): bytes(2_000_000) for number in range(10)})),
    ],
)
def test_a_file_that_unpacks_to_hundreds_of_times_its_size_is_hostile(name: str, packed: bytes) -> None:
    with pytest.raises(HostileFileError, match="unpacks to more than 200 times its size"):
        unpacked(name, packed)


def test_a_small_file_of_zeros_is_no_bomb() -> None:
    assert len(unpacked("zeros.gz", gzip.compress(bytes(1_000_000)))[0].data) == 1_000_000


@pytest.mark.parametrize("name", ["big.gz", "big.zip", "big.csv"])
def test_a_file_over_the_size_limit_is_hostile(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "MAX_UNPACKED", 100_000)
    data = bytes(range(256)) * 500
    path = tmp_path / name
    path.write_bytes({"big.gz": gzip.compress(data), "big.zip": zipped({"a": data}), "big.csv": data}[name])
    with pytest.raises(HostileFileError, match="unpacks to more than 100,000 bytes"):
        read_raw([path])


def test_nothing_is_written_where_a_member_name_points(tmp_path: Path) -> None:
    files = unpacked("evil.zip", zipped({"../../etc/passwd": b"x", "C:\\evil.csv": b"y"}))
    assert files[0].name == "passwd"
    assert list(tmp_path.iterdir()) == []
