/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/zoom.h"

#include <math.h>
#include <stdbool.h>

static double zoom_clamp(double value, double min, double max)
{
	return value < min ? min : value > max ? max : value;
}

static bool zoom_is_size(struct zoom_size size)
{
	return size.width >= 1 && size.width <= ZOOM_SIZE_MAX && size.height >= 1 && size.height <= ZOOM_SIZE_MAX;
}

static bool zoom_shows(const struct zoom *zoom)
{
	return zoom->fitted.width > 0;
}

static struct zoom_point zoom_center(const struct zoom *zoom)
{
	return (struct zoom_point){ zoom->viewport.width / 2, zoom->viewport.height / 2 };
}

/* A point that is none counts as the middle of the viewport; fingers are never farther away than screens are large. */
static struct zoom_point zoom_point(const struct zoom *zoom, struct zoom_point point)
{
	if (!isfinite(point.x) || !isfinite(point.y))
		return zoom_center(zoom);
	return (struct zoom_point){ zoom_clamp(point.x, -ZOOM_SIZE_MAX, ZOOM_SIZE_MAX),
				    zoom_clamp(point.y, -ZOOM_SIZE_MAX, ZOOM_SIZE_MAX) };
}

/* Of one direction: the middle that is nearest to this one and lets the picture cover what it can of the viewport. */
static double zoom_settle(double middle, double picture, double viewport)
{
	double margin = viewport / 2 / picture;

	return picture > viewport ? zoom_clamp(middle, margin, 1 - margin) : 0.5;
}

/* Where the picture begins, in one direction. Clamped once more, for what rounding left. */
static double zoom_begin(double middle, double picture, double viewport)
{
	double begin = viewport / 2 - middle * picture;

	return picture > viewport ? zoom_clamp(begin, viewport - picture, 0) : (viewport - picture) / 2;
}

struct zoom_place zoom_place(const struct zoom *zoom)
{
	double width = zoom->fitted.width * zoom->scale, height = zoom->fitted.height * zoom->scale;

	return (struct zoom_place){ zoom_begin(zoom->middle.x, width, zoom->viewport.width),
				    zoom_begin(zoom->middle.y, height, zoom->viewport.height), width, height };
}

/* Shows a point of the picture at a point of the viewport, at a scale, as nearly as both can be had. */
static void zoom_put(struct zoom *zoom, double scale, struct zoom_point under, struct zoom_point finger)
{
	double width, height;

	zoom->scale = zoom_clamp(scale, ZOOM_MIN, ZOOM_MAX);
	width = zoom->fitted.width * zoom->scale;
	height = zoom->fitted.height * zoom->scale;
	zoom->middle.x =
		zoom_settle(under.x + (zoom->viewport.width / 2 - finger.x) / width, width, zoom->viewport.width);
	zoom->middle.y =
		zoom_settle(under.y + (zoom->viewport.height / 2 - finger.y) / height, height, zoom->viewport.height);
}

void zoom_fit(struct zoom *zoom, struct zoom_size picture, struct zoom_size viewport)
{
	double fit;

	if (zoom->scale < ZOOM_MIN)
		*zoom = (struct zoom){ .scale = ZOOM_MIN, .middle = { 0.5, 0.5 } };
	if (!zoom_is_size(picture) || !zoom_is_size(viewport)) {
		zoom->fitted = zoom->viewport = (struct zoom_size){ 0 };
		return;
	}
	fit = viewport.width / picture.width;
	if (picture.height * fit > viewport.height)
		fit = viewport.height / picture.height;
	zoom->fitted = (struct zoom_size){ picture.width * fit, picture.height * fit };
	zoom->viewport = viewport;
	if (zoom->grabbed.scale < ZOOM_MIN)
		zoom_grab(zoom, zoom_center(zoom));
}

void zoom_grab(struct zoom *zoom, struct zoom_point finger)
{
	struct zoom_place place = zoom_place(zoom);

	if (!zoom_shows(zoom))
		return;
	finger = zoom_point(zoom, finger);
	zoom->grabbed.scale = zoom->scale;
	zoom->grabbed.finger = finger;
	zoom->grabbed.under.x = (finger.x - place.x) / place.width;
	zoom->grabbed.under.y = (finger.y - place.y) / place.height;
}

void zoom_pinch(struct zoom *zoom, double factor, struct zoom_point finger)
{
	if (!zoom_shows(zoom) || !isfinite(factor) || factor <= 0)
		return;
	zoom_put(zoom, zoom->grabbed.scale * factor, zoom->grabbed.under, zoom_point(zoom, finger));
}

void zoom_drag(struct zoom *zoom, struct zoom_point offset)
{
	struct zoom_point from = zoom->grabbed.finger;

	if (!zoom_shows(zoom) || !isfinite(offset.x) || !isfinite(offset.y))
		return;
	zoom_put(zoom, zoom->scale, zoom->grabbed.under,
		 zoom_point(zoom, (struct zoom_point){ from.x + offset.x, from.y + offset.y }));
}

/* About a point. */
static void zoom_to(struct zoom *zoom, double scale, struct zoom_point finger)
{
	if (!zoom_shows(zoom))
		return;
	zoom_grab(zoom, finger);
	zoom_put(zoom, scale, zoom->grabbed.under, zoom->grabbed.finger);
}

void zoom_double_tap(struct zoom *zoom, struct zoom_point finger)
{
	zoom_to(zoom, zoom->scale < ZOOM_DOUBLE_TAP ? ZOOM_DOUBLE_TAP : ZOOM_MIN, finger);
}

void zoom_wheel(struct zoom *zoom, double notches, struct zoom_point pointer)
{
	if (isfinite(notches))
		zoom_to(zoom, zoom->scale + notches * ZOOM_STEP, pointer);
}

void zoom_step(struct zoom *zoom, int presses)
{
	zoom_wheel(zoom, presses, zoom_center(zoom));
}
