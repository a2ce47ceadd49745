/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/fold.h"

enum { USUAL_TEXT = 20 }; /* pixels, in kiosk.css */

struct _FoldLayout {
	GtkLayoutManager parent;
	int column_width, spacing;
};

G_DECLARE_FINAL_TYPE(FoldLayout, fold_layout, FOLD, LAYOUT, GtkLayoutManager)
G_DEFINE_FINAL_TYPE(FoldLayout, fold_layout, GTK_TYPE_LAYOUT_MANAGER)

static int count_seen(GtkWidget *widget)
{
	int count = 0;

	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child))
		count += gtk_widget_should_layout(child) ? 1 : 0;
	return count;
}

/* The least width of a column, which grows with the text. */
static int column_width(const FoldLayout *fold, GtkWidget *widget)
{
	const PangoFontDescription *font = pango_context_get_font_description(gtk_widget_get_pango_context(widget));
	const int size = pango_font_description_get_size(font) / PANGO_SCALE;

	return pango_font_description_get_size_is_absolute(font) ? fold->column_width * size / USUAL_TEXT
								 : fold->column_width;
}

/* Equal columns, in rows as equal as they can be: four in two rows of two rather than of three and one. */
static int columns_in(const FoldLayout *fold, GtkWidget *widget, int width)
{
	const int count = MAX(count_seen(widget), 1);
	const int fit = CLAMP((width + fold->spacing) / (column_width(fold, widget) + fold->spacing), 1, count);
	const int rows = (count + fit - 1) / fit;

	return (count + rows - 1) / rows;
}

static const char share_key[] = "fold-share";

static int share_of(GtkWidget *child)
{
	return gtk_widget_should_layout(child) ? GPOINTER_TO_INT(g_object_get_data(G_OBJECT(child), share_key)) : 0;
}

/* A place for a child in a row. */
struct slot {
	int x, width;
};

static struct slot slot_of(const FoldLayout *fold, GtkWidget *widget, GtkWidget *child, int at, int columns, int width)
{
	const int room = MAX(width - fold->spacing * (columns - 1), columns);
	const bool one_row = columns == count_seen(widget);
	int before = at, own = 1, all = columns;

	if (one_row) {
		before = all = 0;
		own = share_of(child);
		for (GtkWidget *each = gtk_widget_get_first_child(widget); each && each != child;
		     each = gtk_widget_get_next_sibling(each))
			before += share_of(each);
		for (GtkWidget *each = gtk_widget_get_first_child(widget); each;
		     each = gtk_widget_get_next_sibling(each))
			all += share_of(each);
	}
	return (struct slot){ room * before / all + fold->spacing * at, MAX(room * own / all, 1) };
}

static void measure_width(FoldLayout *fold, GtkWidget *widget, int *minimum, int *natural)
{
	int widest = 0;

	*minimum = 0;
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child)) {
		int least, most;

		if (!gtk_widget_should_layout(child))
			continue;
		gtk_widget_measure(child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &most, NULL, NULL);
		*minimum = MAX(*minimum, least);
		widest = MAX(widest, MAX(most, column_width(fold, widget)));
	}
	*natural = MAX(count_seen(widget), 1) * (widest + fold->spacing) - fold->spacing;
	*natural = MAX(*natural, *minimum);
}

/* The height of a row that begins with a child; then sets that to the first one of the next row. */
static int height_of_row(const FoldLayout *fold, GtkWidget *widget, GtkWidget **child, int columns, int width)
{
	int high = 0;

	for (int at = 0; *child && at < columns; *child = gtk_widget_get_next_sibling(*child)) {
		int natural;

		if (!gtk_widget_should_layout(*child))
			continue;
		gtk_widget_measure(*child, GTK_ORIENTATION_VERTICAL,
				   slot_of(fold, widget, *child, at, columns, width).width, NULL, &natural, NULL, NULL);
		high = MAX(high, natural);
		at++;
	}
	return high;
}

static void place_row(const FoldLayout *fold, GtkWidget *widget, GtkWidget *child, int columns,
		      const GtkAllocation *row)
{
	const bool mirrored = gtk_widget_get_direction(widget) == GTK_TEXT_DIR_RTL;

	for (int at = 0; child && at < columns; child = gtk_widget_get_next_sibling(child)) {
		struct slot slot;

		if (!gtk_widget_should_layout(child))
			continue;
		slot = slot_of(fold, widget, child, at, columns, row->width);
		if (mirrored)
			slot.x = row->width - slot.x - slot.width;
		gtk_widget_size_allocate(child, &(GtkAllocation){ slot.x, row->y, slot.width, row->height }, -1);
		at++;
	}
}

static int height_for(const FoldLayout *fold, GtkWidget *widget, int width, bool place)
{
	const int columns = columns_in(fold, widget, width);
	GtkWidget *child = gtk_widget_get_first_child(widget);
	int top = 0;

	while (child) {
		GtkWidget *first = child;
		const int high = height_of_row(fold, widget, &child, columns, width);

		if (place)
			place_row(fold, widget, first, columns, &(GtkAllocation){ 0, top, width, high });
		top += high > 0 ? high + fold->spacing : 0;
	}
	return MAX(top - fold->spacing, 0);
}

static GtkSizeRequestMode get_request_mode(GtkLayoutManager *manager, GtkWidget *widget)
{
	(void)manager;
	(void)widget;
	return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void measure(GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
		    int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
	FoldLayout *fold = FOLD_LAYOUT(manager);
	int width = for_size;

	(void)minimum_baseline;
	(void)natural_baseline;
	if (orientation == GTK_ORIENTATION_HORIZONTAL) {
		measure_width(fold, widget, minimum, natural);
		return;
	}
	if (width < 0)
		measure_width(fold, widget, &(int){ 0 }, &width);
	*minimum = *natural = height_for(fold, widget, width, false);
}

static void allocate(GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
	(void)height;
	(void)baseline;
	(void)height_for(FOLD_LAYOUT(manager), widget, width, true);
}

static void fold_layout_class_init(FoldLayoutClass *class)
{
	GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS(class);

	manager->get_request_mode = get_request_mode;
	manager->measure = measure;
	manager->allocate = allocate;
}

static void fold_layout_init(FoldLayout *fold)
{
	(void)fold;
}

GtkWidget *fold_new(int column_width, int spacing)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
	FoldLayout *fold = g_object_new(fold_layout_get_type(), NULL);

	fold->column_width = column_width;
	fold->spacing = spacing;
	gtk_widget_set_layout_manager(box, GTK_LAYOUT_MANAGER(fold));
	gtk_widget_set_hexpand(box, TRUE);
	return box;
}

void fold_append(GtkWidget *fold, GtkWidget *child, int share)
{
	g_object_set_data(G_OBJECT(child), share_key, GINT_TO_POINTER(share));
	gtk_box_append(GTK_BOX(fold), child);
}
