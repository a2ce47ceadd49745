/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/image_label.h"

#include <string.h>

#include "person/messages.h"

static const struct {
	const char *name;
	enum message label;
} labels[] = {
	{ "front", MSG_IMAGE_FRONT },           { "face", MSG_IMAGE_FACE }, { "name", MSG_IMAGE_NAME },
	{ "address_image", MSG_IMAGE_ADDRESS }, { "card", MSG_IMAGE_CARD }, { "back", MSG_IMAGE_BACK },
};

const char *image_label(const struct app *app, const char *name)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].name, name) == 0)
			return message_text(labels[i].label, app->language);
	return name;
}
