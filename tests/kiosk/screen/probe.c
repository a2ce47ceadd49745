/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Preloaded into the kiosk by its tests: answers on the socket that ZAIRYU_KIOSK_PROBE names what AT-SPI does not tell, and
 * pinches, which Xvfb cannot. One request a connection: "widgets", "focus" or "pinch SCALE".
 */
#include <gio/gunixsocketaddress.h>
#include <gtk/gtk.h>
#include <string.h>

/* In the order in which AT-SPI has them, and only what AT-SPI has, so that the two can be laid side by side. */

static gboolean is_presented(GtkWidget *widget)
{
	return gtk_widget_get_visible(widget) &&
	       gtk_accessible_get_accessible_role(GTK_ACCESSIBLE(widget)) != GTK_ACCESSIBLE_ROLE_NONE &&
	       gtk_test_accessible_check_state(GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE) != NULL;
}

/* Whether a label shows less than its text. */
static gboolean is_cut(GtkWidget *widget)
{
	PangoLayout *layout;
	int width, height;

	if (!GTK_IS_LABEL(widget))
		return FALSE;
	layout = gtk_label_get_layout(GTK_LABEL(widget));
	pango_layout_get_pixel_size(layout, &width, &height);
	return pango_layout_is_ellipsized(layout) || width > gtk_widget_get_width(widget) ||
	       height > gtk_widget_get_height(widget);
}

/* Where it is in its window, with its border. */
static void write_widget(GtkWidget *widget, int depth, GString *out)
{
	const char *text = GTK_IS_LABEL(widget) ? gtk_label_get_text(GTK_LABEL(widget)) : "";
	char *line = g_strescape(text, NULL);
	graphene_rect_t box;

	if (!gtk_widget_compute_bounds(widget, GTK_WIDGET(gtk_widget_get_root(widget)), &box))
		box = GRAPHENE_RECT_INIT(0, 0, 0, 0);
	g_string_append_printf(out, "%d\t%p\t%s\t%s\t%.0f\t%.0f\t%.0f\t%.0f\t%s\t%s\n", depth, (void *)widget,
			       G_OBJECT_TYPE_NAME(widget), gtk_widget_get_mapped(widget) ? "mapped" : "hidden",
			       (double)box.origin.x, (double)box.origin.y, (double)box.size.width,
			       (double)box.size.height, is_cut(widget) ? "cut" : "whole", line);
	g_free(line);
}

static void write_below(GtkWidget *widget, int depth, GString *out)
{
	write_widget(widget, depth, out);
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child))
		if (is_presented(child))
			write_below(child, depth + 1, out);
}

static void find_pinch(GtkWidget *widget, GtkGesture **found)
{
	GListModel *controllers = gtk_widget_observe_controllers(widget);

	for (guint i = 0; i < g_list_model_get_n_items(controllers); i++) {
		GObject *controller = g_list_model_get_item(controllers, i);

		if (GTK_IS_GESTURE_ZOOM(controller) && gtk_widget_get_mapped(widget))
			*found = GTK_GESTURE(controller);
		g_object_unref(controller);
	}
	g_object_unref(controllers);
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child))
		find_pinch(child, found);
}

static GtkWidget *first_window(void)
{
	GListModel *windows = gtk_window_get_toplevels();
	GtkWidget *window = g_list_model_get_item(windows, 0);

	if (window)
		g_object_unref(window);
	return window;
}

static const char *pinch(double scale)
{
	GtkGesture *gesture = NULL;

	find_pinch(first_window(), &gesture);
	if (!gesture)
		return "nothing can be pinched\n";
	g_signal_emit_by_name(gesture, "begin", NULL);
	g_signal_emit_by_name(gesture, "scale-changed", scale);
	g_signal_emit_by_name(gesture, "end", NULL);
	return "done\n";
}

/* The widget that has the keyboard. */
static void write_focus(GString *out)
{
	GtkWidget *focus = gtk_root_get_focus(GTK_ROOT(first_window()));

	/* what is inside of a field is no widget to AT-SPI */
	while (focus && !is_presented(focus))
		focus = gtk_widget_get_parent(focus);
	if (focus)
		write_widget(focus, 0, out);
}

static char *answer(const char *request)
{
	GString *out = g_string_new(NULL);

	if (!first_window())
		g_string_append(out, "no window\n");
	else if (g_str_has_prefix(request, "pinch "))
		g_string_append(out, pinch(g_ascii_strtod(request + strlen("pinch "), NULL)));
	else if (g_str_has_prefix(request, "focus"))
		write_focus(out);
	else if (g_str_has_prefix(request, "widgets"))
		write_below(first_window(), 0, out);
	else
		g_string_append(out, "what?\n");
	return g_string_free(out, FALSE);
}

static gboolean serve(GSocketService *service, GSocketConnection *connection, GObject *source, void *data)
{
	char request[128] = "";
	gssize n = g_input_stream_read(g_io_stream_get_input_stream(G_IO_STREAM(connection)), request,
				       sizeof request - 1, NULL, NULL);
	char *text = answer(n > 0 ? request : "");

	(void)service, (void)source, (void)data;
	(void)g_output_stream_write_all(g_io_stream_get_output_stream(G_IO_STREAM(connection)), text, strlen(text),
					NULL, NULL, NULL);
	g_free(text);
	return FALSE;
}

static void __attribute__((constructor)) listen_for_tests(void)
{
	const char *path = g_getenv("ZAIRYU_KIOSK_PROBE");
	GSocketService *service;
	GSocketAddress *address;

	if (!path)
		return;
	service = g_socket_service_new();
	address = g_unix_socket_address_new(path);
	if (!g_socket_listener_add_address(G_SOCKET_LISTENER(service), address, G_SOCKET_TYPE_STREAM,
					   G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, NULL))
		g_printerr("no socket for the probe\n");
	g_object_unref(address);
	g_unsetenv("ZAIRYU_KIOSK_PROBE"); /* what the program starts has none */
	g_signal_connect(service, "incoming", G_CALLBACK(serve), NULL);
	g_socket_service_start(service);
}
