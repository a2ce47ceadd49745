/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/typing.h"

#include "gtk/refresh.h"
#include "gtk/views.h"

/* Why keys are refused, in the words of the screen. A line end that comes too early is what it would be without one. */
static const char *const refusals[] = {
	[ENTRY_WRONG_KIND] = "wrong-character",
	[ENTRY_STRANGE] = "wrong-character",
	[ENTRY_SHORT] = "enter-number-format",
	[ENTRY_FULL] = "number-full",
};

static const char *refusal_of(enum entry_answer answer)
{
	return (size_t)answer < sizeof refusals / sizeof *refusals ? refusals[answer] : NULL;
}

void typing_take(struct kiosk *kiosk, const char *utf8, size_t len, int64_t pressed_ms)
{
	kiosk->refusal = refusal_of(flow_type(kiosk->flow, utf8, len, pressed_ms));
	refresh_screen(kiosk);
}

const char *typing_refusal(const struct kiosk *kiosk)
{
	return kiosk->refusal;
}

void typing_forget_refusal(struct kiosk *kiosk)
{
	kiosk->refusal = NULL;
}

static bool is_return(guint key)
{
	return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

/* Return belongs to the button that somebody moved to, and to the number otherwise. */
static bool takes_return(const struct kiosk *kiosk)
{
	return kiosk->typed && flow_screen(kiosk->flow) == FLOW_SCREEN_NUMBER;
}

/* A scanner may end a line with two keys: the screen that the first one brings does not take the second. */
static bool is_second_end(struct kiosk *kiosk, guint key, int64_t pressed_ms)
{
	enum { SECOND_MS = 200 };
	const enum flow_screen screen = flow_screen(kiosk->flow), before = kiosk->line_end.screen;
	const bool second = is_return(key) && pressed_ms - kiosk->line_end.at_ms < SECOND_MS && screen != before;

	if (is_return(key) && !second) {
		kiosk->line_end.at_ms = pressed_ms;
		kiosk->line_end.screen = screen;
	}
	return second;
}

static gboolean on_key(GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
	struct kiosk *kiosk = data;
	const gunichar character = gdk_keyval_to_unicode(key);
	const int64_t pressed_ms = gtk_event_controller_get_current_event_time(GTK_EVENT_CONTROLLER(controller));
	char utf8[8];

	(void)code;
	flow_touch(kiosk->flow);
	if (is_second_end(kiosk, key, pressed_ms))
		return TRUE;
	if (flow_screen(kiosk->flow) == FLOW_SCREEN_PIN && g_unichar_isdigit(character) && character < 0x80) {
		kiosk->typed = true;
		view_pin_type(kiosk, (const char[]){ (char)character, '\0' });
		return TRUE;
	}
	if (flow_screen(kiosk->flow) == FLOW_SCREEN_PIN && (is_return(key) || key == GDK_KEY_BackSpace))
		return kiosk->typed && view_pin_key(kiosk, is_return(key));
	kiosk->typed = kiosk->typed && flow_screen(kiosk->flow) == FLOW_SCREEN_NUMBER;
	if (flow_screen(kiosk->flow) != FLOW_SCREEN_NUMBER || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
		return FALSE;
	if (is_return(key) && takes_return(kiosk)) {
		typing_take(kiosk, "\n", 1, pressed_ms);
		return TRUE;
	}
	if (key == GDK_KEY_BackSpace) {
		typing_forget_refusal(kiosk);
		entry_erase(flow_entry(kiosk->flow));
		refresh_screen(kiosk);
		return TRUE;
	}
	kiosk->typed = g_unichar_isgraph(character);
	if (!kiosk->typed)
		return FALSE;
	typing_take(kiosk, utf8, (size_t)g_unichar_to_utf8(character, utf8), pressed_ms);
	return TRUE;
}

void typing_listen(struct kiosk *kiosk)
{
	GtkEventController *keys = gtk_event_controller_key_new();

	gtk_event_controller_set_propagation_phase(keys, GTK_PHASE_CAPTURE);
	g_signal_connect(keys, "key-pressed", G_CALLBACK(on_key), kiosk);
	gtk_widget_add_controller(kiosk->window, keys);
}
