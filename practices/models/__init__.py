"""The practice page with what belongs to it, building blocks, and the pages that gather from practices."""

from practices.choices import Evidence
from practices.models.building_blocks import BuildingBlockIndexPage, BuildingBlockPage
from practices.models.children import (
    PracticeBuildingBlock,
    PracticeEffect,
    PracticeObstacle,
    PracticeParticipant,
    PracticeRelation,
    PracticeTag,
)
from practices.models.lists import ObstaclesPage, PracticeIndexPage
from practices.models.practice import PracticePage

__all__ = [
    "BuildingBlockIndexPage",
    "BuildingBlockPage",
    "Evidence",
    "ObstaclesPage",
    "PracticeBuildingBlock",
    "PracticeEffect",
    "PracticeIndexPage",
    "PracticeObstacle",
    "PracticePage",
    "PracticeParticipant",
    "PracticeRelation",
    "PracticeTag",
]
