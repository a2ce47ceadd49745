/* SPDX-License-Identifier: BSD-2-Clause */
/* The screens that are a few sentences and what to do about them. */
#include <stdio.h>

#include "gtk/card_drawing.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

enum { TEXTS_MAX = 3, BUTTONS_MAX = 3 };

/* In the first text {1} is the time left. */
static const struct notice {
	const char *texts[TEXTS_MAX];
	struct {
		const char *text;
		enum flow_event action;
		const char *style;
	} buttons[BUTTONS_MAX];
	bool dialog;
	GtkWidget *(*drawing)(void); /* for those who read neither language; it says what the first text says */
} notices[FLOW_SCREEN_COUNT] = {
	[FLOW_SCREEN_STARTING] = { .texts = { "starting" } },
	[FLOW_SCREEN_PAUSED] = { .texts = { "paused", "paused-staff" }, .drawing = card_drawing_wait },
	[FLOW_SCREEN_SENDING] = { .texts = { "sending" }, .buttons = { { "cancel", FLOW_CANCEL, "quiet" } } },
	[FLOW_SCREEN_SENT] = { .texts = { "sent" },
			       .buttons = { { "close", FLOW_CLOSE, "forward" } },
			       .drawing = card_drawing_done },
	[FLOW_SCREEN_NOT_SENT] = { .texts = { "send-failed" },
				   .buttons = { { "without-sending", FLOW_REFUSE, "quiet" },
						{ "try-again", FLOW_AGREE, "forward" } },
				   .drawing = card_drawing_failed },
	[FLOW_SCREEN_TAKE_CARD] = { .texts = { "take-card" }, .drawing = card_drawing_take },
	[FLOW_SCREEN_FORGOTTEN] = { .texts = { "take-card-forgotten", "ask-staff" }, .drawing = card_drawing_take },
	[FLOW_SCREEN_EXITING] = { .texts = { "staff-exit-question" },
				  .buttons = { { "no", FLOW_CLOSE, "quiet" }, { "yes", FLOW_AGREE, "forward" } },
				  .dialog = true },
	[FLOW_SCREEN_STILL_THERE] = { .texts = { "still-there" },
				      .buttons = { { "continue", FLOW_STAY, "forward" },
						   { "return-to-top", FLOW_FINISH, "quiet" } },
				      .dialog = true },
};

static GtkWidget *new_drawing(struct kiosk *kiosk, const struct notice *notice)
{
	GtkWidget *drawing = notice->drawing();

	words_describe(kiosk, drawing, notice->texts[0]);
	return drawing;
}

static GtkWidget *build_notice(struct kiosk *kiosk, enum flow_screen screen)
{
	static const char *const styles[TEXTS_MAX] = { "title", "text", "text" };
	const struct notice *notice = &notices[screen];
	struct page page = notice->dialog ? page_new_dialog() : page_new();

	gtk_widget_set_valign(page.content, GTK_ALIGN_CENTER);
	for (int i = 0; i < TEXTS_MAX && notice->texts[i]; i++) {
		GtkWidget *words = words_new(kiosk, notice->texts[i], styles[i]);

		if (i == 0)
			kiosk->views[screen] = words;
		gtk_box_append(GTK_BOX(page.content), words);
	}
	if (notice->drawing)
		gtk_box_append(GTK_BOX(page.content), new_drawing(kiosk, notice));
	for (int i = 0; i < BUTTONS_MAX && notice->buttons[i].text; i++)
		gtk_box_append(GTK_BOX(page.actions),
			       words_button(kiosk, notice->buttons[i].text, notice->buttons[i].action,
					    notice->buttons[i].style));
	return page.widget;
}

static void update_seconds(struct kiosk *kiosk)
{
	const enum flow_screen screen = flow_screen(kiosk->flow);
	const int left = flow_seconds_left(kiosk->flow);
	char seconds[16], minutes[16];

	(void)snprintf(seconds, sizeof seconds, "%d", left);
	(void)snprintf(minutes, sizeof minutes, "%d:%02d", left / 60, left % 60);
	if (screen == FLOW_SCREEN_STILL_THERE)
		words_set(kiosk->views[screen], "still-there", seconds);
	else if (screen == FLOW_SCREEN_PAUSED && left >= 0)
		words_set(kiosk->views[screen], "paused", minutes);
	else if (screen == FLOW_SCREEN_PAUSED)
		words_set(kiosk->views[screen], "ask-staff", NULL);
}

#define NOTICE(name, SCREEN, update)                                                                                   \
	static GtkWidget *build_##name(struct kiosk *kiosk)                                                            \
	{                                                                                                              \
		return build_notice(kiosk, FLOW_SCREEN_##SCREEN);                                                      \
	}                                                                                                              \
	const struct view view_##name = { FLOW_SCREEN_##SCREEN, build_##name, update };

NOTICE(starting, STARTING, NULL)
NOTICE(paused, PAUSED, update_seconds)
NOTICE(sending, SENDING, NULL)
NOTICE(sent, SENT, NULL)
NOTICE(not_sent, NOT_SENT, NULL)
NOTICE(take_card, TAKE_CARD, NULL)
NOTICE(forgotten, FORGOTTEN, NULL)
NOTICE(still_there, STILL_THERE, update_seconds)
NOTICE(exiting, EXITING, NULL)
