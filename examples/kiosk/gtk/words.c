/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/words.h"

#include <string.h>

#include "gtk/refresh.h"

struct words {
	struct kiosk *kiosk;
	GtkWidget *widget;
	GtkWidget *labels[KIOSK_LANGUAGES]; /* NULL where the text is only a description */
	char *name, *argument;
	char *literal[KIOSK_LANGUAGES];
	const char *own;   /* the language of a literal, if it is not the screen's */
	GtkWidget *button; /* NULL if it is none */
	enum flow_event action;
	bool acts;
	const char *told; /* the name of the text that was last announced */
};

static const char words_key[] = "kiosk-words";

/* It may be about somebody. */
static void wipe(char *text)
{
	if (text)
		zairyu_wipe(text, strlen(text));
	g_free(text);
}

static void clear(struct words *words)
{
	g_clear_pointer(&words->name, g_free);
	g_clear_pointer(&words->argument, wipe);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		g_clear_pointer(&words->literal[i], wipe);
	words->own = NULL;
}

static void words_free(gpointer data)
{
	clear(data);
	g_free(data);
}

static struct words *add(struct kiosk *kiosk, GtkWidget *widget, const char *name)
{
	struct words *words = g_new0(struct words, 1);

	if (!kiosk->words)
		kiosk->words = g_ptr_array_new_with_free_func(words_free);
	words->kiosk = kiosk;
	words->widget = widget;
	words->name = g_strdup(name);
	g_ptr_array_add(kiosk->words, words);
	g_object_set_data(G_OBJECT(widget), words_key, words);
	return words;
}

/* The shapes of Chinese characters depend on the language that they are written in. */
static void set_language(GtkWidget *label, const char *tag)
{
	PangoAttrList *attributes = pango_attr_list_new();

	pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string(tag)));
	gtk_label_set_attributes(GTK_LABEL(label), attributes);
	pango_attr_list_unref(attributes);
}

static const char *name_of(const struct words *words)
{
	return words->kiosk->config->mode == CONFIG_DESK ? flow_text_at_desk(words->name) : words->name;
}

static char *text_of(const struct words *words, int index)
{
	char filled[FLOW_TEXT_SIZE];

	if (words->literal[index])
		return g_strdup(words->literal[index]);
	if (!words->name)
		return NULL;
	return g_strdup(flow_text_format(name_of(words), words->kiosk->languages[index], words->argument, filled,
					 sizeof filled));
}

/* What is the same in both languages is there once. */
static bool is_seen(char *const texts[KIOSK_LANGUAGES], int index)
{
	return texts[index] && (index == 0 || g_strcmp0(texts[index], texts[0]) != 0);
}

/* The texts, each NULL or wiped by who asked, and both behind what `all` has. */
static void add_texts(const struct words *words, char *texts[KIOSK_LANGUAGES], GString *all)
{
	for (int i = 0; i < KIOSK_LANGUAGES; i++) {
		texts[i] = text_of(words, i);
		if (is_seen(texts, i))
			g_string_append_printf(all, "%s%s", all->len > 0 ? " " : "", texts[i]);
	}
}

bool words_add_to(GtkWidget *widget, GString *text)
{
	const struct words *words = g_object_get_data(G_OBJECT(widget), words_key);
	char *texts[KIOSK_LANGUAGES];

	if (!words)
		return false;
	add_texts(words, texts, text);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		wipe(texts[i]);
	return words->labels[0] != NULL;
}

bool words_are_news(GtkWidget *widget, bool shown)
{
	struct words *words = g_object_get_data(G_OBJECT(widget), words_key);
	const char *before = words ? words->told : NULL;

	if (!words || !words->labels[0])
		return false;
	words->told = shown ? g_intern_string(words->name) : NULL;
	return words->told && words->told != before;
}

static void refresh(struct words *words)
{
	GtkWidget *described = words->button ? words->button : words->widget;
	char *texts[KIOSK_LANGUAGES];
	GString *all = g_string_new(NULL);

	add_texts(words, texts, all);
	for (int i = 0; i < KIOSK_LANGUAGES && words->labels[i]; i++) {
		const bool seen = is_seen(texts, i);

		gtk_label_set_text(GTK_LABEL(words->labels[i]), seen ? texts[i] : "");
		gtk_widget_set_visible(words->labels[i], seen);
		set_language(words->labels[i], words->own ? words->own : words->kiosk->languages[i]);
	}
	if (words->button || !words->labels[0])
		gtk_accessible_update_property(GTK_ACCESSIBLE(described), GTK_ACCESSIBLE_PROPERTY_LABEL, all->str, -1);
	if (words->labels[0])
		gtk_widget_set_visible(words->widget, all->len > 0);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		wipe(texts[i]);
	zairyu_wipe(all->str, all->len);
	g_string_free(all, TRUE);
}

