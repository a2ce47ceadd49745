/* SPDX-License-Identifier: BSD-2-Clause */
/* How every library draws text: what Pango is told before it does. */
#include <unistd.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "common/drawing.h"

static PangoContext *context;

static void setup(void)
{
	context = pango_font_map_create_context(pango_cairo_font_map_get_default());
}

static void teardown(void)
{
	g_object_unref(context);
}

START_TEST(strokes_are_grey_and_hinted_as_asked)
{
	static const struct {
		cairo_hint_style_t hints;
		cairo_hint_metrics_t metrics;
	} rows[] = { { CAIRO_HINT_STYLE_NONE, CAIRO_HINT_METRICS_OFF },
		     { CAIRO_HINT_STYLE_SLIGHT, CAIRO_HINT_METRICS_ON } };

	for (int i = 0; i < COUNT(rows); i++) {
		const cairo_font_options_t *options;

		drawing_set_rendering(context, rows[i].hints, rows[i].metrics);
		options = pango_cairo_context_get_font_options(context);
		ck_assert_ptr_nonnull(options);
		ck_assert_int_eq(cairo_font_options_get_antialias(options), CAIRO_ANTIALIAS_GRAY);
		ck_assert_int_eq(cairo_font_options_get_hint_style(options), rows[i].hints);
		ck_assert_int_eq(cairo_font_options_get_hint_metrics(options), rows[i].metrics);
	}
}
END_TEST

START_TEST(the_language_is_japanese)
{
	pango_context_set_language(context, pango_language_from_string("en"));
	drawing_set_rendering(context, CAIRO_HINT_STYLE_NONE, CAIRO_HINT_METRICS_OFF);
	ck_assert_str_eq(pango_language_to_string(pango_context_get_language(context)), "ja");
}
END_TEST

START_TEST(no_hyphen_is_added)
{
	PangoLayout *layout = pango_layout_new(context);
	PangoAttrIterator *at;
	PangoAttribute *hyphens;

	drawing_forbid_hyphens(layout);
	ck_assert_ptr_nonnull(pango_layout_get_attributes(layout));
	at = pango_attr_list_get_iterator(pango_layout_get_attributes(layout));
	hyphens = pango_attr_iterator_get(at, PANGO_ATTR_INSERT_HYPHENS);
	ck_assert_ptr_nonnull(hyphens);
	ck_assert_int_eq(((PangoAttrInt *)hyphens)->value, FALSE);
	pango_attr_iterator_destroy(at);
	g_object_unref(layout);
}
END_TEST

/* The first that draws may draw again; a process noted as another may not. */
START_TEST(only_the_process_that_drew_draws)
{
	const GQuark drew = g_quark_from_string("zairyu-drew");
	zairyu_error *err = NULL;

	ck_assert_ptr_null(g_type_get_qdata(PANGO_TYPE_FONT_MAP, drew));
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(drawing_begin(&err), 0);
		ck_assert_ptr_null(err);
		ck_assert_ptr_eq(g_type_get_qdata(PANGO_TYPE_FONT_MAP, drew), GINT_TO_POINTER(getpid()));
	}
	g_type_set_qdata(PANGO_TYPE_FONT_MAP, drew, GINT_TO_POINTER(getpid() + 1));
	ck_assert_int_eq(drawing_begin(&err), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_STATE);
	zairyu_error_free(err);
	ck_assert_ptr_eq(g_type_get_qdata(PANGO_TYPE_FONT_MAP, drew), GINT_TO_POINTER(getpid() + 1));
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("drawing", 60);

	tcase_add_checked_fixture(tcase, setup, teardown);
	suite_add(tcase, (const TTest *const[]){ strokes_are_grey_and_hinted_as_asked, the_language_is_japanese,
						 no_hyphen_is_added, only_the_process_that_drew_draws, NULL });
	return suite_run("image/drawing", tcase);
}
