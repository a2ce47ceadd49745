/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The enlarged view: which part of a picture a viewport shows. At scale 1.0 the whole picture is seen, as large as it fits.
 * The picture covers the viewport as far as it is large enough, and is in the middle where it is not: no gesture moves
 * it out. Pixels are those of the viewport, from its upper left corner; what is not a number is ignored.
 */
#ifndef FLOW_ZOOM_H
#define FLOW_ZOOM_H

/* Larger than any screen or picture. Sizes past it, and those under 1, are of nothing that can be shown. */
#define ZOOM_SIZE_MAX 1e6
#define ZOOM_MIN      1.0
#define ZOOM_MAX      5.0
/* A double tap goes here, from below; from here on it goes back to the whole picture. */
#define ZOOM_DOUBLE_TAP 2.0
/* What one press of + or one notch of a wheel adds. */
#define ZOOM_STEP 0.5

struct zoom_point {
	double x, y;
};

struct zoom_size {
	double width, height;
};

struct zoom_place {
	double x, y, width, height;
};

/* Begins as { 0 }, then zoom_fit(). */
struct zoom {
	struct zoom_size fitted; /* the picture at scale 1.0; 0 if there is nothing to show */
	struct zoom_size viewport;
	double scale;
	struct zoom_point middle; /* which point of the picture is in the viewport's middle, 0 … 1 */
	struct {
		double scale;
		struct zoom_point finger; /* in the viewport */
		struct zoom_point under;  /* of the picture, 0 … 1 */
	} grabbed;                        /* how it was when a gesture began */
};

/* The sizes of both, at first and whenever one changes. The scale stays, and what is in the middle. */
void zoom_fit(struct zoom *zoom, struct zoom_size picture, struct zoom_size viewport);

/*
 * A gesture begins at a point: the finger, or what is between two. Then either of the others, as often as fingers move:
 * what was under them stays under them. `factor` and `offset` are since the beginning. For an arrow key, grab and drag.
 */
void zoom_grab(struct zoom *zoom, struct zoom_point finger);
void zoom_pinch(struct zoom *zoom, double factor, struct zoom_point finger);
void zoom_drag(struct zoom *zoom, struct zoom_point offset);

/* What is under the point stays there. */
void zoom_double_tap(struct zoom *zoom, struct zoom_point finger);

/* A wheel's notches, in parts of one for those that turn smoothly; enlarges if positive. */
void zoom_wheel(struct zoom *zoom, double notches, struct zoom_point pointer);

/* Presses of + or, if negative, of −: about the middle. */
void zoom_step(struct zoom *zoom, int presses);

/* Where the picture is drawn, in the viewport. Without width and height if there is nothing to show. */
struct zoom_place zoom_place(const struct zoom *zoom);

#endif
