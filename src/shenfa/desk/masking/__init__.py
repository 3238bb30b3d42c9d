"""Masked copies of attachments: asked for by who writes, made by the machine, taken over again."""
