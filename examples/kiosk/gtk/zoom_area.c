/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/zoom_area.h"

#include "flow/zoom.h"

enum { SCALED, USED, SIGNAL_COUNT };
enum { LEAST_WIDTH = 240, LEAST_HEIGHT = 180, PIXELS_PER_NOTCH = 60, MOVES_ACROSS = 6 };

struct _ZoomArea {
	GtkWidget parent;
	GdkTexture *texture;
	struct zoom zoom;
	struct zoom_point pointer;
};

static guint signals[SIGNAL_COUNT];

G_DEFINE_FINAL_TYPE(ZoomArea, zoom_area, GTK_TYPE_WIDGET)

static void fit(ZoomArea *area)
{
	struct zoom_size picture = { 0, 0 };

	if (area->texture)
		picture = (struct zoom_size){ gdk_texture_get_width(area->texture),
					      gdk_texture_get_height(area->texture) };
	zoom_fit(&area->zoom, picture,
		 (struct zoom_size){ gtk_widget_get_width(GTK_WIDGET(area)), gtk_widget_get_height(GTK_WIDGET(area)) });
	gtk_widget_queue_draw(GTK_WIDGET(area));
}

static void changed(ZoomArea *area, double scale_before)
{
	gtk_widget_queue_draw(GTK_WIDGET(area));
	g_signal_emit(area, signals[USED], 0);
	if (area->zoom.scale > scale_before || area->zoom.scale < scale_before)
		g_signal_emit(area, signals[SCALED], 0);
}

static void zoom_begin(GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
	ZoomArea *area = data;
	struct zoom_point finger;

	(void)sequence;
	if (gtk_gesture_get_bounding_box_center(gesture, &finger.x, &finger.y))
		zoom_grab(&area->zoom, finger);
}

static void scale_changed(GtkGestureZoom *gesture, double factor, gpointer data)
{
	ZoomArea *area = data;
	const double before = area->zoom.scale;
	struct zoom_point finger = area->zoom.grabbed.finger;

	(void)gtk_gesture_get_bounding_box_center(GTK_GESTURE(gesture), &finger.x, &finger.y);
	zoom_pinch(&area->zoom, factor, finger);
	changed(area, before);
}

static void drag_begin(GtkGestureDrag *gesture, double x, double y, gpointer data)
{
	(void)gesture;
	zoom_grab(&((ZoomArea *)data)->zoom, (struct zoom_point){ x, y });
}

static void drag_update(GtkGestureDrag *gesture, double x, double y, gpointer data)
{
	ZoomArea *area = data;

	(void)gesture;
	zoom_drag(&area->zoom, (struct zoom_point){ x, y });
	changed(area, area->zoom.scale);
}

static void pressed(GtkGestureClick *gesture, int presses, double x, double y, gpointer data)
{
	ZoomArea *area = data;
	const double before = area->zoom.scale;

	(void)gesture;
	gtk_widget_grab_focus(GTK_WIDGET(area));
	if (presses % 2 != 0)
		return;
	zoom_double_tap(&area->zoom, (struct zoom_point){ x, y });
	changed(area, before);
}

static void moved(GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
	(void)motion;
	((ZoomArea *)data)->pointer = (struct zoom_point){ x, y };
}

/* With Ctrl and without: there is nothing else that a wheel could mean here. */
static gboolean scrolled(GtkEventControllerScroll *controller, double right, double down, gpointer data)
{
	ZoomArea *area = data;
	const double before = area->zoom.scale;
	const bool pixels = gtk_event_controller_scroll_get_unit(controller) == GDK_SCROLL_UNIT_SURFACE;

	(void)right;
	zoom_wheel(&area->zoom, pixels ? -down / PIXELS_PER_NOTCH : -down, area->pointer);
	changed(area, before);
	return TRUE;
}

