/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TEXT_TEXT_RIVALS_H
#define TEXT_TEXT_RIVALS_H

#include <stdbool.h>
#include <zairyu/base.h>

/* Whether bytes that Shift_JIS accepts could as well be text of another encoding: EUC, UTF-16, ISO 8859-1, Big5. */
bool text_has_rivals(zairyu_bytes text);

#endif
