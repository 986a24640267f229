"""Pictures, drawn anew: what is shown holds pixels and nothing else of what was uploaded."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from content.files.reader.limits import page
from content.files.reader.problem import Problem
from content.files.rules import MAX_PIXELS

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
LARGEST = (1600, 1600)
DAMAGED = "The picture is damaged: it cannot be drawn."
TOO_MANY = f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Save it smaller."


def read(path, folder):
    picture = open_picture(path)
    save(picture, Path(folder) / "0001.webp")
    yield page(1, "", picture="0001.webp", width=picture.width, height=picture.height)


def open_picture(source):
    """A picture from a path or bytes, upright, at most LARGEST, in colours that WebP knows. Problem if it is none."""
    source = io.BytesIO(source) if isinstance(source, bytes) else source
    with warnings.catch_warnings():
        # Twice the limit is an error of Pillow's own, more than once the limit only a warning.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(source, formats=["PNG", "JPEG", "WEBP"]) as image:
                image.draft("RGB", LARGEST)
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail(LARGEST)
                return upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Problem(TOO_MANY) from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, IndexError):
            raise Problem(DAMAGED) from None


def save(picture, path):
    """Pixels only: neither place, camera, author nor thumbnail of the original goes along."""
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.save(path, "WEBP", quality=80, method=2)
