"""The pictures of a Word file: checked as uploaded ones are, and put into the picture library and the practice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from practices.imports.columns import BY_NAME
from practices.models import PracticePage

COLUMN = BY_NAME["bilder"]


def add_pictures(
    page: PracticePage,
    folder: Path,
    listed: Sequence[Sequence[str]],
    user: Any = None,
    *,
    publish: bool = False,
    trial: bool = False,
) -> list[Any]:
    """Put the pictures, given as `[file name, alternative text]`, at the end of the practice's own. In a trial they are
    only checked. Returns what was made: its files stay behind when the transaction is undone, and are then to be
    deleted.

    Raises:
        ValidationError: one of them is no picture that the site takes, or is to be published without description.
    """
    field = WagtailImageField()
    made: list[Any] = []
    blocks: list[dict[str, Any]] = list(getattr(page, COLUMN.field).raw_data)
    for number, (name, alt) in enumerate(listed, start=1):
        data = (folder / Path(name).name).read_bytes()
        try:
            field.clean(SimpleUploadedFile(name, data))
        except ValidationError as error:
            reason = f"Bild {number} der Datei: {' '.join(error.messages)}"
            raise ValidationError({COLUMN.field: reason}) from error
        if publish and not alt:
            reason = (
                f"Bild {number} der Datei hat keinen Alternativtext. Ergänzen Sie ihn in Word, oder importieren Sie "
            )
            raise ValidationError({COLUMN.field: reason + "als Entwurf."})
        if not trial:
            image = _image(f"{page.title}, Bild {number}"[:255], name, data, user)
            made.append(image)
            blocks.append({"type": COLUMN.block, "value": {"image": image.pk, "alt": alt}})
    setattr(page, COLUMN.field, json.dumps(blocks))
    return made


def _image(title: str, name: str, data: bytes, user: Any) -> Any:
    # Given at once, so that its width and height are read.
    image = get_image_model()(title=title, uploaded_by_user=user, file=ImageFile(BytesIO(data), name=name))
    image.save()
    return image
