"""A report from Word becomes a practice: headings are columns, pictures come along, nothing is lost."""

import pytest
from PIL import Image

from practices.imports.errors import UnreadableFile
from practices.imports.limited import rows_of_file
from tests.practices.word_file import REL, paragraph, picture, table, written_word


@pytest.fixture
def word(tmp_path):
    return written_word(tmp_path)


def read(path, pictures=None):
    with rows_of_file(path, pictures) as rows:
        (row,) = rows
        return row.values


def test_headings_are_columns_and_the_title_is_the_title(word):
    values = read(
        word(
            paragraph("Staplerschein mit Brille", "T"),
            paragraph("Wer wir sind."),
            paragraph("Ausgangslage", "H1"),
            paragraph("Zu wenig &lt;Stapler&gt;."),
            paragraph("Einzelheiten", "H2"),
            paragraph("Mehr."),
        )
    )
    assert values == {
        "titel": "Staplerschein mit Brille",
        "text vor der ersten überschrift": "<p>Wer wir sind.</p>",
        "ausgangslage": "<p>Zu wenig &lt;Stapler&gt;.</p>",
        "einzelheiten": "<p>Mehr.</p>",
    }


def test_a_single_heading_above_all_others_is_the_title(word):
    values = read(word(paragraph("Der Titel", "H1"), paragraph("Vorgehen", "H2"), paragraph("So.")))
    assert values == {"titel": "Der Titel", "vorgehen": "<p>So.</p>"}


def test_a_table_of_two_columns_gives_columns_too(word):
    values = read(word(paragraph("T", "T"), table(("Branche:", "Logistik"), ("Jahr", "2023"))))
    assert values == {"titel": "T", "branche": "Logistik", "jahr": "2023"}


def test_pictures_come_along_with_their_descriptions(word, tmp_path):
    relation = f'<Relationship Id="p" Type="{REL}/image" Target="media/a.png"/>'
    folder = tmp_path / "bilder"
    folder.mkdir()
    values = read(word(paragraph("T", "T"), picture("p"), relations=relation), folder)
    assert values["bilder der datei"] == [["bild-1.png", "Eine Werkbank"]]
    assert Image.open(folder / "bild-1.png").size == (4, 4)


def test_a_picture_that_lies_elsewhere_is_refused_not_fetched(word):
    relation = f'<Relationship Id="p" Type="{REL}/image" Target="http://127.0.0.1:9/a.png" TargetMode="External"/>'
    with pytest.raises(UnreadableFile, match="nicht in der Datei liegt"):
        read(word(paragraph("T", "T"), picture("p", "link"), relations=relation))


def test_a_word_file_without_text_is_refused(word):
    with pytest.raises(UnreadableFile, match="enthält keinen Text"):
        read(word())
