/* SPDX-License-Identifier: BSD-2-Clause */
#include "common/drawing.h"

#include <unistd.h>

/*
 * Newer versions of Pango keep a thread once text was drawn, which a child after fork() does not have and would wait for,
 * forever. Which process was the first is noted at Pango's own type, where every library of this process sees it.
 */
int drawing_begin(zairyu_error **err)
{
	const GQuark drew = g_quark_from_string("zairyu-drew");
	gpointer self = GINT_TO_POINTER(getpid()), first = g_type_get_qdata(PANGO_TYPE_FONT_MAP, drew);

	if (!first)
		g_type_set_qdata(PANGO_TYPE_FONT_MAP, drew, self);
	if (!first || first == self)
		return ZAIRYU_OK;
	return zairyu_error_set(err, ZAIRYU_ERR_STATE, NULL, 0,
				"text was drawn before fork(), so this child cannot draw any: start it by exec");
}

void drawing_set_rendering(PangoContext *context, cairo_hint_style_t hints, cairo_hint_metrics_t metrics)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(options, hints);
	cairo_font_options_set_hint_metrics(options, metrics);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_language(context, pango_language_from_string("ja"));
}

void drawing_forbid_hyphens(PangoLayout *layout)
{
	PangoAttrList *attributes = pango_attr_list_new();

	pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
}