static GtkWidget *new_label(struct words *words, int index)
{
	GtkWidget *label = gtk_label_new(NULL);

	gtk_label_set_wrap(GTK_LABEL(label), TRUE);
	gtk_label_set_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
	gtk_label_set_xalign(GTK_LABEL(label), 0);
	gtk_widget_add_css_class(label, index == 0 ? "first" : "second");
	gtk_box_append(GTK_BOX(words->widget), label);
	return label;
}

GtkWidget *words_new(struct kiosk *kiosk, const char *name, const char *style)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	struct words *words = add(kiosk, box, name);

	gtk_widget_add_css_class(box, "words");
	if (style)
		gtk_widget_add_css_class(box, style);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		words->labels[i] = new_label(words, i);
	refresh(words);
	return box;
}

void words_set(GtkWidget *widget, const char *name, const char *argument)
{
	struct words *words = g_object_get_data(G_OBJECT(widget), words_key);

	if (g_strcmp0(words->name, name) == 0 && g_strcmp0(words->argument, argument) == 0 && !words->literal[0])
		return;
	clear(words);
	words->name = g_strdup(name);
	words->argument = g_strdup(argument);
	refresh(words);
}

void words_set_literal(GtkWidget *widget, const char *const texts[KIOSK_LANGUAGES])
{
	struct words *words = g_object_get_data(G_OBJECT(widget), words_key);

	clear(words);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		words->literal[i] = g_strdup(texts[i]);
	refresh(words);
}

void words_set_own(GtkWidget *widget, const char *text, const char *language)
{
	struct words *words = g_object_get_data(G_OBJECT(widget), words_key);

	clear(words);
	words->literal[0] = g_strdup(text);
	words->own = language;
	refresh(words);
}

void words_forget(GtkWidget *widget)
{
	struct words *words = g_object_get_data(G_OBJECT(widget), words_key);

	clear(words);
	refresh(words);
}

void words_describe(struct kiosk *kiosk, GtkWidget *widget, const char *name)
{
	refresh(add(kiosk, widget, name));
}

static void centre(GtkWidget *box)
{
	for (GtkWidget *label = gtk_widget_get_first_child(box); label; label = gtk_widget_get_next_sibling(label)) {
		gtk_label_set_xalign(GTK_LABEL(label), 0.5F);
		gtk_label_set_justify(GTK_LABEL(label), GTK_JUSTIFY_CENTER);
	}
}

static GtkWidget *new_button(struct kiosk *kiosk, const char *name, const char *style, struct words **words)
{
	GtkWidget *button = gtk_button_new(), *box = words_new(kiosk, name, NULL);

	centre(box);
	gtk_widget_set_valign(box, GTK_ALIGN_CENTER);
	gtk_button_set_child(GTK_BUTTON(button), box);
	if (style)
		gtk_widget_add_css_class(button, style);
	*words = g_object_get_data(G_OBJECT(box), words_key);
	(*words)->button = button;
	refresh(*words);
	return button;
}

static void act(GtkButton *button, gpointer data)
{
	const struct words *words = data;

	(void)button;
	(void)flow_act(words->kiosk->flow, words->action);
	refresh_screen(words->kiosk);
}

GtkWidget *words_button(struct kiosk *kiosk, const char *name, enum flow_event action, const char *style)
{
	struct words *words;
	GtkWidget *button = new_button(kiosk, name, style, &words);

	words->acts = true;
	words->action = action;
	g_signal_connect(button, "clicked", G_CALLBACK(act), words);
	return button;
}

GtkWidget *words_button_call(struct kiosk *kiosk, const char *name, const char *style,
			     void (*call)(GtkButton *button, gpointer kiosk))
{
	struct words *words;
	GtkWidget *button = new_button(kiosk, name, style, &words);

	g_signal_connect(button, "clicked", G_CALLBACK(call), kiosk);
	return button;
}

void words_refresh(struct kiosk *kiosk)
{
	for (guint i = 0; i < kiosk->words->len; i++)
		refresh(g_ptr_array_index(kiosk->words, i));
}

void words_update_buttons(struct kiosk *kiosk)
{
	for (guint i = 0; i < kiosk->words->len; i++) {
		const struct words *words = g_ptr_array_index(kiosk->words, i);

		if (words->acts)
			gtk_widget_set_sensitive(words->button, flow_can(kiosk->flow, words->action));
	}
}
