from django.apps import AppConfig


class AppearanceConfig(AppConfig):
    name = "portal.appearance"
    label = "appearance"
    verbose_name = "Erscheinungsbild"