static void add_gestures(ZoomArea *area)
{
	GtkGesture *zoom = gtk_gesture_zoom_new(), *drag = gtk_gesture_drag_new(), *click = gtk_gesture_click_new();
	GtkEventController *wheel = gtk_event_controller_scroll_new(GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
	GtkEventController *motion = gtk_event_controller_motion_new();
	GtkEventController *all[] = { GTK_EVENT_CONTROLLER(zoom), GTK_EVENT_CONTROLLER(drag),
				      GTK_EVENT_CONTROLLER(click), wheel, motion };

	g_signal_connect(zoom, "begin", G_CALLBACK(zoom_begin), area);
	g_signal_connect(zoom, "scale-changed", G_CALLBACK(scale_changed), area);
	g_signal_connect(drag, "drag-begin", G_CALLBACK(drag_begin), area);
	g_signal_connect(drag, "drag-update", G_CALLBACK(drag_update), area);
	g_signal_connect(click, "pressed", G_CALLBACK(pressed), area);
	g_signal_connect(wheel, "scroll", G_CALLBACK(scrolled), area);
	g_signal_connect(motion, "motion", G_CALLBACK(moved), area);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		gtk_widget_add_controller(GTK_WIDGET(area), all[i]);
}

static void measure(GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
		    int *minimum_baseline, int *natural_baseline)
{
	(void)widget;
	(void)for_size;
	(void)minimum_baseline;
	(void)natural_baseline;
	*minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
}

static void size_allocate(GtkWidget *widget, int width, int height, int baseline)
{
	(void)width;
	(void)height;
	(void)baseline;
	fit(ZOOM_AREA(widget));
}

static void snapshot(GtkWidget *widget, GtkSnapshot *snapshot)
{
	ZoomArea *area = ZOOM_AREA(widget);
	const struct zoom_place place = zoom_place(&area->zoom);

	if (!area->texture || place.width < 1 || place.height < 1)
		return;
	gtk_snapshot_save(snapshot);
	gtk_snapshot_translate(snapshot, &GRAPHENE_POINT_INIT((float)place.x, (float)place.y));
	gdk_paintable_snapshot(GDK_PAINTABLE(area->texture), snapshot, place.width, place.height);
	gtk_snapshot_restore(snapshot);
}

static void dispose(GObject *object)
{
	g_clear_object(&ZOOM_AREA(object)->texture);
	G_OBJECT_CLASS(zoom_area_parent_class)->dispose(object);
}

static guint new_signal(const char *name)
{
	return g_signal_new(name, zoom_area_get_type(), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void zoom_area_class_init(ZoomAreaClass *class)
{
	GtkWidgetClass *widget = GTK_WIDGET_CLASS(class);

	G_OBJECT_CLASS(class)->dispose = dispose;
	widget->measure = measure;
	widget->size_allocate = size_allocate;
	widget->snapshot = snapshot;
	gtk_widget_class_set_accessible_role(widget, GTK_ACCESSIBLE_ROLE_IMG);
	gtk_widget_class_set_css_name(widget, "zoomarea");
	signals[SCALED] = new_signal("scaled");
	signals[USED] = new_signal("used");
}

static void zoom_area_init(ZoomArea *area)
{
	gtk_widget_set_focusable(GTK_WIDGET(area), TRUE);
	gtk_widget_set_overflow(GTK_WIDGET(area), GTK_OVERFLOW_HIDDEN);
	gtk_widget_set_hexpand(GTK_WIDGET(area), TRUE);
	gtk_widget_set_vexpand(GTK_WIDGET(area), TRUE);
	add_gestures(area);
}

GtkWidget *zoom_area_new(void)
{
	return g_object_new(zoom_area_get_type(), NULL);
}

void zoom_area_set_texture(ZoomArea *area, GdkTexture *texture)
{
	if (area->texture == texture)
		return;
	g_set_object(&area->texture, texture);
	zoom_area_reset(area);
}

double zoom_area_scale(ZoomArea *area)
{
	return area->zoom.scale;
}

void zoom_area_step(ZoomArea *area, int presses)
{
	const double before = area->zoom.scale;

	zoom_step(&area->zoom, presses);
	changed(area, before);
}

void zoom_area_move(ZoomArea *area, int right, int down)
{
	const struct zoom_size size = area->zoom.viewport;

	zoom_grab(&area->zoom, (struct zoom_point){ size.width / 2, size.height / 2 });
	zoom_drag(&area->zoom,
		  (struct zoom_point){ -right * size.width / MOVES_ACROSS, -down * size.height / MOVES_ACROSS });
	changed(area, area->zoom.scale);
}

void zoom_area_reset(ZoomArea *area)
{
	area->zoom = (struct zoom){ 0 };
	fit(area);
	g_signal_emit(area, signals[SCALED], 0);
}
