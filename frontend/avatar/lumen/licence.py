"""Under what terms Lumen may be used: one text, said the same way in every file.

Lumen is dedicated to the public domain (CC0 1.0). CC0 sets no limits, so the VRM meta's answers are all the widest
ones: an answer that forbade something would contradict the dedication.
"""

from lumen.gltf import Json

NOTICE = """\
Lumen: the avatar (lumen.vrm, lumen-light.vrm), her gestures (*.vrma) and her poster (lumen.svg)

To the extent possible under law, the Prism contributors have waived all copyright and related or
neighbouring rights to these files: CC0 1.0 Universal,
https://creativecommons.org/publicdomain/zero/1.0/

You may use, change, redistribute and sell them for any purpose, without asking and without credit.
The programs that generate them are part of Prism and are licensed under Apache-2.0.
"""

META: Json = {
    "name": "Lumen",
    "version": "1.0",
    "authors": ["Prism contributors"],
    "copyrightInformation": "Dedicated to the public domain under CC0 1.0 by the Prism contributors",
    "licenseUrl": "https://vrm.dev/licenses/1.0/",
    "otherLicenseUrl": "https://creativecommons.org/publicdomain/zero/1.0/",
    "avatarPermission": "everyone",
    "allowExcessivelyViolentUsage": True,
    "allowExcessivelySexualUsage": True,
    "commercialUsage": "corporation",
    "allowPoliticalOrReligiousUsage": True,
    "allowAntisocialOrHateUsage": True,
    "creditNotation": "unnecessary",
    "allowRedistribution": True,
    "modification": "allowModificationRedistribution",
}
