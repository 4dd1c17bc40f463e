"""The gazette: the built-in record of acts, as it is read, checked and brought up to date."""

from tracker.gazette.files import Gazette, read_gazette

__all__ = ["Gazette", "read_gazette"]
