/* SPDX-License-Identifier: BSD-2-Clause */
/* Built without a text renderer: the view of the card has no texts. */
#include "lettering.h"

bool lettering_built_in(void)
{
	return false;
}

int lettering_new(struct lettering **out, zairyu_error **err)
{
	(void)err;
	*out = NULL;
	return ZAIRYU_OK;
}

void lettering_free(struct lettering *lettering)
{
	(void)lettering;
}

int lettering_paint(struct lettering *lettering, zairyu_image *sheet, const struct lettering_run *run,
		    zairyu_error **err)
{
	(void)lettering, (void)sheet, (void)run, (void)err;
	return ZAIRYU_OK;
}
