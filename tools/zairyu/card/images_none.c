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
	return directory ? images_check(app, err) : ZAIRYU_OK;
}

int images_check(const struct app *app, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_UNSUPPORTED, MSG_NOT_BUILT_IN, "libzairyu-image", NULL);
}

int images_each_path(const struct app *app, const char *directory, file_set_fn *act, struct file_set *files,
		     zairyu_error **err)
{
	(void)app;
	(void)directory;
	(void)act;
	(void)files;
	(void)err;
	return ZAIRYU_OK;
}

void images_done(struct image_list *images)
{
	(void)images;
}
