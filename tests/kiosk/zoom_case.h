/* SPDX-License-Identifier: BSD-2-Clause */
/* A picture in a viewport, opened before each test. */
#ifndef KIOSK_ZOOM_CASE_H
#define KIOSK_ZOOM_CASE_H

#include "../support/suite.h"
#include "flow/zoom.h"

/* A card, twice as wide as high, on a screen that is higher than wide: at scale 1.0 it is 600 x 300, at y 350. */
static const struct zoom_size card = { 1000, 500 }, screen = { 600, 1000 };
static struct zoom zoom;

static inline void opened(void)
{
	zoom = (struct zoom){ 0 };
	zoom_fit(&zoom, card, screen);
}

static inline void placed(double x, double y, double width, double height)
{
	struct zoom_place place = zoom_place(&zoom);

	ck_assert_double_eq_tol(place.x, x, 1e-6);
	ck_assert_double_eq_tol(place.y, y, 1e-6);
	ck_assert_double_eq_tol(place.width, width, 1e-6);
	ck_assert_double_eq_tol(place.height, height, 1e-6);
}

#endif
