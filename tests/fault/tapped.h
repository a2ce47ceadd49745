/* SPDX-License-Identifier: BSD-2-Clause */
/* One read of the scene's card through a tap. */
#ifndef TESTS_TAPPED_H
#define TESTS_TAPPED_H

#include "scene.h"
#include "tap.h"

/* `tap` is opened and stays for what it remembers; its transport is freed. */
struct outcome read_tapped(struct scene *scene, struct tap *tap, tap_hook *hook, void *userdata);

#endif
