/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/tapping.h"

#include <math.h>

/* A finger comes down again later than a mouse button, and less exactly. */
enum { AGAIN_MS = 500, NEAR = 64 };

struct tapping {
	struct kiosk *kiosk;
	guint32 pressed_ms;
	double x, y;
	enum flow_screen screen; /* that was pressed on */
};

static bool is_again(const struct tapping *before, guint32 now_ms, double x, double y)
{
	return now_ms - before->pressed_ms < AGAIN_MS && fabs(x - before->x) < NEAR && fabs(y - before->y) < NEAR;
}

static void on_press(GtkGestureClick *gesture, int presses, double x, double y, gpointer data)
{
	struct tapping *tapping = data;
	const guint32 now_ms = gtk_event_controller_get_current_event_time(GTK_EVENT_CONTROLLER(gesture));
	const bool again = is_again(tapping, now_ms, x, y);
	enum flow_screen screen;

	(void)presses;
	flow_touch(tapping->kiosk->flow);
	screen = flow_screen(tapping->kiosk->flow);
	tapping->pressed_ms = now_ms;
	if (again && screen != tapping->screen) {
		gtk_gesture_set_state(GTK_GESTURE(gesture), GTK_EVENT_SEQUENCE_CLAIMED);
		return; /* a third press is no other */
	}
	tapping->x = x;
	tapping->y = y;
	tapping->screen = screen;
}

void tapping_listen(struct kiosk *kiosk)
{
	GtkGesture *gesture = gtk_gesture_click_new();
	struct tapping *tapping = g_new0(struct tapping, 1);

	tapping->kiosk = kiosk;
	tapping->screen = FLOW_SCREEN_COUNT;
	g_object_set_data_full(G_OBJECT(gesture), "kiosk-tapping", tapping, g_free);
	gtk_event_controller_set_propagation_phase(GTK_EVENT_CONTROLLER(gesture), GTK_PHASE_CAPTURE);
	g_signal_connect(gesture, "pressed", G_CALLBACK(on_press), tapping);
	gtk_widget_add_controller(kiosk->window, GTK_EVENT_CONTROLLER(gesture));
}
