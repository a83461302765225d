"""Every module of rules, so that importing this one makes all of them known to the library."""

from pipeline.validate.gx import (
    claims,
    completeness,
    consistency,
    measurability,
    privacy,
    register,
    submissions,
    twins,
)

__all__ = [
    "claims",
    "completeness",
    "consistency",
    "measurability",
    "privacy",
    "register",
    "submissions",
    "twins",
]
