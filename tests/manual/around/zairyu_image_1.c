/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/image.h>

#include "scene.h"

#define FRAGMENT_zairyu_image_1
#include "fragments.h"

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_record *record = scene_record(ctx);
	FILE *file = tmpfile();
	char start[4];

	HOLDS(file && save_face(ctx, record, file, NULL) == ZAIRYU_OK);
	rewind(file);
	HOLDS(fread(start, 1, sizeof start, file) == sizeof start && memcmp(start, "\x89PNG", sizeof start) == 0);
	fclose(file);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
	return 0;
}
