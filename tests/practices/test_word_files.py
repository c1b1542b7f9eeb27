"""A report from Word becomes a practice: headings are columns, pictures come along, nothing is lost."""

import io
import zipfile

import pytest
from PIL import Image

from practices.imports.errors import UnreadableFile
from practices.imports.limited import rows_of_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in {"T": "Title", "H1": "heading 1", "H2": "heading 2"}.items()
)


def paragraph(text, style=""):
    chosen = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{cells}</w:tbl>"


def picture(relation, kind="embed"):
    return (
        "<w:p><w:r><w:drawing><wp:inline "
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="x" descr="Eine Werkbank"/><a:graphic '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip xmlns:r="{REL}" r:{kind}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


@pytest.fixture
def word(tmp_path):
    def make(*parts, relations="", name="bericht.docx"):
        path = tmp_path / name
        image = io.BytesIO()
        Image.new("RGB", (4, 4), "red").save(image, "PNG")
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{REL}/officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            )
            archive.writestr(
                "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
            )
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>')
            archive.writestr(
                "word/_rels/document.xml.rels",
                f'<Relationships xmlns="{package}"><Relationship Id="s" Type="{REL}/styles" Target="styles.xml"/>'
                f"{relations}</Relationships>",
            )
            archive.writestr("word/media/a.png", image.getvalue())
        return path

    return make


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
