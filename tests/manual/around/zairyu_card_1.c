/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

static zairyu_bytes face_of(const zairyu_card *card, const zairyu_record *record)
{
	zairyu_bytes face = { NULL, 0 };
	int rc = ZAIRYU_ERR_ABSENT;

#define FRAGMENT_zairyu_card_1
#include "fragments.h"
	HOLDS(rc == ZAIRYU_OK);
	return face;
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_record *record = scene_record(ctx);
	zairyu_bytes face = face_of(zairyu_record_card(record), record);

	HOLDS(face.len > 2 && memcmp(face.data + 4, "jP  ", 4) == 0); /* a JPEG 2000 file begins with that box */
	zairyu_record_free(record);
	zairyu_context_free(ctx);
	return 0;
}
