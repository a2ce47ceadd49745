/* SPDX-License-Identifier: BSD-2-Clause */
/* A card of the invented family on a reader, and a session with it. */
#ifndef TESTS_FAMILY_SCENE_H
#define TESTS_FAMILY_SCENE_H

#include <check.h>
#include <zairyu/verify.h>

#include "invented_family.h"
#include "invented_issuer.h"
#include "invented_reader.h"

#define SCENE_NUMBER "AB12345678CD"

struct scene {
	zairyu_context *ctx;
	struct invented_ca ca;
	struct chip chip;
	struct invented_reader reader;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_trust *trust;
};

void scene_open(struct scene *s, const char *type);
void scene_close(struct scene *s);
/* Authenticates, reads all and verifies, which has to succeed but for the verdict. */
zairyu_record *scene_read(struct scene *s, zairyu_report **report);
/* The same card once more, in a new conversation. */
int scene_authenticate(struct scene *s, zairyu_error **err);

#endif
