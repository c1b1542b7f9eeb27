"""The example pictures, drawn by `scripts/draw_pictures.py`: Wagtail images, each made once and known by its title."""

from __future__ import annotations

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from portal.demo.read import CONTENT, one

PICTURES = CONTENT / "pictures"


def titles() -> dict[str, Path]:
    """The file of each picture, by the title under which practices name it."""
    return {title: PICTURES / name for name, title in one(PICTURES / "titles.yaml").items()}


def load_pictures() -> int:
    """Put the pictures that are missing into the library; how many were made."""
    images = get_image_model()._default_manager
    there = set(images.filter(title__in=titles()).values_list("title", flat=True))
    missing = {title: path for title, path in titles().items() if title not in there}
    for title, path in missing.items():
        images.create(title=title, file=ContentFile(path.read_bytes(), name=path.name))
    return len(missing)
