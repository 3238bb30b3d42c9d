"""The app: masked copies."""

from django.apps import AppConfig


class MaskingConfig(AppConfig):
    """Masked copies of attachments."""

    name = "shenfa.desk.masking"
    label = "masking"
