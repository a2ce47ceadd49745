/* SPDX-License-Identifier: BSD-2-Clause */
/* Built without a text renderer: there is no view of the card, which would say nothing of what is proved. */
#include "sheet/lettering.h"

bool lettering_built_in(void)
{
	return false;
}

int lettering_new(struct lettering **out, zairyu_error **err)
{
	*out = NULL;
	return zairyu_error_set(err, ZAIRYU_ERR_UNSUPPORTED, NULL, 0, "built without texts for the view of the card");
}

void lettering_free(struct lettering *lettering)
{
	(void)lettering;
}

bool lettering_knows(struct lettering *lettering, const struct lettering_run *run)
{
	(void)lettering, (void)run;
	return false;
}

int lettering_stand_in(struct lettering *lettering, const char *text, char *out, size_t size,
		       struct lettering_missing *missing)
{
	(void)lettering, (void)text, (void)size, (void)missing;
	out[0] = 0;
	return -1;
}

int lettering_height(struct lettering *lettering, const struct lettering_run *run)
{
	(void)lettering;
	return run->size;
}

int lettering_paint(struct lettering *lettering, zairyu_image *sheet, const struct lettering_run *run,
		    zairyu_error **err)
{
	(void)lettering, (void)sheet, (void)run, (void)err;
	return ZAIRYU_ERR_UNSUPPORTED;
}

int lettering_across(struct lettering *lettering, zairyu_image *sheet, const char *text, sheet_colour colour,
		     unsigned strength, zairyu_error **err)
{
	(void)lettering, (void)sheet, (void)text, (void)colour, (void)strength, (void)err;
	return ZAIRYU_ERR_UNSUPPORTED;
}
