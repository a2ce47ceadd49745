/* SPDX-License-Identifier: BSD-2-Clause */
#include "tapped.h"

enum { LONG_MS = 60000 };

struct outcome read_tapped(struct scene *scene, struct tap *tap, tap_hook *hook, void *userdata)
{
	zairyu_transport *inner = scene->transport;
	struct outcome o;

	tap_open(tap, scene->ctx, inner);
	tap->hook = hook;
	tap->userdata = userdata;
	scene->transport = tap->transport;
	o = scene_read(scene, zairyu_vcard_number(scene->card), LONG_MS);
	scene->transport = inner;
	zairyu_transport_free(tap->transport);
	return o;
}
