/* SPDX-License-Identifier: BSD-2-Clause */
/* What the manual's fragments are run on: a virtual card on a reader that passes for one of PC/SC with a card on it. */
#ifndef SCENE_H
#define SCENE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/vcard.h>

#define SCENE_NUMBER "AA12345678BB"

/* Ends the program if that is not so; for what a fragment has brought about. */
#define HOLDS(condition) scene_holds((condition) != 0, #condition, __FILE__, __LINE__)
void scene_holds(int holds, const char *condition, const char *file, int line);

/* Scheme "pcsc"; what is opened is a virtual card of the second generation. */
const zairyu_backend *scene_backend(void);
/* With that backend, or with none. */
zairyu_context *scene_context(const zairyu_backend *backend);
zairyu_transport *scene_reader(zairyu_context *ctx);
/* Identified, or authenticated as well. */
zairyu_session *scene_session(zairyu_context *ctx, int authenticated);
zairyu_record *scene_record(zairyu_context *ctx);

#endif
