# SPDX-License-Identifier: BSD-2-Clause
"""Reads a card and shows what is proved of it. usage: read.py [READER]; the number is asked for."""
import sys
from getpass import getpass

import zairyu

reader = sys.argv[1] if len(sys.argv) > 1 else None
with zairyu.read(reader, number=getpass("Card number: "), wait=30) as card:
    print(f"{card.kind}: {card.verification.verdict}", *card.verification.notes)
    for field in card.fields.values():
        shown = [field.value or field.state.name.lower(), *filter(None, [field.names.en])]
        print(f"{field.label_en}: {', '.join(shown)}{'' if field.vouched else ' (not vouched for)'}")
