"""A folder of files → submissions: sniffed by content, hashed, twins and copies told, nothing chosen in silence."""

from pipeline.intake.folder import gather, gather_files
from pipeline.intake.versions import supersede

__all__ = ["gather", "gather_files", "supersede"]
