/* SPDX-License-Identifier: BSD-2-Clause */
/* A build without libzairyu-image: no images are known. */
#include "card/images.h"
#include "person/fail.h"

int images_collect(const struct app *app, const zairyu_record *record, const struct judgement *judgement,
		   const char *directory, struct file_set *files, struct image_list *out, zairyu_error **err)
{
	(void)record;
	(void)judgement;
	(void)files;
	*out = (struct image_list){ 0 };
	return directory ? images_try(app, directory, err) : ZAIRYU_OK;
}

int images_try(const struct app *app, const char *directory, zairyu_error **err)
{
	(void)directory;
	return fail(app, err, ZAIRYU_ERR_UNSUPPORTED, MSG_NOT_BUILT_IN, "libzairyu-image", NULL);
}

void images_done(struct image_list *images)
{
	(void)images;
}
