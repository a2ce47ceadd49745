/* SPDX-License-Identifier: BSD-2-Clause */
/* What a report says, in words; and trust stores whose anchors count as the agency's, by way of the internals. */
#ifndef TESTS_JUDGE_H
#define TESTS_JUDGE_H

#include <stdbool.h>
#include <zairyu/verify.h>

#include "scene.h"

enum { JUDGE_TEXT = 512 };

/* "falsification issuer verdict: note note …", the notes in the report's order. */
void judge_write(const zairyu_report *report, char text[JUDGE_TEXT]);
bool judge_has_note(const zairyu_report *report, const char *note);
/* A store with the CAs of the scene's card as production anchors: only so can "genuine" be seen at all. */
zairyu_trust *judge_production_trust(const struct scene *scene);

/* Both hold the same files, and the same number. Fails the test if not. */
void judge_same(const zairyu_record *record, const zairyu_record *expected, const char *what);

#endif
